import CVector
import ColorScience

/// CIEDE2000 of eight colours to one reference without an inverse trigonometric function.
///
/// The mean hue is a direction, not an angle: the bisector of the two chroma vectors v₁ and v₀ of lengths c₁ and c₀
/// points along v₁c₀ + v₀c₁ or, as that sum cancels when the hues lie more than 90° apart, along the perpendicular of
/// v₁c₀ − v₀c₁. Its cosine and sine give those of the double, triple and fourfold hue.
struct CIEDE2000Kernel {
    private let lightness: Lanes
    private let a: Lanes
    private let b: Lanes
    private let chroma: Lanes

    init(reference: Lab<D65>) {
        lightness = cv_splat(Float(reference.lightness))
        a = cv_splat(Float(reference.a))
        b = cv_splat(Float(reference.b))
        chroma = Self.length(a, b)
    }

    /// L*, a*, b* of the reference.
    var reference: (Float, Float, Float) { (lightness[0], a[0], b[0]) }

    /// The first part: 1 + G, which stretches a, from the other colour's chroma.
    @inline(__always)
    func stretch(_ otherChroma: Lanes) -> Lanes {
        let seventh = Self.seventhPower((chroma + otherChroma) * cv_splat(0.5))
        return cv_fma(cv_splat(-0.5), cv_sqrt(seventh / (seventh + cv_splat(1))), cv_splat(1.5))
    }

    /// What the second part hands to the third.
    struct Geometry {
        /// Chroma c₀ of the reference and c₁ of the other, after stretching.
        var chroma0: Lanes
        var chroma1: Lanes
        /// ΔH′, with the sign of h₁ − h₀.
        var hueStep: Lanes
        /// Of the mean hue.
        var cosine: Lanes
        var sine: Lanes
    }

    /// The second part: the two colours' places in the stretched plane.
    @inline(__always)
    func geometry(_ otherA: Lanes, _ otherB: Lanes, stretch: Lanes) -> Geometry {
        let (a0, b0) = (a * stretch, b)
        let (a1, b1) = (otherA * stretch, otherB)
        let (c0, c1) = (Self.length(a0, b0), Self.length(a1, b1))

        // Products without fused rounding, so that equal colours cancel exactly and opposed ones tie exactly.
        let cross = a * b1 - otherA * b0
        let dot = cv_fma(a0, a1, b0 * b1)

        // halfSpan = √(c₁c₀)·|cos ½Δh|, or |sin ½Δh| when far; the bisector's length is 2·root·halfSpan.
        let product = c0 * c1
        let halfSpan = cv_sqrt(cv_splat(0.5) * (cv_abs(dot) + product))
        let root = cv_sqrt(product)
        let half = cv_splat(0.5) / cv_max(root * halfSpan, cv_splat(1e-30))
        let (aSide1, aSide0) = (a1 * c0, a0 * c1)
        let (bSide1, bSide0) = (b1 * c0, b0 * c1)
        var result = Geometry(
            chroma0: c0, chroma1: c1,
            hueStep: cross * (stretch + stretch) * (root * half),
            cosine: (aSide1 + aSide0) * half,
            sine: (bSide1 + bSide0) * half)

        // Hues more than 90° apart; eight pairs of skin colours hold none.
        guard cv_sign_bits(dot) != 0 else { return result }
        let isFar = dot .< cv_splat(0)
        // The hue step's sign. On a tie h₁ − h₀ decides, and of two opposed hues the greater has b < 0, or lies on −a.
        let tie = (-b1).replacing(with: -otherA, where: b1 .== cv_splat(0))
        let sign = cv_bits(cross.replacing(with: tie, where: cross .== cv_splat(0))) & SIMD8(repeating: Int32.min)
        let turned = Self.negated(half, where: sign)
        result.hueStep.replace(with: Self.negated(halfSpan + halfSpan, where: sign), where: isFar)
        result.cosine.replace(with: (bSide1 - bSide0) * turned, where: isFar)
        result.sine.replace(with: (aSide0 - aSide1) * turned, where: isFar)
        return result
    }

    /// The third part: weights and sum.
    @inline(__always)
    func distance(_ otherLightness: Lanes, _ geometry: Geometry) -> Lanes {
        let one = cv_splat(1)
        let chromaMean = (geometry.chroma0 + geometry.chroma1) * cv_splat(0.5)
        let offset = cv_fma(otherLightness + lightness, cv_splat(0.5), cv_splat(-50))
        let squared = offset * offset
        let lightnessRoot = cv_sqrt(squared + cv_splat(20))

        // S_L·lightnessRoot, S_C and S_H share one division.
        let weightL = cv_fma(cv_splat(0.015), squared, lightnessRoot)
        let weightC = cv_fma(cv_splat(0.045), chromaMean, one)
        let weightH = cv_fma(
            cv_splat(0.015) * chromaMean, Self.hueWeight(geometry.cosine, geometry.sine), one)
        let lc = weightL * weightC
        let inverse = one / (lc * weightH)
        let inverseLC = inverse * weightH
        let l = (otherLightness - lightness) * lightnessRoot * (inverseLC * weightC)
        let c = (geometry.chroma1 - geometry.chroma0) * (inverseLC * weightL)
        let h = geometry.hueStep * (inverse * lc)

        // Zero first: cv_max then lets a NaN through instead of calling it a perfect match.
        let square = cv_fma(l, l, cv_fma(c, c, h * h))
        let bend = Self.fromBlue(geometry.cosine, geometry.sine)
        guard cv_sign_bits(bend - cv_splat(Self.reach)) != 0 else { return cv_sqrt(cv_max(cv_splat(0), square)) }
        let seventh = Self.seventhPower(chromaMean)
        let strength = cv_sqrt(seventh / (seventh + one))
        let rotation = cv_splat(-2) * strength * Self.rotationSine(bend)
        return cv_sqrt(cv_max(cv_splat(0), cv_fma(rotation * c, h, square)))
    }

