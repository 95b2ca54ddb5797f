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
        #expect(plane.quantile(fraction) == plane.twinQuantile(fraction))
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
        #expect([Float](arrayLiteral: 4, 1, 3, 2).quantile(0.5) == 2.5)
        #expect([Float](arrayLiteral: 4, 1, 3, 2)[2...].quantile(0.5) == 2.5)
        #expect([Float](arrayLiteral: 4, 1, 3, 2)[1..<2].quantile(0.5) == 1)
        #expect([Float](arrayLiteral: 4, .nan, 3, .infinity).quantile(0.5) == 3.5)
        #expect([Float](arrayLiteral: .nan, -.infinity).quantile(0.5) == nil)
        #expect([Float](arrayLiteral: 4, 1)[1..<1].quantile(0.5) == nil)
        #expect([Float]().quantile(0.5) == nil)
    }

    @Test func outliersHardlyMoveMedians() throws {
        var random = SeededGenerator(seed: 5)
        var colors = (0..<900).map { _ in
            Lab<D65>(62 + .random(in: -1...1, using: &random), 12 + .random(in: -1...1, using: &random), 18)
        }
        let clean = try #require(LabPlanes(colors).median(of: 0..<900))
        colors += (0..<100).map { _ in Lab(8, 0, 1) }
        let robust = try #require(LabPlanes(colors).median(of: 0..<1_000))
        #expect(robust.deltaE76(to: clean) < 0.3)
    }

    /// Each channel's, on its own.
    @Test func coordinatesThatAreNotFiniteAreLeftOut() {
        let planes = LabPlanes([Lab(62, 12, 18), Lab(.nan, 10, 18), Lab(62, .infinity, 18), Lab(60, 12, 18)])
        #expect(planes.median(of: 0..<4) == Lab(62, 12, 18))
        #expect(planes.median(of: 0..<4, step: 3) == Lab(61, 12, 18))
        #expect(planes.median(of: 1..<2) == nil)
        #expect(planes.median(of: 2..<2) == nil)
    }
}
