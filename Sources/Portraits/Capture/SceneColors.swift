import ColorScience

/// What materials look like to the camera under the main light, and what other lights make of them.
///
/// In linear sRGB as the camera gives it when its white balance is right for the main light. Without spectra, all
/// materials look as they are described.
struct SceneColors {
    /// A light beside the main one, relative to it: its colour on skin differs from its colour on grey.
    struct Light {
        var onSkin: Vector3
        var onGrey: Vector3

        static let neutral = Light(onSkin: Vector3(repeating: 1), onGrey: Vector3(repeating: 1))
    }

    /// Jaw and lower cheek.
    let skin: Vector3
    /// How strongly more blood and more melanin absorb, for each channel.
    let blood: Vector3
    let melanin: Vector3
    /// What skin's colour is multiplied by on the lips; nothing: by blood and melanin.
    let lips: Vector3?
    let second: Light
    /// The colour that the skin drawn has; nothing without spectra.
    let truth: Lab<D65>?
    private let columns: [Vector3]?

    /// Without spectra.
    init(skin: Vector3) {
        self.skin = skin
        blood = Vector3(SkinAbsorption.blood)
        melanin = Vector3(SkinAbsorption.pigment)
        lips = nil
        second = .neutral
        truth = nil
        columns = nil
    }

    init(_ spectrum: SkinSpectrum, capture: PortraitCapture) {
        let camera = capture.camera
        let white = camera.white(under: capture.key)
        func seen(_ reflectance: Spectrum, _ light: Illuminant) -> Vector3 {
            Self.seen(reflectance, light, by: camera, white: white)
        }
        truth = StandardObserver.xyz(spectrum.reflectance).lab
        skin = seen(spectrum.reflectance, capture.key)
        second = Light(
            onSkin: seen(spectrum.reflectance, capture.second) / skin,
            onGrey: seen(Spectrum { _ in 1 }, capture.second))
        blood = Self.absorption(seen(spectrum.reflectance(Self.withMoreBlood), capture.key), skin, Self.bloodScale)
        melanin = Self.absorption(
            seen(spectrum.reflectance(Self.withMoreMelanin), capture.key), skin, Self.melaninScale)
        lips = Self.lips(of: spectrum, capture: capture)
        columns = Self.basis.map { spectrum in
            let linear = camera.matrix * (camera.response(spectrum, under: capture.key) / white)
            return Vector3(Float(linear.x), Float(linear.y), Float(linear.z))
        }
    }

    /// What skin's colour is multiplied by on its lips.
    static func lips(of spectrum: SkinSpectrum, capture: PortraitCapture) -> Vector3 {
        let white = capture.camera.white(under: capture.key)
        func seen(_ reflectance: Spectrum) -> Vector3 {
            Self.seen(reflectance, capture.key, by: capture.camera, white: white)
        }
        return seen(spectrum.reflectance(asLips)) / seen(spectrum.reflectance)
    }

    /// - Parameter white: what the camera makes of white in the light it is balanced for.
    private static func seen(
        _ reflectance: Spectrum, _ light: Illuminant, by camera: CameraModel, white: SIMD3<Double>
    ) -> Vector3 {
        let linear = camera.matrix * (camera.response(reflectance, under: light) / white)
        return Vector3(bounded(linear.x), bounded(linear.y), bounded(linear.z))
    }

    /// What a material of the given linear sRGB reflectance looks like.
    func callAsFunction(_ reflectance: Vector3) -> Vector3 {
        guard let columns else { return reflectance }
        let seen = columns[0] * reflectance.x + columns[1] * reflectance.y + columns[2] * reflectance.z
        return seen.replacing(with: 0, where: seen .< 0)
    }

    /// The true colour of skin drawn as `asked`: just that, wherever some reflectance has it.
    func truth(of asked: Lab<D65>) -> Lab<D65> {
        guard let truth, truth.deltaE00(to: asked) > 0.05 else { return asked }
        return truth
    }

    private static func bounded(_ value: Double) -> Float { Float(min(max(value, 0.001), 8)) }
}

extension SceneColors {
    // A little more of a pigment; what that does to skin of medium depth sets the unit in which `SkinMap` counts.
    private static func withMoreBlood(_ optics: inout SkinOptics) { optics.blood *= 1.5 }
    private static func withMoreMelanin(_ optics: inout SkinOptics) {
        optics.melanin = optics.melanin * 1.25 + 0.004
    }

    /// Lips have a thin epidermis with little melanin over much blood.
    private static func asLips(_ optics: inout SkinOptics) {
        optics.melanin *= 0.79
        optics.blood = min(optics.blood * 4 + 0.04, 0.2)
        optics.carotene = optics.carotene * 1.8 + 1e-5
    }

    private static let medium = SkinSpectrum(Lab(60, 12, 18))
    private static let bloodScale = scale(withMoreBlood, green: 0.80)
    private static let melaninScale = scale(withMoreMelanin, green: 0.85)

    /// - Parameter green: how strongly the change shall absorb green light in medium skin under D65.
    private static func scale(_ change: (inout SkinOptics) -> Void, green: Double) -> Float {
        let (before, after) = (
            StandardObserver.linearSRGB(medium.reflectance), StandardObserver.linearSRGB(medium.reflectance(change))
        )
        return Float(green / (logarithm(before.y) - logarithm(after.y)))
    }

    private static func absorption(_ changed: Vector3, _ skin: Vector3, _ scale: Float) -> Vector3 {
        var result = Vector3.zero
        for channel in 0..<3 {
            result[channel] = Float(logarithm(Double(skin[channel])) - logarithm(Double(changed[channel]))) * scale
        }
        return result
    }

    /// Smooth reflectances that are sRGB's red, green and blue under D65, and white together.
    private static let basis: [Spectrum] = {
        let bands = [
            Spectrum { 1 / (1 + exponential(-($0 - 592) / 11)) },
            Spectrum { bell(($0 - 540) / 42) },
            Spectrum { 1 / (1 + exponential(($0 - 488) / 11)) },
        ]
        let total = bands[0] + bands[1] + bands[2]
        let smooth = bands.map { $0 * total.map { 1 / $0 } }
        let weights = Matrix3(columns: smooth.map(StandardObserver.linearSRGB)).inverse
        return weights.columns.map { smooth[0] * $0.x + smooth[1] * $0.y + smooth[2] * $0.z }
    }()
}
