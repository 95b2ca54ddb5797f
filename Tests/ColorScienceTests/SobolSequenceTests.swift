import Testing

@testable import ColorScience

struct SobolSequenceTests {
    /// - Source: scipy 1.17.1, `qmc.Sobol(21, scramble=False, bits=32)`, points 1 to 4 times 2³².
    @Test(
        arguments: [
            (0, [2_147_483_648, 3_221_225_472, 1_073_741_824, 1_610_612_736]),
            (1, [2_147_483_648, 1_073_741_824, 3_221_225_472, 1_610_612_736]),
            (5, [2_147_483_648, 3_221_225_472, 1_073_741_824, 536_870_912]),
            (13, [2_147_483_648, 1_073_741_824, 3_221_225_472, 2_684_354_560]),
            (20, [2_147_483_648, 1_073_741_824, 3_221_225_472, 536_870_912]),
        ] as [(Int, [UInt32])])
    func agreesWithScipy(dimension: Int, points: [UInt32]) {
        #expect(SobolSequence.integers(4, dimension: dimension) == points)
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
