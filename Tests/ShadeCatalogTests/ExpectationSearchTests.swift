import ColorKernels
import ColorScience
import Foundation
@testable import ShadeCatalog
import Testing

/// The pruned search against a look at every shade.
@Suite struct ExpectationSearchTests {
    /// Few by default; `SHADEWISE_QUERIES=1000` asks as many of 100,000 shades.
    static let queries = Int(ProcessInfo.processInfo.environment["SHADEWISE_QUERIES"] ?? "") ?? 6

    enum Kind: CaseIterable {
        /// The sample catalog's colours, jittered; all known equally well.
        case jittered
        /// The same with six uncertainties.
        case mixed
        /// Every shade with an uncertainty of its own.
        case distinct
        /// Clusters of copies, exact and nearly so.
        case clustered
        /// Any colour at all, greys and blues included.
        case wild
    }

    @Test(arguments: Kind.allCases)
    func findsWhatLookingAtEveryShadeFinds(_ kind: Kind) throws {
        let count = Self.queries > 100 ? 100_000 : 10_000
        var random = SplitMix64(seed: 100)
        let matcher = try ShadeMatcher(
            catalog: ShadeCatalog(shades: shades(kind, count, &random)), category: .foundation)
        let places = Dictionary(grouping: matcher.shades.indices) { matcher.shades[$0].labUncertainty }
        for _ in 0..<Self.queries {
            let belief = belief(&random)
            let best = matcher.matches(for: belief, top: 10)
            let (skus, expectations) = everyShade(matcher.shades, places, belief, top: 10)
            #expect(best.map(\.shade.sku) == skus, "\(kind) \(belief)")
            #expect(best.map(\.deltaE00.expected) == expectations)
        }
    }

    /// What the search must not look at: most of the shades.
    @Test func looksAtFewShades() throws {
        var random = SplitMix64(seed: 1)
        let matcher = try ShadeMatcher(
            catalog: ShadeCatalog(shades: shades(.jittered, 20_000, &random)), category: .foundation)
        var effort: [Int] = []
        for _ in 0..<40 {
            var search = ExpectationSearch(
                groups: matcher.groups, aim: belief(&random), top: 10, refined: 50, tie: ShadeMatcher.tie)
            search.run()
            effort.append(search.effort)
        }
        #expect(effort.sorted()[20] < 1000)
    }

    private func shades(_ kind: Kind, _ count: Int, _ random: inout SplitMix64) throws -> [Shade] {
        let base = try ShadeCatalog.read(path: sampleCatalogPath).shades.filter(\.category.isBase).map(\.lab)
        return (0..<count).map { i in
            func jitter(_ size: Double) -> Double { Double.random(in: -size...size, using: &random) }
            var lab = base[Int.random(in: 0..<base.count, using: &random)]
            var uncertainty = 2.0
            switch kind {
            case .jittered: lab = lab + Lab(jitter(2), jitter(1.5), jitter(2))
            case .mixed:
                lab = lab + Lab(jitter(2), jitter(1.5), jitter(2))
                uncertainty = [0.8, 1, 2, 3.1, 4, 5][i % 6]
            case .distinct:
                lab = lab + Lab(jitter(2), jitter(1.5), jitter(2))
                uncertainty = Double.random(in: 0.5...6, using: &random)
            case .clustered:
                let size = [0, 1e-6, 0.01, 0.3, 2][i % 5]
                lab = base[i % 23 * 20] + Lab(jitter(size), jitter(size), jitter(size))
            case .wild:
                if i % 3 == 0 { lab = Lab(50 + jitter(50), jitter(90), jitter(90)) }
                if i % 3 == 1 { lab = Lab(50 + jitter(50), jitter(3), jitter(3)) }
            }
            return foundation("S\(i)", lab, uncertainty: uncertainty, stock: i % 4)
        }
    }

    /// Skin of every depth, known well or badly, evenly or along a slant.
    private func belief(_ random: inout SplitMix64) -> LabGaussian {
        func normal() -> Double {
            (-2 * log(Double.random(in: 1e-12..<1, using: &random))).squareRoot()
                * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
        }
        let typical = TypicalSkin.color(at: Double.random(in: 25...75, using: &random))
        let mean = typical + Lab(0, 1.5 * normal(), 2.5 * normal())
        let sd = exp(Double.random(in: log(0.3)...log(4.5), using: &random))
        var covariance = Covariance3(standardDeviations: 0.1, 0.1, 0.1)
        for _ in 0..<3 {
            let (l, a, b) = (sd * normal() * 0.7, sd * normal() * 0.5, sd * normal() * 0.6)
            covariance = covariance + Covariance3(ll: l * l, la: l * a, lb: l * b, aa: a * a, ab: a * b, bb: b * b)
        }
        return LabGaussian(mean: mean, covariance: covariance)
    }

    /// The ranking by its definition.
    /// - Parameter places: of the shades, by how well their colours are known.
    private func everyShade(
        _ shades: [Shade], _ places: [Double: [Int]], _ belief: LabGaussian, top: Int
    ) -> (skus: [String], expectations: [Double]) {
        let nodes = GaussianNodes.cubature
        var expected = [Double](repeating: 0, count: shades.count)
        for (sd, places) in places {
            var labs = WeightedLabs(nodes.planes(under: belief.widened(by: sd)), weights: nodes.weights)
            for place in places { expected[place] = labs.meanDeltaE00(to: shades[place].lab) }
        }
        let last = expected.sorted()[49]
        let leaders = expected.indices.filter { expected[$0] <= last }.sorted {
            expected[$0] == expected[$1] ? shades[$0].sku < shades[$1].sku : expected[$0] < expected[$1]
        }.prefix(50)
        let ranked = leaders.map { index in
            let shade = shades[index]
            let planes = GaussianNodes.quasiRandom.planes(under: belief.widened(by: shade.labUncertainty))
            let within = planes.deltaE00(to: shade.lab).count { $0 <= 2 }
            return (shade: shade, expected: expected[index], step: (expected[index] / 0.005).rounded(), within: within)
        }.sorted { left, right in
            if left.step != right.step { return left.step < right.step }
            if left.within != right.within { return left.within > right.within }
            if left.shade.isInStock != right.shade.isInStock { return left.shade.isInStock }
            return left.shade.sku < right.shade.sku
        }.prefix(top)
        return (ranked.map(\.shade.sku), ranked.map(\.expected))
    }
}
