import ColorScience

/// The reflectance of one skin: what its pigments give, corrected by a smooth factor until its colour is exact.
struct SkinSpectrum: Sendable {
    let optics: SkinOptics
    let reflectance: Spectrum
    private let correction: SpectralCorrection

    /// - Parameter color: under D65. Colours that no reflectance has are met as nearly as may be.
    init(_ color: Lab<D65>) {
        optics = SkinOptics(nearest: color.xyz)
        let bare = optics.reflectance
        correction = SpectralCorrection(of: bare, to: color.xyz)
        reflectance = correction(bare)
    }

    /// The same skin with other amounts of its pigments.
    func reflectance(_ change: (inout SkinOptics) -> Void) -> Spectrum {
        var changed = optics
        change(&changed)
        return correction(changed.reflectance)
    }
}
