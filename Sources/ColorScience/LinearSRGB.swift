/// Linear-light sRGB: 0...1 inside the gamut, any real number outside it.
public struct LinearSRGB: Hashable, Sendable {
    public var red: Double
    public var green: Double
    public var blue: Double

    public init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}

extension LinearSRGB {
    /// Tristimulus values relative to D65.
    /// - Source: IEC 61966-2-1:1999, the four-digit matrix.
    public var xyz: XYZ<D65> {
        XYZ(
            x: 0.4124 * red + 0.3576 * green + 0.1805 * blue,
            y: 0.2126 * red + 0.7152 * green + 0.0722 * blue,
            z: 0.0193 * red + 0.1192 * green + 0.9505 * blue)
    }

    /// Whether every channel lies in 0...1, give or take `tolerance`.
    public func isInGamut(tolerance: Double = 1e-6) -> Bool {
        [red, green, blue].allSatisfy { $0 >= -tolerance && $0 <= 1 + tolerance }
    }

    /// The nearest 8-bit codes; channels outside the gamut are clamped one by one, which may shift the hue, and one
    /// that is not a number becomes 0.
    public func encodedClamping() -> SRGB8 {
        func code(_ value: Double) -> UInt8 {
            guard value > 0 else { return 0 }
            return UInt8((encoded(min(value, 1)) * 255).rounded())
        }
        return SRGB8(red: code(red), green: code(green), blue: code(blue))
    }
}

/// Encoded sRGB value (0...1) to linear light.
/// - Source: IEC 61966-2-1:1999.
package func linearized(_ value: Double) -> Double {
    value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055, 2.4)
}

/// Linear light (0...1) to the encoded sRGB value.
/// - Source: IEC 61966-2-1:1999.
package func encoded(_ value: Double) -> Double {
    value <= 0.0031308 ? value * 12.92 : 1.055 * power(value, 1 / 2.4) - 0.055
}
