import ColorScience

/// A layer of product over skin: light scattered and absorbed on its way down and up, two fluxes a channel.
///
/// Per channel R = (1 − Rg·(a − b·coth(b·SX))) / (a − Rg + b·coth(b·SX)), with a = 1 + K/S and b = √(a² − 1); K/S
/// follows from the opaque product's R∞ as (1 − R∞)² / 2R∞. R lies between Rg and R∞, so that a film never shows more
/// lightness than the lighter of skin and product.
///
/// R∞ tells K/S alone. Which channels scatter more, what the product is made of says (`Pigment`): on deep skin a sheer
/// film shows little but what it scatters, and one that scattered all channels alike would lay a grey veil on it.
/// - Source: P. Kubelka, J. Opt. Soc. Am. 38, 448 (1948), equations 9 and 19.
struct ProductFilm {
    /// a and b·coth(b·SX) of red, green and blue.
    let (sum, slope): (SIMD4<Float>, SIMD4<Float>)

    /// Reflectances that skin and products stay within, in linear sRGB.
    static let reflectances: ClosedRange<Float> = 0.002...0.98

    /// - Parameters:
    ///   - color: of the opaque product.
    ///   - hiding: share of a small difference in the ground's luminance, over the product's own colour, that a usual
    ///     layer takes away, in (0, 1). In a channel near its R∞ a difference shrinks by e^(−2b·SX), so that a channel
    ///     that the product absorbs more of is hidden more.
    ///   - amount: of usual layers, above 0: a film twice as thick hides as two do.
    init(color: LinearSRGB, hiding: Double, amount: Double = 1, pigment: Pigment = .fine) {
        let opaque = [color.red, color.green, color.blue].map(Self.limited)
        let ratios = opaque.map(Self.ratios(of:))
        let scattering = ratios.map { pigment.scattering(atSum: $0.sum) }
        let rates = zip(ratios, scattering).map { 2 * $0.difference * $1 }
        let weights = [
            LinearSRGB(red: opaque[0], green: 0, blue: 0), LinearSRGB(red: 0, green: opaque[1], blue: 0),
            LinearSRGB(red: 0, green: 0, blue: opaque[2]),
        ].map(\.xyz.y)
        let thickness = max(amount * Self.thickness(hiding: hiding, rates: rates, weights: weights), 1e-7)
        var (sum, slope) = (SIMD4<Float>(repeating: 2), SIMD4<Float>(repeating: 2))
        for (channel, ratio) in ratios.enumerated() {
            let path = ratio.difference * scattering[channel] * thickness
            sum[channel] = Float(ratio.sum)
            slope[channel] = Float(ratio.difference * Self.hyperbolicCotangent(path))
        }
        (self.sum, self.slope) = (sum, slope)
    }

    /// The thickness that leaves 1 − `hiding` of the weighted sum of what each channel's rate leaves: found by halving.
    private static func thickness(hiding: Double, rates: [Double], weights: [Double]) -> Double {
        let whole = weights.reduce(0, +)
        func hides(_ thickness: Double) -> Bool {
            let left = zip(rates, weights).reduce(0) { $0 + $1.1 * exponential(-$1.0 * thickness) }
            return left <= (1 - hiding) * whole
        }
        var (low, high) = (0.0, 1.0)
        while !hides(high), high < 1e6 { (low, high) = (high, 2 * high) }
        for _ in 0..<50 {
            let middle = (low + high) / 2
            if hides(middle) { high = middle } else { low = middle }
        }
        return high
    }

    /// a and b of an opaque reflectance.
    private static func ratios(of opaque: Double) -> (sum: Double, difference: Double) {
        let a = 1 + (1 - opaque) * (1 - opaque) / (2 * opaque)
        return (a, (a * a - 1).squareRoot())
    }

    private static func limited(_ reflectance: Double) -> Double {
        min(max(reflectance, Double(reflectances.lowerBound)), Double(reflectances.upperBound))
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
