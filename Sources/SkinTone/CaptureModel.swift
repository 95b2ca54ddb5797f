import ColorScience

/// What one uncontrolled photo does to a skin colour, in ln(linear RGB): exposure adds the same to all three channels,
/// the light's colour moves their ratios, and the site's own unevenness and shading blur the rest.
struct CaptureModel: Sendable {
    /// Exposure and the face's angle to the light in an ordinary photo, ln units: 0.35 EV of exposure and a tenth for
    /// shading.
    static let exposure = 0.26
    /// Encoded brightness of the brightest in view below which a photo counts as underexposed, and the part of the ln
    /// light missing to it that then is added to the spread of exposure.
    static let ordinaryBrightness = 0.6
    static let missingShare = 0.5
    /// The cast that auto white balance leaves along the daylight locus and the saturation that tone curves add, which
    /// push skin the same way: one standard deviation of (ln red/green, ln blue/green). Up to 60 % of a cast between
    /// incandescent light and open shade is left, and curves stretch skin's own ratios by about a fifth.
    static let warmth = (red: 0.12, blue: -0.12)
    /// The cast across the locus, green to magenta, as a standard deviation of ln green.
    static let tint = 0.03
    /// Camera curves, flare and the site's own unevenness, per channel.
    static let residual = 0.03

    /// Natural logarithms of the linear channels; dark channels are held at half an 8-bit code.
    static func logarithms(of color: LinearSRGB) -> SIMD3<Double> {
        let floor = 0.5 / 255 / 12.92
        return SIMD3(
            naturalLogarithm(max(color.red, floor)), naturalLogarithm(max(color.green, floor)),
            naturalLogarithm(max(color.blue, floor)))
    }

    /// Covariance over (ln red, ln green, ln blue): three rank-one terms and a multiple of the identity.
    let covariance: Covariance3
    /// Its inverse.
    let precision: Covariance3

    /// An ordinary photo.
    static let ordinary = CaptureModel(brightness: 1)

    /// - Parameter brightness: of the brightest things in view, encoded, 0...1. The darker they are, the less is known
    ///   of the exposure.
    init(brightness: Double) {
        func outer(_ r: Double, _ g: Double, _ b: Double) -> Covariance3 {
            Covariance3(ll: r * r, la: r * g, lb: r * b, aa: g * g, ab: g * b, bb: b * b)
        }
        let seen = max(brightness, 0.02)
        let missing = max(naturalLogarithm(linearized(Self.ordinaryBrightness) / linearized(seen)), 0)
        let exposure = Self.exposure + Self.missingShare * missing
        covariance =
            outer(exposure, exposure, exposure) + outer(Self.warmth.red, 0, Self.warmth.blue) + outer(0, Self.tint, 0)
            + Covariance3(standardDeviations: Self.residual, Self.residual, Self.residual)
        precision = covariance.inverse
    }
}
