import ColorScience

/// What a phone makes of linear light before it is saved: a shoulder for highlights, contrast and saturation. Middle
/// grey stays where it is, so that exposure alone says how bright a picture is.
public struct ToneCurve: Sendable, Hashable {
    /// −0.15 (flat) to 0.35 (strong): by how much middle tones are spread.
    public var contrast: Double
    /// Linear light from which on highlights are pressed together, 0.4 to 1; 1 clips them.
    public var shoulder: Double
    /// 0.7 to 1.4; 1 leaves colours alone.
    public var saturation: Double

    public init(contrast: Double = 0, shoulder: Double = 1, saturation: Double = 1) {
        self.contrast = contrast
        self.shoulder = shoulder
        self.saturation = saturation
    }

    /// sRGB's own curve and nothing else.
    public static let sRGB = ToneCurve()
}

extension ToneCurve {
    var clamped: ToneCurve {
        ToneCurve(
            contrast: contrast.limited(to: -0.15...0.35, otherwise: 0),
            shoulder: shoulder.limited(to: 0.4...1, otherwise: 1),
            saturation: saturation.limited(to: 0.7...1.4, otherwise: 1))
    }

    /// 0...1 of linear light of one channel.
    func encoding(_ light: Double) -> Double {
        let light = max(light, 0)
        let pressed =
            light > shoulder && shoulder < 1
            ? shoulder + (1 - shoulder) * (1 - exponential(-(light - shoulder) / (1 - shoulder))) : min(light, 1)
        let code = encoded(pressed)
        let middle = encoded(0.18)
        return min(max(code + 4 * contrast * (code - middle) * code * (1 - code), 0), 1)
    }
}
