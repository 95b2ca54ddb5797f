import CVector
import ColorScience

/// How likely skin colours are, given what one photo shows: what is known of skin before, a normal distribution of a*
/// and b* about typical skin of the same depth, times the capture model's likelihood that they are seen as they were.
/// Eight colours at once.
struct SkinDensity {
    private let seen: SIMD3<Float>
    /// Of the capture model, halved and with its sign changed; entries off the diagonal stand for two.
    private let (rr, rg, rb, gg, gb, bb): (Float, Float, Float, Float, Float, Float)
    /// Typical a* and b* as a straight line from the deepest skin on and what each bend adds: the place in L*, and the
    /// change of slope there.
    private let start: (lightness: Float, a: Float, b: Float)
    private let bends: [SIMD3<Float>]

    init(seen: SIMD3<Double>, model: CaptureModel) {
        self.seen = SIMD3<Float>(seen)
        let m = model.precision
        (rr, gg, bb) = (Float(-0.5 * m.ll), Float(-0.5 * m.aa), Float(-0.5 * m.bb))
        (rg, rb, gb) = (Float(-m.la), Float(-m.lb), Float(-m.ab))
        let deepest = TypicalSkin.colors[TypicalSkin.colors.count - 1]
        start = (Float(deepest.lightness), Float(deepest.a), Float(deepest.b))
        bends = Self.bends
    }

    private static let bends: [SIMD3<Float>] = {
        let colors = Array(TypicalSkin.colors.reversed())
        var slope = SIMD2<Double>.zero
        return zip(colors, colors.dropFirst()).map { deep, light in
            let step = light - deep
            let next = SIMD2(step.a, step.b) / step.lightness
            defer { slope = next }
            return SIMD3(Float(deep.lightness), Float(next.x - slope.x), Float(next.y - slope.y))
        }
    }()
}

extension SkinDensity {
    /// Logarithms, up to a constant; red, green and blue are logarithms of linear light, the others the same in Lab.
    @inline(__always)
    func logarithm(
        red: SIMD8<Float>, green: SIMD8<Float>, blue: SIMD8<Float>, lightness: SIMD8<Float>, a: SIMD8<Float>,
        b: SIMD8<Float>
    ) -> SIMD8<Float> {
        let (r, g, s) = (cv_splat(seen.x) - red, cv_splat(seen.y) - green, cv_splat(seen.z) - blue)
        let first = cv_fma(cv_splat(rr), r, cv_fma(cv_splat(rg), g, cv_splat(rb) * s))
        let second = cv_fma(cv_splat(gg), g, cv_splat(gb) * s)
        let likelihood = cv_fma(first, r, cv_fma(second, g, cv_splat(bb) * s * s))

        var (typicalA, typicalB) = (cv_splat(start.a), cv_splat(start.b))
        // The first bend is none: below the deepest skin its line goes on.
        var above = lightness - cv_splat(start.lightness)
        for (place, bend) in bends.enumerated() {
            if place > 0 { above = cv_max(lightness - cv_splat(bend.x), cv_splat(0)) }
            typicalA = cv_fma(cv_splat(bend.y), above, typicalA)
            typicalB = cv_fma(cv_splat(bend.z), above, typicalB)
        }
        let redness = (a - cv_max(typicalA, cv_splat(2))) * cv_splat(Float(1 / SkinPrior.spread.a))
        let yellowness = (b - cv_max(typicalB, cv_splat(2))) * cv_splat(Float(1 / SkinPrior.spread.b))
        let depth = SkinPrior.depth
        let beyond = cv_max(lightness - cv_splat(Float(depth.lightest)), cv_splat(Float(depth.deepest)) - lightness)
        let outside = cv_max(beyond, cv_splat(0)) * cv_splat(Float(1 / depth.falloff))
        let squares = cv_fma(redness, redness, cv_fma(yellowness, yellowness, outside * outside))
        return cv_fma(cv_splat(-0.5), squares, likelihood)
    }
}
