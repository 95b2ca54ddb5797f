import ColorScience

/// The tone curve that cameras give their pictures, on the average: middle tones are spread about middle grey, which
/// makes dark things darker and light ones lighter. What tells of light and skin is read as it was before that.
enum CameraTone {
    /// By how much, as drawn cameras count it (`ToneCurve` of Portraits); theirs is 0.09 on the average, −0.06 to 0.24.
    /// Chosen by folds of drawn portraits and relit photographs; anything from 0.06 to 0.09 is as good.
    private static let contrast = 0.07
    private static let middle = encoded(0.18)

    /// Linear light, 0...1, before the curve. Where a channel was cut at 1 it stays there.
    static func undone(_ light: Double) -> Double {
        let code = encoded(min(max(light, 0), 1))
        var origin = code
        // Newton's method; the curve is so nearly straight that each step gains three digits.
        for _ in 0..<4 {
            let spread = 4 * contrast * (origin - middle) * origin * (1 - origin)
            let slope = 1 + 4 * contrast * (origin * (1 - origin) + (origin - middle) * (1 - 2 * origin))
            origin -= (origin + spread - code) / slope
        }
        return linearized(origin)
    }
}

extension LinearSRGB {
    /// Natural logarithms of what a camera saw before its tone curve.
    var sceneLogarithms: SIMD3<Double> {
        LinearSRGB(
            red: CameraTone.undone(red), green: CameraTone.undone(green), blue: CameraTone.undone(blue)
        ).logarithms
    }
}
