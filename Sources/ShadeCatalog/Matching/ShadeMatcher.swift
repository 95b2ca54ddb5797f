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
            let remedy = present.isEmpty ? "add shades of it" : "choose \(ShadeCategory.list(present)), or add shades of it"
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
            .sorted { (expected[$0], shades[$0].sku) < (expected[$1], shades[$1].sku) }
            .prefix(max(top, Self.refined))

        var spread = DifferenceSpread(aim: aim)
        var candidates: [(match: ShadeMatch, step: Double)] = leaders.map { index in
            let shade = shades[index]
            let probability = spread.probability(of: shade, within: tolerance)
            let match = ShadeMatch(
                shade: shade, rank: 0,
                deltaE00: .init(expected: expected[index], p50: 0, p90: 0),
                probabilityWithinTolerance: probability,
                direction: .init(from: belief.mean, to: shade.lab))
            return (match, (expected[index] / Self.tie).rounded())
        }
        candidates.sort { left, right in
            if left.step != right.step { return left.step < right.step }
            let (p, q) = (left.match.probabilityWithinTolerance, right.match.probabilityWithinTolerance)
            if p != q { return p > q }
            if left.match.shade.isInStock != right.match.shade.isInStock { return left.match.shade.isInStock }
            return left.match.shade.sku < right.match.shade.sku
        }
        return candidates.prefix(top).enumerated().map { place, candidate in
            var match = candidate.match
            match.rank = place + 1
            (match.deltaE00.p50, match.deltaE00.p90) = spread.quantiles(of: match.shade)
            return match
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
                expected[index] = zip(distances, nodes.weights).reduce(0) { $0 + Double($1.0) * $1.1 }
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
        distances.sort()
        func quantile(_ p: Double) -> Double {
            let place = p * Double(distances.count - 1)
            let low = Int(place)
            let high = min(low + 1, distances.count - 1)
            return Double(distances[low]) + (place - Double(low)) * Double(distances[high] - distances[low])
        }
        return (quantile(0.5), quantile(0.9))
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
