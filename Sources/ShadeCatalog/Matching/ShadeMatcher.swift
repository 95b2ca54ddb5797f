internal import ColorKernels
public import ColorScience

/// Ranks the shades of one category against skin that is known only as a distribution.
public struct ShadeMatcher: Sendable {
    public let category: ShadeCategory
    /// The category's shades, in the catalog's order.
    public let shades: [Shade]

    /// Indices into `shades` by the shades' own uncertainty, which adds to the belief's.
    private let groups: [(uncertainty: Double, indices: [Int])]

    /// - Throws: `unknown_category` when the category has no colour difference to skin, or the catalog holds none of it.
    public init(catalog: ShadeCatalog, category: ShadeCategory) throws(CatalogError) {
        guard ShadeCategory.matchable.contains(category) else {
            throw CatalogError(
                code: .unknownCategory,
                message: "\(category.rawValue) has no colour difference to skin: "
                    + "choose \(ShadeCategory.list(ShadeCategory.matchable))")
        }
        let shades = catalog.shades(in: category)
        guard !shades.isEmpty else {
            let present = ShadeCategory.matchable.filter { key in catalog.shades.contains { $0.category == key } }
            let remedy =
                present.isEmpty ? "add shades of it" : "choose \(ShadeCategory.list(present)), or add shades of it"
            throw CatalogError(
                code: .unknownCategory, message: "the catalog holds no \(category.rawValue): \(remedy)")
        }
        self.category = category
        self.shades = shades
        groups = Dictionary(grouping: shades.indices) { shades[$0].labUncertainty }
            .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension ShadeMatcher {
    /// The best shades, best first.
    ///
    /// Ranked by expected ΔE00 under the belief and each shade's own uncertainty; of shades within 0.005 the likelier one
    /// to be within tolerance comes first, then one in stock, then the lower SKU. The same input gives the same
    /// answer.
    /// - Parameters:
    ///   - belief: Of the skin's colour; the category's offset from skin is added here. Infinite or undefined figures
    ///     match nothing.
    ///   - tolerance: In ΔE00.
    /// - Complexity: O(*n*) in the number of shades, about 150 differences each, and 2,048 for each of the best fifty.
    public func matches(for belief: LabGaussian, tolerance: Double = 2, top: Int = 5) -> [ShadeMatch] {
        guard top > 0, belief.isFinite, let target = category.target(on: belief.mean) else { return [] }
        let aim = LabGaussian(mean: target, covariance: belief.covariance)
        let expected = expectedDifferences(to: aim)
        let leaders = shades.indices
            .sorted {
                expected[$0] == expected[$1] ? shades[$0].sku < shades[$1].sku : expected[$0] < expected[$1]
            }
            .prefix(max(top, Self.refined))

        var spread = DifferenceSpread(aim: aim)
        let candidates = leaders.map { index in
            (
                index: index, step: (expected[index] / Self.tie).rounded(),
                probability: spread.probability(of: shades[index], within: tolerance)
            )
        }
        let best = candidates.sorted { left, right in
            if left.step != right.step { return left.step < right.step }
            if left.probability != right.probability { return left.probability > right.probability }
            let (p, q) = (shades[left.index], shades[right.index])
            return p.isInStock == q.isInStock ? p.sku < q.sku : p.isInStock
        }
        return best.prefix(top).enumerated().map { place, candidate in
            let shade = shades[candidate.index]
            let (p50, p90) = spread.quantiles(of: shade)
            return ShadeMatch(
                shade: shade, rank: place + 1,
                deltaE00: .init(expected: expected[candidate.index], p50: p50, p90: p90),
                probabilityWithinTolerance: candidate.probability,
                direction: .init(from: belief.mean, to: shade.lab))
        }
    }

    /// Expected ΔE00 of each shade by cubature.
    private func expectedDifferences(to aim: LabGaussian) -> [Double] {
        let nodes = GaussianNodes.cubature
        var expected = [Double](repeating: 0, count: shades.count)
        var distances: [Float] = []
        for group in groups {
            let planes = nodes.planes(under: aim.widened(by: group.uncertainty))
            for index in group.indices {
                planes.deltaE00(to: shades[index].lab, into: &distances)
                expected[index] = nodes.mean(of: distances)
            }
        }
        return expected
    }

    /// How many of the best are looked at closely.
    private static var refined: Int { 50 }
    /// Expectations this near count as equal: the cubature resolves no less.
    private static var tie: Double { 0.005 }
}

/// The distribution of a shade's difference to what it aims at, by quasi-random nodes; keeps them by uncertainty.
private struct DifferenceSpread {
    let aim: LabGaussian
    private var planes: [Double: LabPlanes] = [:]
    private var distances: [Float] = []

    init(aim: LabGaussian) { self.aim = aim }

    mutating func probability(of shade: Shade, within tolerance: Double) -> Double {
        measure(shade)
        let limit = Float(tolerance)
        return Double(distances.count { $0 <= limit }) / Double(distances.count)
    }

    mutating func quantiles(of shade: Shade) -> (p50: Double, p90: Double) {
        measure(shade)
        return (distances.quantile(0.5), distances.quantile(0.9))
    }

    private mutating func measure(_ shade: Shade) {
        let key = shade.labUncertainty
        let nodes = planes[key] ?? GaussianNodes.quasiRandom.planes(under: aim.widened(by: key))
        planes[key] = nodes
        nodes.deltaE00(to: shade.lab, into: &distances)
    }
}

extension LabGaussian {
    /// With an independent error of one standard deviation in each coordinate added.
    fileprivate func widened(by sd: Double) -> Self {
        Self(mean: mean, covariance: covariance + Covariance3(standardDeviations: sd, sd, sd))
    }

    fileprivate var isFinite: Bool {
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
