import ColorScience

/// Linear reflectance of a colour under D65, each channel from `least` to 1: nothing is blacker than real things are.
func reflectance(_ color: Lab<D65>, atLeast least: Double) -> Vector3 {
    let linear = color.xyz.linearSRGB
    func bounded(_ value: Double) -> Float { Float(min(max(value, least), 1)) }
    return Vector3(bounded(linear.red), bounded(linear.green), bounded(linear.blue))
}

extension PortraitRecipe {
    /// 0 for the lightest skin, 1 for the deepest.
    var depth: Float { clamp((72 - Float(skin.lightness)) / 44) }
}
