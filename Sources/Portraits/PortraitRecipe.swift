public import ColorScience

/// What a synthetic selfie shows: a skin, a person, a pose, a light and a camera.
///
/// The same recipe gives the same bytes. Values outside the documented ranges are clamped by `clamped`, which
/// `render()` applies, so that every recipe can be drawn.
public struct PortraitRecipe: Sendable, Hashable {
    /// Sides a picture may have, in pixels.
    public static let sides = 32...4096
    /// Degrees.
    public static let yaws = -45.0...45
    /// Degrees.
    public static let pitches = -35.0...35
    /// Degrees.
    public static let rolls = -60.0...60
    /// EV.
    public static let exposures = -8.0...8
    /// Standard deviations of noise, in 8-bit codes.
    public static let noises = 0.0...32
    /// Heights of the face as a fraction of the picture's.
    public static let faceHeights = 0.1...1.2

    /// Skin of medium depth, where none is asked for.
    public static let mediumSkin = Lab<D65>(57, 13, 19)

    /// The true colour of jaw and lower cheek: diffuse reflectance under D65. Colours outside sRGB are drawn at the
    /// nearest colour inside.
    public var skin: Lab<D65>
    /// Draws the person: face shape, hair, eyes, brows, clothes and background.
    public var seed: UInt64
    /// Pixels, within `sides`.
    public var width: Int
    /// Pixels, within `sides`.
    public var height: Int
    /// Exposure error in EV, within `exposures`: at 0, jaw and lower cheeks come out at `skin`.
    public var exposure: Double
    /// The cast that is left in the picture.
    public var illuminant: IlluminantGains
    /// Degrees, within `yaws`: positive turns the face towards the picture's right.
    public var yaw: Double
    /// Degrees, within `pitches`: positive looks up.
    public var pitch: Double
    /// Degrees, within `rolls`: positive tilts the head clockwise in the picture.
    public var roll: Double
    /// Where the main light stands.
    public var keyLight: LightDirection
    /// Share of the light that comes from all around, 0.1 (hard) to 1 (no direction at all).
    public var fill: Double
    /// Standard deviation of the sensor's noise, in 8-bit codes, within `noises`.
    public var noise: Double
    /// Height of the face, from hairline to chin, as a fraction of the picture's height, within `faceHeights`.
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
        let fallback = PortraitRecipe(skin: Self.mediumSkin, seed: seed)
        var recipe = self
        recipe.skin.lightness = skin.lightness.limited(to: 0...100, otherwise: fallback.skin.lightness)
        recipe.skin.a = skin.a.limited(to: -128...128, otherwise: fallback.skin.a)
        recipe.skin.b = skin.b.limited(to: -128...128, otherwise: fallback.skin.b)
        recipe.width = min(max(width, Self.sides.lowerBound), Self.sides.upperBound)
        recipe.height = min(max(height, Self.sides.lowerBound), Self.sides.upperBound)
        recipe.exposure = exposure.limited(to: Self.exposures, otherwise: 0)
        recipe.illuminant.red = illuminant.red.limited(to: 0...16, otherwise: 1)
        recipe.illuminant.green = illuminant.green.limited(to: 0...16, otherwise: 1)
        recipe.illuminant.blue = illuminant.blue.limited(to: 0...16, otherwise: 1)
        recipe.yaw = yaw.limited(to: Self.yaws, otherwise: 0)
        recipe.pitch = pitch.limited(to: Self.pitches, otherwise: 0)
        recipe.roll = roll.limited(to: Self.rolls, otherwise: 0)
        recipe.keyLight = keyLight.clamped(otherwise: fallback.keyLight)
        recipe.capture = capture?.clamped
        recipe.look = look.clamped
        recipe.fill = fill.limited(to: 0.1...1, otherwise: fallback.fill)
        recipe.noise = noise.limited(to: Self.noises, otherwise: fallback.noise)
        recipe.faceHeight = faceHeight.limited(to: Self.faceHeights, otherwise: fallback.faceHeight)
        return recipe
    }
}
