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

    /// The colour in CIELAB under D65.
    public var lab: Lab<D65> { linear.xyz.lab }

    /// The colour in Oklab.
    public var oklab: Oklab { linear.xyz.oklab }
}
