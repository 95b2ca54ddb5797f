import ColorKernels
import ColorScience

/// What one photo says of the skin: the colour seen at the site, and the light believed to be on it.
struct SkinObservation: Sendable {
    /// ln(linear sRGB) of the site before the camera's tone curve.
    let seen: SIMD3<Double>
    let light: LightBelief

    /// How far the errors of two photos of one person go together, 0...1. Between 16 pairs of relit photographs of six
    /// people it was −0.03 ± 0.1, brows counted in; since those kept their own eyes and were few, more is reckoned with.
    static let sharedError = 0.2

    /// ln(linear sRGB) of the skin, if the light is what it is most believed to be.
    private var skin: SIMD3<Double> { seen - light.mean }

    /// - Parameter factor: what the scale matrix is multiplied with.
    func density(widened factor: Double) -> SkinDensity.Observation {
        SkinDensity.Observation(mean: skin, precision: light.precision * (1 / factor), degrees: light.degrees)
    }

    /// The normal distribution that some photos' own would make together.
    /// - Precondition: there is a photo.
    static func gaussian(of photos: [SkinObservation], widened factor: Double) -> LogGaussian {
        precondition(!photos.isEmpty, "a belief needs a photo")
        let precision = photos.reduce(Covariance3.zero) { $0 + $1.light.precision * (1 / factor) }
        let weighted = photos.reduce(SIMD3<Double>.zero) { $0 + $1.light.precision.product($1.skin) * (1 / factor) }
        let covariance = precision.inverse
        return LogGaussian(mean: covariance.product(weighted), covariance: covariance)
    }
}

extension Covariance3 {
    fileprivate func product(_ v: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(
            ll * v.x + la * v.y + lb * v.z, la * v.x + aa * v.y + ab * v.z, lb * v.x + ab * v.y + bb * v.z)
    }
}
