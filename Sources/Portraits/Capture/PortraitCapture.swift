import ColorScience

/// How light and camera make a picture of a scene, by their spectra.
public struct PortraitCapture: Sendable, Hashable {
    /// What the main light is made of.
    public var key: Illuminant
    /// What the second light is made of, and a share of the light from all around.
    public var second: Illuminant
    /// Where the second light stands.
    public var secondLight: LightDirection
    /// How strong the second light is beside the main one, 0...1.
    public var secondStrength: Double
    /// Share of the second light in what comes from all around, 0...1.
    public var mixed: Double
    public var camera: CameraModel
    /// Share of the light's colour that white balance leaves in the picture, 0...1.
    public var castLeft: Double
    /// Whether the main light is the camera's flash, as the file then says.
    public var flash: Bool
    public var tone: ToneCurve
    public var noise: SensorNoise
    /// JPEG quality the picture is meant to be saved at, 1...100.
    public var quality: Int

    /// JPEG quality where nothing asks for another.
    static let standardQuality = 92

    /// One light, perfect white balance, sRGB's tone curve, little noise.
    public init(light: Illuminant = .d65, camera: CameraModel = CameraModel(number: 0)) {
        key = light
        second = light
        secondLight = LightDirection(azimuth: 70, elevation: 10)
        secondStrength = 0
        mixed = 0
        self.camera = camera
        castLeft = 0
        flash = false
        tone = .sRGB
        noise = SensorNoise(shot: 0.006, read: 0.001)
        quality = Self.standardQuality
    }
}

extension PortraitRecipe {
    /// The same person, place and camera, with the camera's flash for main light: what shone before is all around.
    /// - Source: electronic flashes are made like daylight of 5,500 to 6,000 K (ISO 7589).
    public mutating func addFlash() {
        guard var taken = capture else { return }
        let room = taken.key
        taken.key = Illuminant(kelvin: 5_700) ?? .d65
        (taken.second, taken.mixed, taken.secondStrength, taken.flash) = (room, 1, 0, true)
        keyLight = LightDirection(azimuth: 4, elevation: 6)
        capture = taken
    }
}

extension PortraitCapture {
    var clamped: PortraitCapture {
        var capture = self
        capture.secondLight = secondLight.clamped(otherwise: LightDirection(azimuth: 70, elevation: 10))
        capture.secondStrength = secondStrength.limited(to: 0...1, otherwise: 0)
        capture.mixed = mixed.limited(to: 0...1, otherwise: 0)
        capture.castLeft = castLeft.limited(to: 0...1, otherwise: 0)
        capture.tone = tone.clamped
        capture.noise = noise.clamped
        capture.quality = min(max(quality, 1), 100)
        return capture
    }

    /// What the picture makes of white under the main and under the second light, in linear sRGB before the tone
    /// curve, the main light's green being about 1: the cast that is left.
    public func whites(fill: Double) -> (key: [Double], second: [Double]) {
        let development = Development(self, fill: fill)
        let second = camera.white(under: second) / camera.white(under: key)
        let (first, other) = (
            development.linear(SIMD3(repeating: 1)), development.linear(camera.matrix * second)
        )
        return ([first.x, first.y, first.z], [other.x, other.y, other.z])
    }
}
