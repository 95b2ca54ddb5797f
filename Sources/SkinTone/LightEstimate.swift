public import ColorScience

/// The light in a photo, as far as skin and surroundings tell.
public struct LightEstimate: Sendable, Hashable {
    /// How much more light, in EV, the site sent than it would have at its true colour, before the camera's tone curve.
    public let exposure: Double
    /// What the light and the camera's white balance make of white, at luminance 1.
    public let white: LinearSRGB
    /// How unusual that cast is among photos, in standard deviations.
    public let strangeness: Double
    /// The site as seen, before the camera's tone curve.
    public let site: LinearSRGB
    /// What told of it.
    public let evidence: LightEvidence

    /// - Parameters:
    ///   - site: ln(linear sRGB) before the camera's tone curve.
    ///   - skin: the true colour, as it is believed to be.
    init(site: SIMD3<Double>, skin: Lab<D65>, evidence: LightEvidence, model: LightModel) {
        let light = site - skin.xyz.linearSRGB.logarithms
        let seen = LinearSRGB(logarithms: site).xyz.y
        exposure = (naturalLogarithm(max(seen, 1e-4)) - naturalLogarithm(max(skin.xyz.y, 1e-4))) / naturalLogarithm(2)
        let gains = LinearSRGB(logarithms: light)
        let luminance = gains.xyz.y
        white = LinearSRGB(
            red: gains.red / luminance, green: gains.green / luminance, blue: gains.blue / luminance)
        strangeness = model.strangeness(of: light)
        self.site = LinearSRGB(logarithms: site)
        self.evidence = evidence
    }
}

extension LightModel {
    /// How far a light's colour, its brightness aside, lies from the usual ones, in standard deviations.
    fileprivate func strangeness(of light: SIMD3<Double>) -> Double {
        let offset = light - self.light
        let (red, blue) = (offset.x - offset.y, offset.z - offset.y)
        let s = spread.rows
        let wide = degrees / (degrees - 2)
        let rr = wide * (s[0].x - 2 * s[0].y + s[1].y)
        let bb = wide * (s[2].z - 2 * s[2].y + s[1].y)
        let rb = wide * (s[0].z - s[0].y - s[1].z + s[1].y)
        let determinant = max(rr * bb - rb * rb, 1e-12)
        return max((bb * red * red - 2 * rb * red * blue + rr * blue * blue) / determinant, 0).squareRoot()
    }
}
