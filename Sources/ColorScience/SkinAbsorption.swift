/// How much blood and pigment take of the light in skin, in each channel of linear sRGB, relative to one another.
///
/// - Source: absorption of haemoglobin and melanin in the three channels; the figures that this project's portraits
///   without spectra are drawn with, whose lips and cheeks the face networks and readings take for real ones.
package enum SkinAbsorption {
    package static let blood = SIMD3(0.10, 0.80, 0.58)
    package static let pigment = SIMD3(0.55, 0.85, 1.10)
}

extension Lab where White == D65 {
    /// Skin with more blood and pigment in it, in the measure of `SkinAbsorption`: 0.6 of blood makes lips.
    /// - Complexity: O(1).
    package func flushed(blood: Double, pigment: Double = 0) -> Self {
        let light = xyz.linearSRGB
        let taken = SkinAbsorption.blood * blood + SkinAbsorption.pigment * pigment
        return LinearSRGB(
            red: light.red * exponential(-taken.x), green: light.green * exponential(-taken.y),
            blue: light.blue * exponential(-taken.z)
        ).xyz.lab
    }
}
