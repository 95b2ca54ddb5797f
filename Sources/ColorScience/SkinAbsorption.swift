/// How much blood and pigment take of the light in skin, in each channel of linear sRGB, relative to one another.
///
/// - Source: absorption of haemoglobin and melanin in the three channels; the figures that this project's portraits
///   without spectra are drawn with, whose lips and cheeks the face networks and readings take for real ones.
package enum SkinAbsorption {
    package static let blood = (red: 0.10, green: 0.80, blue: 0.58)
    package static let pigment = (red: 0.55, green: 0.85, blue: 1.10)
}

extension Lab where White == D65 {
    /// Skin with more blood and pigment in it, in the measure of `SkinAbsorption`: 0.6 of blood makes lips.
    /// - Complexity: O(1).
    package func flushed(blood: Double, pigment: Double = 0) -> Self {
        let light = xyz.linearSRGB
        let (red, dark) = (SkinAbsorption.blood, SkinAbsorption.pigment)
        return LinearSRGB(
            red: light.red * exponential(-red.red * blood - dark.red * pigment),
            green: light.green * exponential(-red.green * blood - dark.green * pigment),
            blue: light.blue * exponential(-red.blue * blood - dark.blue * pigment)
        ).xyz.lab
    }
}
