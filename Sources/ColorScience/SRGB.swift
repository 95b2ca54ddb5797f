/// A colour as sRGB's three 8-bit codes, as files and screens hold it.
public struct SRGB8: Hashable, Sendable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}

extension SRGB8 {
    /// Reads `#rrggbb` or `rrggbb`, either case; `nil` for anything else.
    public init?(hex: some StringProtocol) {
        var digits = hex.utf8[...]
        if digits.first == UInt8(ascii: "#") { digits = digits.dropFirst() }
        guard digits.count == 6 else { return nil }
        var value: UInt32 = 0
        for byte in digits {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        self.init(
            red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }

    /// `#rrggbb`, lower case.
    public var hex: String {
        let digits = [red, green, blue].map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }
        return "#" + digits.joined()
    }

    /// Linear light, each channel 0...1.
    public var linear: LinearSRGB {
        LinearSRGB(
            red: linearized(Double(red) / 255),
            green: linearized(Double(green) / 255),
            blue: linearized(Double(blue) / 255))
    }

    public var lab: Lab<D65> { linear.xyz.lab }
    public var oklab: Oklab { linear.xyz.oklab }
}

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

    /// The nearest 8-bit codes; channels outside the gamut are clamped one by one, which may shift the hue.
    public func encodedClamping() -> SRGB8 {
        func code(_ value: Double) -> UInt8 {
            UInt8((encoded(min(max(value, 0), 1)) * 255).rounded())
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
