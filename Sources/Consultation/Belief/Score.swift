import ColorScience

/// How much speaks for an option, as a function of skin and taste, in log-odds.
///
/// Every question, comparison and piece of feedback is a choice among options with such scores; recommending a shade is
/// scoring it.
struct Score: Sendable, Hashable {
    var constant = 0.0
    /// Weight of each dimension of taste.
    var taste: [Double]
    /// Speaks against the option with the distance of the skin from a colour.
    var near: Near?
    /// Speaks for it along L*, a* and b* from a colour.
    var lean: Lean?
    /// Speaks for it with how warm the skin's undertone is, in standard deviations of skins of its depth.
    var warmth = 0.0
    /// Of a colour that is no match to skin: speaks for it by how it goes with the skin. Only of shades, never of answers.
    var harmony: HarmonyTable?

    /// −`slope` · (√(1 + (ΔE00 / `bend`)²) − 1): quadratic near the colour, linear far from it.
    struct Near: Sendable, Hashable {
        var lab: Lab<D65>
        var slope: Double
        /// In ΔE00.
        var bend: Double

        /// What a shade of that colour loses on a skin, so many times.
        static func keeping(_ lab: Lab<D65>, _ model: KeepModel = .standard, strength: Double = 1) -> Near {
            Near(lab: lab, slope: model.slope * strength, bend: KeepModel.bend)
        }

        /// What tells colours apart that are held beside skin: so many log-odds for one ΔE00. Less than half of one is
        /// not seen.
        static func seen(_ lab: Lab<D65>, perDeltaE00 strength: Double) -> Near {
            Near(lab: lab, slope: strength / 2, bend: 0.5)
        }

        func loss(_ deltaE00: Double) -> Double {
            let x = deltaE00 / bend
            return slope * ((1 + x * x).squareRoot() - 1)
        }
    }

    struct Lean: Sendable, Hashable {
        var origin: Lab<D65>
        /// By L*, a*, b*, per unit of skin − origin.
        var slope: SIMD3<Double>
    }

    init(dimensions: Int) { taste = [Double](repeating: 0, count: dimensions) }
}

extension Score {
    static func * (score: Score, factor: Double) -> Score {
        guard factor != 1 else { return score }
        var score = score
        score.constant *= factor
        score.taste = score.taste.map { $0 * factor }
        score.near?.slope *= factor
        score.lean?.slope *= factor
        score.warmth *= factor
        return score
    }

    /// The score at a point.
    func value(skin: Lab<D65>, taste weights: ArraySlice<Double>) -> Double {
        var value = constant + colorValue(skin)
        for (slope, weight) in zip(taste, weights) where slope != 0 { value += slope * weight }
        return value
    }

    /// What of the score depends on the skin.
    func colorValue(_ skin: Lab<D65>) -> Double {
        var value = 0.0
        if let near { value -= near.loss(skin.deltaE00(to: near.lab)) }
        if let lean {
            let step = skin - lean.origin
            value += lean.slope.x * step.lightness + lean.slope.y * step.a + lean.slope.z * step.b
        }
        if warmth != 0 { value += warmth * undertone(of: skin) }
        if let harmony { value += harmony.value(lightness: skin.lightness, warmth: undertone(of: skin)) }
        return value
    }

    var dependsOnSkin: Bool { near != nil || lean != nil || warmth != 0 || harmony != nil }

    /// By L*, a*, b*, then by every dimension of taste.
    func gradient(at skin: Lab<D65>) -> [Double] {
        let color = colorGradient(skin)
        return [color.x, color.y, color.z] + taste
    }

    /// By L*, a* and b*. Differences over a short step: ΔE00 has no derivative worth writing out.
    func colorGradient(_ skin: Lab<D65>) -> SIMD3<Double> {
        guard dependsOnSkin else { return .zero }
        let (step, here) = (1e-4, colorValue(skin))
        func slope(along ahead: Lab<D65>) -> Double { (colorValue(skin + ahead) - here) / step }
        return SIMD3(slope(along: Lab(step, 0, 0)), slope(along: Lab(0, step, 0)), slope(along: Lab(0, 0, step)))
    }
}
