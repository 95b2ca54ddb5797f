public import ColorScience

/// What a photo's light and exposure make of a colour known under D65, channel by channel in linear sRGB.
public struct PhotoLight: Sendable, Hashable {
    /// What reflectances are multiplied with.
    public var gains: LinearSRGB
    /// The skin that `gains` were read off, as the picture shows it.
    let seen: LinearSRGB

    /// Of `seen`.
    var luminance: Double { max(seen.xyz.y, 1e-4) }

    /// Luminance of black hair as a share of the skin's: 0.015 is what little it reflects.
    /// - Source: this project's own figure, as drawn black hair has it: `HairColor.black` of `Portraits`, a dense lock of
    ///   luminance 0.014.
    var hairBesideSkin: Float { Float(min(0.015 * max(gains.xyz.y, 1e-4) / luminance, 1)) }

    /// The light under which `skin` looks as it does.
    /// - Parameters:
    ///   - skin: The true colour, D65.
    ///   - seen: The same skin in the picture.
    public init(skin: Lab<D65>, seen: Lab<D65>) {
        let (own, shown) = (skin.xyz.linearSRGB, seen.xyz.linearSRGB)
        func gain(_ shown: Double, _ own: Double) -> Double { max(shown, 1e-4) / max(own, 1e-4) }
        gains = LinearSRGB(
            red: gain(shown.red, own.red), green: gain(shown.green, own.green), blue: gain(shown.blue, own.blue))
        self.seen = shown
    }

    /// The same brightness without the cast: products look as they would by daylight.
    public var asDaylight: PhotoLight {
        var light = self
        let level = gains.xyz.y
        light.gains = LinearSRGB(red: level, green: level, blue: level)
        return light
    }
}
