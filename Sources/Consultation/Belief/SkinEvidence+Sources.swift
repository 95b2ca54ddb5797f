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

    /// The same some time later: summer and winter move skin along the line of its tan, most after half a year.
    /// - Parameter seconds: since it was read; what lies ahead counts as now.
    func aged(by seconds: Double) -> SkinEvidence {
        let days = (max(seconds, 0) / 86_400).rounded(.down)
        // By the sun within the year, and slowly beyond it.
        let season = (1 - cosine(2 * Double.pi * days / 365.25)) / 2
        let share = season + min(days / Self.slowly, 1)
        guard days > 0 else { return self }
        var aged = self
        let (l, b) = (Self.tan.lightness, Self.tan.b)
        // Along the tan, and a little beside it: half a unit of a*, a third of the tan's b*.
        aged.covariance =
            covariance + Covariance3(ll: l * l, la: 0, lb: l * b, aa: 0.25, ab: 0, bb: b * b * 1.1) * share
        // The floor is a share of the density at the mean, which falls as the spread grows.
        aged.floor = floor * (aged.volume / volume)
        return aged
    }

    /// Root of the covariance's determinant.
    private var volume: Double {
        let root = covariance.cholesky
        return root.ll * root.aa * root.bb
    }

    /// Days in which skin moves for good as far as by the sun: ten years.
    private static let slowly = 3_650.0

    /// How far sun moves facial skin from winter to summer: a standard deviation of L*, and of b* the other way.
    /// - Source: this project's choice, about half of the five L* that unprotected skin moves in tanning studies.
    private static let tan = Lab<D65>(-2.5, 0, 1.2)

    /// Standard deviation of each of L*, a*, b* between a shade that somebody says fits and her skin: what she does not
    /// notice, and how the shade comes out.
    /// - Source: this project's choice, somewhat under the tolerance of 2 ΔE00 at which most notice.
    static let fit = 1.5
    /// Volume of people's skins in Lab: 53 of L* by what standard deviations of 1.9 in a* and 3.1 in b* come to.
    private static let skins = 1_960.0
}
