import Testing

@testable import ColorScience

struct SobolSequenceTests {
    /// - Source: scipy 1.17.1, `qmc.Sobol(40, scramble=False, bits=32)`, points 1,020 to 1,023 times 2³².
    @Test(
        arguments: [
            (0, [1_077_936_128, 3_225_419_776, 2_151_677_952, 4_194_304]),
            (1, [12_582_912, 2_160_066_560, 1_086_324_736, 3_233_808_384]),
            (5, [809_500_672, 2_956_984_320, 4_030_726_144, 1_883_242_496]),
            (13, [1_782_579_200, 3_930_062_848, 708_837_376, 2_856_321_024]),
            (20, [499_122_176, 2_646_605_824, 1_572_864_000, 3_720_347_648]),
            (39, [1_925_185_536, 4_072_669_184, 851_443_712, 2_998_927_360]),
        ] as [(Int, [UInt32])])
    func agreesWithScipy(dimension: Int, points: [UInt32]) {
        // The origin, scipy's first point, is left out.
        #expect(SobolSequence.integers(1_023, dimension: dimension).suffix(4) == points[...])
    }

    /// Every dimension's first 1,024 draws have the moments of a standard normal distribution, and no two go together.
    @Test func drawsAreStandardNormals() {
        let normals = SobolSequence.normals(1_024, dimensions: SobolSequence.dimensions)
        for (index, values) in normals.enumerated() {
            #expect(abs(values.reduce(0, +) / 1_024) < 0.01)
            #expect(abs(values.reduce(0) { $0 + $1 * $1 } / 1_024 - 1) < 0.02)
            for other in normals[..<index] {
                #expect(abs(zip(values, other).reduce(0) { $0 + $1.0 * $1.1 } / 1_024) < 0.1)
            }
        }
    }
}
