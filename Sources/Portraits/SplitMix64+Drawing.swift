import ColorScience

extension SplitMix64 {
    /// A generator of its own for one `purpose`, so that drawing more hair never changes the eyes.
    init(seed: UInt64, purpose: UInt64) {
        self.init(seed: mixed(seed ^ mixed(purpose &* 0xD1B5_4A32_D192_ED03)))
    }

    /// 0..<1, of 24 bits, so that every value is a `Float`.
    mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

    mutating func within(_ low: Float, _ high: Float) -> Float { low + (high - low) * unit() }

    /// About normal with variance 1, within ±3.46: the sum of twelve draws would be exact enough, four are.
    mutating func normal() -> Float { (unit() + unit() + unit() + unit() - 2) * 1.732_050_8 }

    /// About normal with variance 1, within ±6: tails as long as a set of thousands needs.
    mutating func longTailedNormal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + Double(unit()) } }

    /// About normal with variance 1, from one draw, for noise in every pixel: eight bytes' sum.
    mutating func grain() -> Float {
        var bits = next()
        bits = (bits & 0x00FF_00FF_00FF_00FF) &+ ((bits >> 8) & 0x00FF_00FF_00FF_00FF)
        let sum = (bits & 0xFFFF) &+ ((bits >> 16) & 0xFFFF) &+ ((bits >> 32) & 0xFFFF) &+ (bits >> 48)
        return (Float(sum) - 1020) * (1 / 209.0)
    }

    mutating func vector() -> Vector3 { Vector3(within(-1, 1), within(-1, 1), within(-1, 1)) }

    /// An index drawn with the given weights.
    mutating func index(weights: [Float]) -> Int {
        var left = unit() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return weights.count - 1
    }
}