    @inline(__always)
    static func length(_ a: Lanes, _ b: Lanes) -> Lanes { cv_sqrt(cv_fma(a, a, b * b)) }

    /// (c / 25)⁷, for c up to 4096: beyond that the ratios made of it are 1 anyway.
    @inline(__always)
    private static func seventhPower(_ c: Lanes) -> Lanes {
        let x = cv_min(c, cv_splat(4096)) * cv_splat(1.0 / 25)
        let x2 = x * x
        return x2 * x2 * (x2 * x)
    }

    /// `value` with its sign changed where `sign` holds the sign bit.
    @inline(__always)
    private static func negated(_ value: Lanes, where sign: SIMD8<Int32>) -> Lanes {
        cv_from_bits(cv_bits(value) ^ sign)
    }

    /// T = 1 − 0.17 cos(h − 30°) + 0.24 cos 2h + 0.32 cos(3h + 6°) − 0.20 cos(4h − 63°), its terms expanded and
    /// gathered by powers of cos 2h.
    /// - Source: CIE 142-2001.
    @inline(__always)
    private static func hueWeight(_ cosine: Lanes, _ sine: Lanes) -> Lanes {
        let (cos30, sin30) = (0.866_025_403_784_438_6, 0.5)
        let (cos6, sin6) = (0.994_521_895_368_273_3, 0.104_528_463_267_653_5)
        let (cos63, sin63) = (0.453_990_499_739_546_8, 0.891_006_524_188_367_9)
        let double = cv_fma(cosine + cosine, cosine, cv_splat(-1))
        let sineDouble = (cosine + cosine) * sine
        let alongCosine = cv_fma(
            double, cv_splat(Float(0.64 * cos6)), cv_splat(Float(-0.17 * cos30 - 0.32 * cos6)))
        let alongSine = cv_fma(
            double, cv_splat(Float(-0.64 * sin6)), cv_splat(Float(-0.17 * sin30 - 0.32 * sin6)))
        let alongDouble = cv_fma(
            double, cv_splat(Float(-0.4 * cos63)),
            cv_fma(sineDouble, cv_splat(Float(-0.4 * sin63)), cv_splat(0.24)))
        return cv_fma(
            cosine, alongCosine,
            cv_fma(sine, alongSine, cv_fma(double, alongDouble, cv_splat(Float(1 + 0.2 * cos63)))))
    }

    /// 1 − cos(h − 275°): how far the mean hue lies from the blue where chroma and hue steps are coupled.
    @inline(__always)
    private static func fromBlue(_ cosine: Lanes, _ sine: Lanes) -> Lanes {
        let (cos275, sin275) = (0.087_155_742_747_658_2, -0.996_194_698_091_745_5)
        return cv_fma(cosine, cv_splat(Float(-cos275)), cv_fma(sine, cv_splat(Float(-sin275)), cv_splat(1)))
    }

    /// Where the coupling ends: 102° away less than 1e-7 is left of it, and it counts as 0.
    private static var reach: Float { 1.2 }

    /// sin 2Δθ with Δθ = 30° · exp(−((h − 275°) / 25°)²), to 1e-6.
    ///
    /// The squared angle is analytic in u = 1 − cos(h − 275°), so a minimax polynomial (fitted for this on u ≤ 1.2)
    /// gives the eighth root of the exponential. A second one gives the sine up to 60°.
    @inline(__always)
    private static func rotationSine(_ u: Lanes) -> Lanes {
        let x = cv_max(u, cv_splat(0))
        var root = cv_fma(cv_splat(0.015_497_856), x, cv_splat(-0.147_668_41))
        root = cv_fma(root, x, cv_splat(0.643_189_13))
        root = cv_fma(root, x, cv_splat(-1.313_118))
        root = cv_fma(root, x, cv_splat(1))
        let square = root * root
        let fourth = square * square
        let bell = (fourth * fourth).replacing(with: cv_splat(0), where: u .>= cv_splat(reach))
        let q = bell * bell
        var ratio = cv_fma(cv_splat(-2.647_661_3e-4), q, cv_splat(0.010_487_606))
        ratio = cv_fma(ratio, q, cv_splat(-0.191_394_87))
        ratio = cv_fma(ratio, q, cv_splat(1.047_197_5))
        return ratio * bell
    }
}
