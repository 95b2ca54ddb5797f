internal import ColorKernels
public import ColorScience

/// Ranks the shades of one category against skin that is known only as a distribution.
public struct ShadeMatcher: Sendable {
    /// One of `ShadeCategory.matchable`.
    public let category: ShadeCategory
    /// The category's shades, each in one size, in the catalog's order.
    public let shades: [Shade]
    /// SKUs of their other sizes.
    private let otherSizes: [String: [String]]

    /// The shades' distinct colours by the shades' own uncertainty, which adds to the belief's.
    let groups: [ColorBlocks]

    /// - Throws: `unknown_category` when the category has no colour difference to skin, or the catalog holds none of
    ///   it.
    public init(catalog: ShadeCatalog, category: ShadeCategory) throws(CatalogError) {
        guard ShadeCategory.matchable.contains(category) else {
            throw CatalogError(
                code: .unknownCategory,
                message: "\(category.rawValue) has no colour difference to skin, it is ranked by taste and harmony (`consult`): "
                    + "to match skin choose \(ShadeCategory.list(ShadeCategory.matchable))")
        }
        let sizes = SizeVariants(of: try catalog.ranked(category))
        let shades = sizes.shown
        self.category = category
        self.shades = shades
        otherSizes = sizes.others
        groups = ColorBlocks.groups(of: shades)
    }
}

extension ShadeMatcher {
    /// The best shades, best first.
    ///
    /// Ranked by expected ΔE00 under the belief and each shade's own uncertainty; of shades that agree to 0.005 the
    /// likelier one to be within tolerance comes first, then one in stock, then the lower SKU. The same input gives the
    /// same answer.
    /// - Parameters:
    ///   - belief: Of the skin's colour; the category's offset from skin is added here. Infinite or undefined figures
    ///     match nothing.
    ///   - tolerance: In ΔE00.
    /// - Complexity: O(*n*) in the number of shades with a small constant; 150 differences for each of the few hundred
    ///   that a lower bound cannot leave out, 2,048 for each that beats or ties with the last place, at most fifty.
    public func matches(for belief: LabGaussian, tolerance: Double = 2, top: Int = 5) -> [ShadeMatch] {
        guard top > 0, belief.isFinite, let target = category.target(on: belief.mean) else { return [] }
        let top = min(top, shades.count)
        let aim = LabGaussian(mean: target, covariance: belief.covariance)
        let refined = max(top, Self.refined)
        var search = ExpectationSearch(groups: groups, aim: aim, top: top, refined: refined, tie: Self.tie)
        search.run()
        var leaders: [(index: Int, expected: Double)] = []
        for finding in search.findings where finding.expected <= search.limit {
            for index in groups[finding.group].members[finding.place] { leaders.append((index, finding.expected)) }
        }
        leaders.sort {
            $0.expected == $1.expected ? shades[$0.index].sku < shades[$1.index].sku : $0.expected < $1.expected
        }

        var spread = DifferenceSpread(aim: aim, tolerance: tolerance)
        let candidates = leaders.prefix(refined).map { index, expected in
            Candidate(index: index, expected: expected, spread: spread.figures(of: shades[index]))
        }.sorted(by: isBetter)
        return candidates.prefix(top).enumerated().map { place, candidate in
            let shade = shades[candidate.index]
            return ShadeMatch(
                shade: shade, rank: place + 1,
                deltaE00: .init(
                    expected: candidate.expected, p50: candidate.spread.p50, p90: candidate.spread.p90),
                probabilityWithinTolerance: candidate.spread.probability,
                direction: .init(from: belief.mean, to: shade.lab), alsoSKUs: otherSizes[shade.sku] ?? [])
        }
    }

    private struct Candidate {
        let index: Int
        let expected: Double
        let spread: DifferenceSpread.Figures

        /// The expectation as far as the cubature resolves it.
        var step: Double { (expected / ShadeMatcher.tie).rounded() }
    }

    private func isBetter(_ left: Candidate, _ right: Candidate) -> Bool {
        if left.step != right.step { return left.step < right.step }
        let (likelihood, other) = (left.spread.probability, right.spread.probability)
        if likelihood != other { return likelihood > other }
        let (p, q) = (shades[left.index], shades[right.index])
        return p.isInStock == q.isInStock ? p.sku < q.sku : p.isInStock
    }

    /// How many of the best are looked at closely, should more tie.
    static var refined: Int { 50 }
    /// Expectations that round to the same multiple of this count as equal: the cubature resolves no less.
    static var tie: Double { 0.005 }
}

extension LabGaussian {
    /// With an independent error of one standard deviation in each coordinate added.
    func widened(by sd: Double) -> Self {
        Self(mean: mean, covariance: covariance + Covariance3(standardDeviations: sd, sd, sd))
    }

    var isFinite: Bool {
        [mean.lightness, mean.a, mean.b].allSatisfy(\.isFinite)
            && covariance.rows.allSatisfy { $0.allSatisfy(\.isFinite) }
    }
}

extension ShadeMatch.Direction {
    fileprivate init(from skin: Lab<D65>, to shade: Lab<D65>) {
        let step = shade - skin
        self.init(lightness: step.lightness, redness: step.a, yellowness: step.b)
    }
}
