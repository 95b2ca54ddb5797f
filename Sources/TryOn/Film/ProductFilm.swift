import ColorScience

/// A layer of product over skin: light scattered and absorbed on its way down and up, two fluxes a channel.
///
/// Per channel R = (1 − Rg·(a − b·coth(b·SX))) / (a − Rg + b·coth(b·SX)), with a = 1 + K/S and b = √(a² − 1); K/S
/// follows from the opaque product's R∞ as (1 − R∞)² / 2R∞. R lies between Rg and R∞, so that a film never shows more
/// lightness than the lighter of skin and product.
/// - Source: P. Kubelka, J. Opt. Soc. Am. 38, 448 (1948), equations 9 and 19.
struct ProductFilm {
    /// a and b·coth(b·SX) of red, green and blue.
    let (sum, slope): (SIMD4<Float>, SIMD4<Float>)

    /// Reflectances that skin and products stay within, in linear sRGB.
    static let reflectances: ClosedRange<Float> = 0.002...0.98

    /// - Parameters:
    ///   - color: of the opaque product.
    ///   - hiding: share of a small difference in the ground's luminance that is gone, in (0, 1). Near R∞ a difference
    ///     shrinks by e^(−2b·SX), which gives the thickness; it is one for all channels, so that a channel that the
    ///     product absorbs more of is hidden more.
    init(color: LinearSRGB, hiding: Double) {
        let thickness = -naturalLogarithm(1 - hiding) / (2 * Self.ratios(of: color.xyz.y).difference)
        var (sum, slope) = (SIMD4<Float>(repeating: 2), SIMD4<Float>(repeating: 2))
        for (channel, value) in [color.red, color.green, color.blue].enumerated() {
            let (a, b) = Self.ratios(of: value)
            sum[channel] = Float(a)
            slope[channel] = Float(b * Self.hyperbolicCotangent(b * thickness))
        }
        (self.sum, self.slope) = (sum, slope)
    }

    /// a and b of an opaque reflectance.
    private static func ratios(of reflectance: Double) -> (sum: Double, difference: Double) {
        let opaque = min(max(reflectance, Double(reflectances.lowerBound)), Double(reflectances.upperBound))
        let a = 1 + (1 - opaque) * (1 - opaque) / (2 * opaque)
        return (a, (a * a - 1).squareRoot())
    }

    /// What the film over a ground reflects.
    @inline(__always)
    func reflectance(over ground: SIMD4<Float>) -> SIMD4<Float> {
        (1 - ground * (sum - slope)) / (sum - ground + slope)
    }

    private static func hyperbolicCotangent(_ x: Double) -> Double {
        guard x < 18 else { return 1 }
        let power = exponential(-2 * x)
        return (1 + power) / (1 - power)
    }
}
