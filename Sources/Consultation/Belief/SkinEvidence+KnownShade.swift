import ColorScience

extension SkinEvidence {
    /// What a shade that somebody says fits tells of her skin.
    ///
    /// - Parameters:
    ///   - lab: the skin that the shade vanishes into.
    ///   - uncertainty: standard deviation of each of its coordinates: how well the shade's colour is known.
    ///   - noise: chance that it tells nothing: another shade was meant, or it does not fit.
    static func knownShade(_ lab: Lab<D65>, uncertainty: Double, noise: Double) -> SkinEvidence {
        let spread = (fit * fit + uncertainty * uncertainty).squareRoot()
        // The t distribution's density at its middle: Γ(7/2) / (Γ(2) · (4π)^(3/2) · scale³), its scale being the spread
        // by √2 at four degrees of freedom.
        let peak = 0.211 / (spread * spread * spread)
        return SkinEvidence(
            mean: lab, covariance: Covariance3(standardDeviations: spread, spread, spread), degrees: 4,
            floor: noise / max(1 - noise, 1e-6) / (peak * skins))
    }

    /// Standard deviation of each of L*, a*, b* between a shade that somebody says fits and her skin: what she does not
    /// notice, and how the shade comes out.
    /// - Source: this project's choice, somewhat under the tolerance of 2 ΔE00 at which most notice.
    private static let fit = 1.5
    /// Volume of people's skins in Lab: 53 of L* by what standard deviations of 1.9 in a* and 3.1 in b* come to.
    private static let skins = 1_960.0
}
