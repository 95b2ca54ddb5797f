internal import ColorScience

/// Powers of ten that a `Double` holds exactly.
private let exactPowersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]

extension ArraySlice<UInt8> {
    /// The nearest `Double` to a decimal number such as `-12.50` or `1e3`; `nil` for anything else, `nan`, `inf` and
    /// hexadecimal included.
    ///
    /// Up to fifteen digits and a power of ten that are both exact leave one rounding (Clinger 1990); longer numbers
    /// take the standard library's way.
    package var decimalNumber: Double? {
        var i = startIndex
        let isNegative = i < endIndex && self[i] == UInt8(ascii: "-")
        if i < endIndex, isNegative || self[i] == UInt8(ascii: "+") { i += 1 }
        var digits = 0
        var decimals = 0
        var mantissa: UInt64 = 0
        var isPastPoint = false
        scan: while i < endIndex {
            switch self[i] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if isPastPoint { decimals += 1 }
                mantissa = mantissa &* 10 &+ UInt64(self[i] - UInt8(ascii: "0"))
            case UInt8(ascii: ".") where !isPastPoint: isPastPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): break scan
            default: return nil
            }
            i += 1
        }
        guard digits > 0 else { return nil }
        guard i == endIndex, digits <= 15 else {
            let value = Double(String(decoding: self, as: UTF8.self))
            return value.flatMap { $0.isFinite ? $0 : nil }
        }
        let value = Double(mantissa) / exactPowersOfTen[decimals]
        return isNegative ? -value : value
    }

    /// The colour of `#rrggbb` or `rrggbb`, in either case. The `#rgb` of style sheets is none: no feed seen has it, and
    /// it is what `#rrggbb` becomes where a file is cut.
    var hexColor: SRGB8? {
        let digits = first == UInt8(ascii: "#") ? dropFirst() : self
        guard digits.count == 6 else { return nil }
        var value: UInt32 = 0
        for byte in digits {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return SRGB8(red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }

    /// Without the spaces and tabs at its ends.
    package var trimmed: Self {
        var (start, end) = (startIndex, endIndex)
        while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
        while start < end, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
        return start == startIndex && end == endIndex ? self : self[start..<end]
    }
}
