import ColorScience

/// What cameras make of linear light on its way into a picture, beside exposure and white balance.
struct CameraTone {
    /// By how much middle tones are spread about middle grey, which makes dark things darker and light ones lighter.
    let contrast: Double
    /// Linear light from which on highlights are pressed together; 1 cuts them.
    let shoulder: Double
    /// How far colours are from grey, times what they were.
    let saturation: Double

    private static let middle = encoded(0.18)

    /// Linear light, 0...1, before contrast and shoulder. Where a channel was cut at 1 it stays there.
    func undone(_ light: Double) -> Double {
        let code = encoded(min(max(light, 0), 1))
        var origin = code
        // Newton's method; the curve is so nearly straight that each step gains three digits.
        for _ in 0..<4 {
            let spread = 4 * contrast * (origin - Self.middle) * origin * (1 - origin)
            let slope = 1 + 4 * contrast * (origin * (1 - origin) + (origin - Self.middle) * (1 - 2 * origin))
            origin -= (origin + spread - code) / slope
        }
        let pressed = linearized(origin)
        guard pressed > shoulder, shoulder < 1 else { return pressed }
        // The last fiftieth would be light without end.
        return shoulder - (1 - shoulder) * naturalLogarithm(1 - min((pressed - shoulder) / (1 - shoulder), 0.98))
    }

    /// Linear light of a colour before all three.
    func undone(_ color: LinearSRGB) -> LinearSRGB {
        let light = LinearSRGB(red: undone(color.red), green: undone(color.green), blue: undone(color.blue))
        let luminance = light.xyz.y
        func spread(_ channel: Double) -> Double { luminance + (channel - luminance) / saturation }
        return LinearSRGB(red: spread(light.red), green: spread(light.green), blue: spread(light.blue))
    }

    /// The linear light in the picture that `undone` makes of it, where there is no shoulder.
    func contrasted(_ light: Double) -> Double {
        let code = encoded(min(max(light, 0), 1))
        return linearized(code + 4 * contrast * (code - Self.middle) * code * (1 - code))
    }
}

extension CameraTone {
    /// What tells of light and skin is read as it was before this. Drawn cameras' contrast (`ToneCurve` of Portraits) is
    /// 0.09 on the average, −0.06 to 0.24. Chosen by folds of drawn portraits and relit photographs; anything from 0.06
    /// to 0.09 is as good.
    static let average = CameraTone(contrast: 0.07, shoulder: 1, saturation: 1)

    /// Cameras as they differ, as drawn ones do, evenly over the ranges of all three.
    /// - Source: the additive recurrence in three dimensions by powers of 1.2207440846, the root of x⁴ = x + 1 (Roberts
    ///   2018).
    private static let some = (1...48).map { index in
        func share(_ step: Double) -> Double {
            let place = 0.5 + Double(index) * step
            return place - place.rounded(.down)
        }
        let step = 1 / 1.220_744_084_6
        return CameraTone(
            contrast: -0.06 + 0.3 * share(step), shoulder: 0.55 + 0.45 * share(step * step),
            saturation: 0.9 + 0.3 * share(step * step * step))
    }

    /// How much further apart two colours of a picture were before the camera's tone than before the average one, in
    /// ln(linear sRGB): mean and covariance over cameras.
    /// - Parameters: ln(linear sRGB) before the average tone.
    /// - Complexity: 48 cameras, two colours each.
    static func spread(between one: SIMD3<Double>, and other: SIMD3<Double>) -> (mean: SIMD3<Double>, scale: Matrix3) {
        let (here, there) = (average.picture(one), average.picture(other))
        let gaps = some.map { $0.undone(here).logarithms - $0.undone(there).logarithms - (one - other) }
        let mean = gaps.reduce(.zero, +) / Double(gaps.count)
        var rows = [SIMD3<Double>](repeating: .zero, count: 3)
        for gap in gaps {
            let off = gap - mean
            for row in 0..<3 { rows[row] += off * (off[row] / Double(gaps.count - 1)) }
        }
        return (mean, Matrix3(rows: rows))
    }

    private func picture(_ logarithms: SIMD3<Double>) -> LinearSRGB {
        let light = LinearSRGB(logarithms: logarithms)
        return LinearSRGB(red: contrasted(light.red), green: contrasted(light.green), blue: contrasted(light.blue))
    }
}

extension LinearSRGB {
    /// Natural logarithms of what a camera saw before its tone curve.
    var sceneLogarithms: SIMD3<Double> { CameraTone.average.undone(self).logarithms }
}
