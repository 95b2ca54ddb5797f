/// Quasi-random draws of three independent standard normals: the same on every machine, evenly spread, so that
/// integrals over a belief need a thousand points where random ones would need many more.
public enum NormalSequence {
    /// The first `count` draws.
    ///
    /// - Complexity: O(`count`).
    public static func draws(_ count: Int) -> [SIMD3<Double>] {
        (0..<count).map { index in
            let unit = unitPoint(index)
            return SIMD3(normalQuantile(unit.x), normalQuantile(unit.y), normalQuantile(unit.z))
        }
    }

    /// The point of the unit cube that a draw is made of, each coordinate in 0..<1.
    /// - Parameter index: From 0.
    package static func unitPoint(_ index: Int) -> SIMD3<Double> {
        let point = SIMD3(repeating: 0.5) + generator * Double(index + 1)
        return point - point.rounded(.down)
    }

    /// Powers 1 to 3 of the reciprocal of the real root of x⁴ = x + 1.
    /// - Source: Roberts 2018, the R_d additive recurrence.
    private static let generator: SIMD3<Double> = {
        let root = 1.2207440846057596
        return SIMD3(1 / root, 1 / (root * root), 1 / (root * root * root))
    }()
}

/// The standard normal's quantile for a probability in 0...1, exact to about 1e-7; ±∞ at the ends.
/// - Source: Wichura 1988, algorithm AS 241, routine PPND7.
public func normalQuantile(_ probability: Double) -> Double {
    let q = probability - 0.5
    if abs(q) <= 0.425 {
        let r = 0.180625 - q * q
        let top = ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
        let bottom = ((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1
        return q * top / bottom
    }
    let tail = min(probability, 1 - probability)
    guard tail > 0 else { return q < 0 ? -.infinity : .infinity }
    var r = (-naturalLogarithm(tail)).squareRoot()
    let value: Double
    if r <= 5 {
        r -= 1.6
        let top = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
        value = top / ((0.12021132975 * r + 0.73700164250) * r + 1)
    } else {
        r -= 5
        let top = ((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150
        value = top / ((0.012258202635 * r + 0.24197894225) * r + 1)
    }
    return q < 0 ? -value : value
}
