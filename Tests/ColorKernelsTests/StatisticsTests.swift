import ColorKernels
import ColorScience
import Testing

struct StatisticsTests {
    /// Planes that are hard on counting in buckets.
    static let planes: [[Float]] = {
        var random = SeededGenerator(seed: 95)
        let noise = (0..<5000).map { _ in Float.random(in: -1...1, using: &random) }
        return [
            noise, noise.map { ($0 * 8).rounded(.down) }, noise + [1e30],
            noise + [.greatestFiniteMagnitude, -.greatestFiniteMagnitude],
            noise.map { $0 * .leastNormalMagnitude }, noise.map { 1e6 + $0 }, [Float](repeating: 3.25, count: 777),
            (0..<3000).map { $0 % 2 == 0 ? 1 : Float(1).nextUp }, (0..<2000).map { Float(bitPattern: UInt32($0)) },
            (0..<1001).map { Float($0) }, (0..<1000).reversed().map { Float($0) },
        ]
    }()

    @Test(arguments: planes.indices, [0, 0.001, 0.25, 0.5, 0.5001, 0.999, 1])
    func quantilesAreExact(_ index: Int, _ fraction: Double) {
        let plane = Self.planes[index]
        let all = [UInt8](repeating: 1, count: plane.count)
        #expect(plane.quantile(fraction, where: all) == plane.twinQuantile(fraction, where: all))
    }

    /// Clusters narrow enough for one bucket and large enough to be counted again inside it; every rank is asked for,
    /// so the two order statistics of a quantile also fall into different buckets at every level.
    @Test(arguments: 0..<12)
    func quantilesAreExactAtEveryRankOfClusteredValues(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let centres = (0..<Int.random(in: 2...6, using: &random)).map { _ in Float.random(in: -1...1, using: &random) }
        let values = (0..<Int.random(in: 300...900, using: &random)).map { _ in
            centres.randomElement(using: &random)! + Float.random(in: -4e-4...4e-4, using: &random)
        }
        let sorted = values.sorted()
        for rank in 0..<values.count - 1 {
            let fraction = (Double(rank) + 0.5) / Double(values.count - 1)
            let expected = (Double(sorted[rank]) + Double(sorted[rank + 1])) / 2
            #expect(abs(Double(values.quantile(fraction) ?? .nan) - expected) < 1e-6)
        }
    }

    @Test func smallMediansByHand() {
        #expect([Float](arrayLiteral: 4, 1, 3, 2).median(where: [1, 1, 1, 1]) == 2.5)
        #expect([Float](arrayLiteral: 4, 1, 3, 2).median(where: [0, 9, 1, 1]) == 2)
        #expect([Float](arrayLiteral: 4, .nan, 3, .infinity).median(where: [1, 1, 1, 1]) == 3.5)
        #expect([Float](arrayLiteral: 4, 1).median(where: [0, 0]) == nil)
        #expect([Float]().median(where: []) == nil)
    }

    @Test func outliersMoveNothing() throws {
        var random = SeededGenerator(seed: 5)
        var colors = (0..<900).map { _ in
            Lab<D65>(62 + .random(in: -1...1, using: &random), 12 + .random(in: -1...1, using: &random), 18)
        }
        let clean = try #require(LabPlanes(colors).statistics(where: [UInt8](repeating: 1, count: 900), trim: 0))
        colors += (0..<100).map { _ in Lab(8, 0, 1) }
        let robust = try #require(LabPlanes(colors).statistics(where: [UInt8](repeating: 1, count: 1000)))
        #expect(robust.keptCount == 900)
        #expect(robust.trimmedMean.deltaE76(to: clean.trimmedMean) < 1e-9)
        #expect(robust.median.deltaE76(to: clean.median) < 0.3)
        #expect(abs(robust.covariance.ll - clean.covariance.ll) < 1e-9)
    }

    @Test func entriesThatAreNotFiniteAreLeftOut() throws {
        let planes = LabPlanes([Lab(62, 12, 18), Lab(.nan, 0, 0), Lab(62, .infinity, 18), Lab(60, 12, 18)])
        let statistics = try #require(planes.statistics(where: [1, 1, 1, 1]))
        #expect(statistics.count == 2)
        #expect(statistics.median == Lab(61, 12, 18))
        #expect(planes.statistics(where: [0, 1, 1, 0]) == nil)
    }

    @Test func oneEntryHasNoSpread() throws {
        let statistics = try #require(LabPlanes([Lab(62, 12, 18)]).statistics(where: [1]))
        #expect(statistics.covariance == .zero)
        #expect(statistics.trimmedMean == Lab(62, 12, 18))
        #expect((statistics.count, statistics.keptCount) == (1, 1))
    }

    @Test func covarianceIsTheSamples() throws {
        let colors = [Lab<D65>(60, 10, 20), Lab(62, 11, 20), Lab(64, 12, 20)]
        let statistics = try #require(LabPlanes(colors).statistics(where: [1, 1, 1], trim: 0))
        #expect(statistics.covariance.rows == [[4, 2, 0], [2, 1, 0], [0, 0, 0]])
    }

    /// For normal data a trim of 0.1 shrinks each variance by about a quarter, as documented.
    @Test func trimmingShrinksTheCovariance() throws {
        var random = SeededGenerator(seed: 41)
        func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + .random(in: 0...1, using: &random) } }
        let colors = (0..<40_000).map { _ in Lab<D65>(60 + 5 * normal(), 10 + normal(), 20 + 2 * normal()) }
        let all = [UInt8](repeating: 1, count: colors.count)
        let statistics = try #require(LabPlanes(colors).statistics(where: all))
        #expect((0.70...0.82).contains(statistics.covariance.aa))
        #expect((0.70...0.82).contains(statistics.covariance.ll / 25))
    }
}
