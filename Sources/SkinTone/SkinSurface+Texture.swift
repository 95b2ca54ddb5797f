import ColorKernels
import ColorScience

extension SkinSurface {
    /// How much fine texture the skin shows, in thousandths of ln light: pores, down and noise, less what rounding to
    /// codes adds, which on deep skin is more than a filter leaves. Photos show 23 and more; drawn skin has no pores.
    var fineTexture: Double? {
        guard let grain = grain(at: upper).quantile(0.5), let texture = texture(at: upper).quantile(0.5) else {
            return nil
        }
        let seen = 1.4826 * Double(grain + 0.3 * texture)
        return 1_000 * max(seen * seen - rounding * rounding, 0).squareRoot()
    }

    /// What rounding alone would be measured as: 0.29 codes are seen as 1.42 times that by both measures together, and
    /// a code is 2.4 / (code + 14) of ln light.
    /// - Source: the slope of sRGB's curve, IEC 61966-2-1:1999.
    private var rounding: Double {
        let light = exponential(Double(own.light))
        let code = Double(LinearSRGB(red: light, green: light, blue: light).encodedClamping().green)
        return 0.29 * 1.42 * 2.4 / (code + 14)
    }
}
