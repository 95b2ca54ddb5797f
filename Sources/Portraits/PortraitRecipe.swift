public import ColorScience

/// What a synthetic selfie shows: a skin, a person, a pose, a light and a camera.
///
/// The same recipe gives the same bytes. Values outside the documented ranges are clamped by `clamped`, which
/// `render()` applies, so that every recipe can be drawn.
public struct PortraitRecipe: Sendable, Hashable {
    /// Sides a picture may have, in pixels.
    public static let sides = 32...4096

    /// The true colour of jaw and lower cheek: diffuse reflectance under D65. Colours outside sRGB are drawn at the
    /// nearest colour inside.
    public var skin: Lab<D65>
    /// Draws the person: face shape, hair, eyes, brows, clothes and background.
    public var seed: UInt64
    /// Pixels, within `sides`.
    public var width: Int
    /// Pixels, within `sides`.
    public var height: Int
    /// Exposure error in EV, −8...8: at 0, jaw and lower cheeks come out at `skin`.
    public var exposure: Double
    /// The cast that is left in the picture.
    public var illuminant: IlluminantGains
    /// Degrees, −45...45: positive turns the face towards the picture's right.
    public var yaw: Double
    /// Degrees, −35...35: positive looks up.
    public var pitch: Double
    /// Degrees, −60...60: positive tilts the head clockwise in the picture.
    public var roll: Double
    /// Where the main light stands.
    public var keyLight: LightDirection
    /// Share of the light that comes from all around, 0.1 (hard) to 1 (no direction at all).
    public var fill: Double
    /// Standard deviation of the sensor's noise, in 8-bit codes, 0...32.
    public var noise: Double
    /// Height of the face, from hairline to chin, as a fraction of the picture's height, 0.1...1.2.
    public var faceHeight: Double
    /// Light and camera by their spectra; `illuminant` and `noise` then count for nothing. Without it, an ideal camera.
    public var capture: PortraitCapture?
    /// What the person wears and what stands behind.
    public var look: PortraitLook

    /// A neutral selfie of 768 × 1024 pixels: frontal, well lit, correctly exposed.
    public init(skin: Lab<D65>, seed: UInt64) {
        self.skin = skin
        self.seed = seed
        width = 768
        height = 1024
        exposure = 0
        illuminant = .neutral
        yaw = 0
        pitch = 0
        roll = 0
        keyLight = LightDirection(azimuth: -24, elevation: 28)
        fill = 0.5
        noise = 0.8
        faceHeight = 0.5
        capture = nil
        look = .plain
    }
}

extension PortraitRecipe {
    /// The recipe with every value inside its range; what is not a number becomes the default.
    public var clamped: PortraitRecipe {
        func limited(_ value: Double, _ range: ClosedRange<Double>, _ fallback: Double) -> Double {
            value.limited(to: range, otherwise: fallback)
        }
        let fallback = PortraitRecipe(skin: Lab(57, 13, 19), seed: seed)
        var recipe = self
        recipe.skin.lightness = limited(skin.lightness, 0...100, fallback.skin.lightness)
        recipe.skin.a = limited(skin.a, -128...128, fallback.skin.a)
        recipe.skin.b = limited(skin.b, -128...128, fallback.skin.b)
        recipe.width = min(max(width, Self.sides.lowerBound), Self.sides.upperBound)
        recipe.height = min(max(height, Self.sides.lowerBound), Self.sides.upperBound)
        recipe.exposure = limited(exposure, -8...8, 0)
        recipe.illuminant.red = limited(illuminant.red, 0...16, 1)
        recipe.illuminant.green = limited(illuminant.green, 0...16, 1)
        recipe.illuminant.blue = limited(illuminant.blue, 0...16, 1)
        recipe.yaw = limited(yaw, -45...45, 0)
        recipe.pitch = limited(pitch, -35...35, 0)
        recipe.roll = limited(roll, -60...60, 0)
        recipe.keyLight = keyLight.clamped(otherwise: fallback.keyLight)
        recipe.capture = capture?.clamped
        recipe.look = look.clamped
        recipe.fill = limited(fill, 0.1...1, fallback.fill)
        recipe.noise = limited(noise, 0...32, fallback.noise)
        recipe.faceHeight = limited(faceHeight, 0.1...1.2, fallback.faceHeight)
        return recipe
    }
}
