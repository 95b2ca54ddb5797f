import ColorScience
import ShadeCatalog

/// In what colours that are no match to skin differ: how dark, how strong and how warm they are, beside each other.
struct ColorAxes: Sendable, Hashable {
    private let mean: [Double]
    /// Standard deviations of L*, C*ab and the difference in hue.
    private let spread: [Double]

    /// `nil` where the shades hardly differ in one of the three.
    /// - Complexity: O(*n*).
    init?(shades: [Shade]) {
        guard !shades.isEmpty else { return nil }
        let count = Double(shades.count)
        let labs = shades.map(\.lab)
        let mean = labs.reduce(Lab(0, 0, 0)) { $0 + $1 } * (1 / count)
        self.mean = [mean.lightness, mean.a, mean.b]
        let steps = labs.map { Self.steps($0, from: mean) }
        let spread = (0..<3).map { axis in
            (steps.reduce(0) { $0 + $1[axis] * $1[axis] } / count).squareRoot()
        }
        guard spread.allSatisfy({ $0 > 0.5 }) else { return nil }
        self.spread = spread
    }

    /// How much darker, stronger and warmer a colour is than the mean, in standard deviations, within ±3.
    func position(of lab: Lab<D65>) -> SIMD3<Double> {
        let steps = Self.steps(lab, from: Lab(mean[0], mean[1], mean[2]))
        return SIMD3(steps[0] / spread[0], steps[1] / spread[1], steps[2] / spread[2])
            .clamped(lowerBound: SIMD3(repeating: -3), upperBound: SIMD3(repeating: 3))
    }

    private static func steps(_ lab: Lab<D65>, from mean: Lab<D65>) -> [Double] {
        [mean.lightness - lab.lightness, lab.chroma - mean.chroma, lab.hueDifference(from: mean)]
    }
}
