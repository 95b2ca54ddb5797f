/// What a JSON text or list means, once `JSONObjectScanner` has found it sound.
package enum JSONText {
    /// The UTF-8 of a text, its escapes undone.
    /// - Parameter bytes: What stands between the quotes.
    /// - Complexity: O(*n*).
    package static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\"), index < bytes.endIndex else {
                text.append(byte)
                continue
            }
            let kind = bytes[index]
            index += 1
            switch kind {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"): text += character(bytes, &index) ?? []
            default: text.append(kind)
            }
        }
        return text
    }

    /// The UTF-8 of a `\u` escape, which may be one of a pair; `nil` where it is no character.
    /// - Parameter index: Behind the `u`, then behind the escape.
    static func character(_ bytes: ArraySlice<UInt8>, _ index: inout Int) -> [UInt8]? {
        guard let first = codeUnit(bytes, &index) else { return nil }
        var units = [first]
        if (0xD800..<0xDC00).contains(first), index + 1 < bytes.endIndex, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        {
            index += 2
            guard let second = codeUnit(bytes, &index) else { return nil }
            units.append(second)
        }
        return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
    }

    /// The texts of a list, with semicolons between; `none` for an empty one.
    /// - Parameter bytes: The list, brackets and all.
    static func joined(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let texts = texts(of: bytes)
        return texts.isEmpty ? Array("none".utf8) : Array(texts.joined(separator: [UInt8(ascii: ";")]))
    }

    static func texts(of bytes: ArraySlice<UInt8>) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        var start: Int?
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 1
            } else if bytes[index] == UInt8(ascii: "\"") {
                if let opened = start {
                    texts.append(unescaped(bytes[opened..<index]))
                    start = nil
                } else {
                    start = index + 1
                }
            }
            index += 1
        }
        return texts
    }

    /// Four hexadecimal digits.
    private static func codeUnit(_ bytes: ArraySlice<UInt8>, _ index: inout Int) -> UInt16? {
        guard bytes.endIndex - index >= 4 else { return nil }
        var unit: UInt16 = 0
        for byte in bytes[index..<index + 4] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        index += 4
        return unit
    }
}
