import ColorScience
import Testing

@testable import ColorKernels

/// The kernels behind light's evidence, beside the formulas.
struct LightMeansTests {
    @Test(arguments: [1, 7, 8, 9, 250, 5_000])
    func powerMeansAreThoseOfTheFormula(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let pixels = (0..<3 * count).map { _ in UInt8.random(in: 0...255, using: &random) }
        let planes = LinearPlanes(srgb8: pixels)
        let means = planes.powerMeans
        for (channel, plane) in [planes.red, planes.green, planes.blue].enumerated() {
            for (mean, power) in [(means.second[channel], 2), (means.tenth[channel], 10)] {
                let sum = plane.reduce(0.0) { sum, value in
                    sum + (0..<power).reduce(1.0) { product, _ in product * Double(value) }
                }
                let expected = naturalLogarithm(max(sum / Double(count), 1e-300)) / Double(power)
                #expect(abs(mean - max(expected, naturalLogarithm(LinearSRGB.darkest))) < 2e-5)
            }
        }
    }

    @Test func blackCountsAsTheLeastLight() {
        let means = LinearPlanes(srgb8: [UInt8](repeating: 0, count: 300)).powerMeans
        #expect(means.second == LinearSRGB(red: 0, green: 0, blue: 0).logarithms && means.tenth == means.second)
    }

    @Test func somePixelsAreDecodedAsAllAre() {
        let pixels = (0..<300).map { UInt8($0 % 256) }
        let (all, some) = (LinearPlanes(srgb8: pixels), LinearPlanes(srgb8: pixels, at: [99, 0, 42]))
        for (index, place) in [99, 0, 42].enumerated() { #expect(some[index] == all[place]) }
        for (index, luminance) in all.luminances.enumerated() {
            #expect(abs(Double(luminance) - all[index].xyz.y) < 1e-6)
        }
    }

    @Test func logarithmsAreThoseOfTheFormula() {
        for exponent in stride(from: -6.0, through: 12, by: 0.01) {
            let x = Float(exponential(exponent * naturalLogarithm(10) / 2))
            let found = logarithmOfOne(and: SIMD8(repeating: x))[3]
            let expected = naturalLogarithm(1 + Double(x))
            #expect(abs(Double(found) - expected) < 3e-7 * max(expected, 1))
        }
        #expect(logarithmOfOne(and: SIMD8(repeating: 0))[0] == 0)
    }
}
