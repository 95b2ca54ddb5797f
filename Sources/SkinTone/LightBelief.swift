import ColorScience

/// What is believed of a photo's light: what it adds to ln(linear sRGB) of the skin, before anything is said of the
/// skin's own colour. A multivariate t distribution.
struct LightBelief: Sendable {
    /// ln of what light and exposure multiply red, green and blue with.
    let mean: SIMD3<Double>
    /// The distribution's scale matrix; its covariance is `degrees / (degrees - 2)` times as much.
    let scale: Covariance3
    /// Its inverse.
    let precision: Covariance3
    /// Degrees of freedom, above 2.
    let degrees: Double

    init(mean: SIMD3<Double>, scale: Covariance3, degrees: Double) {
        (self.mean, self.scale, self.degrees) = (mean, scale, degrees)
        precision = scale.inverse
    }
}
