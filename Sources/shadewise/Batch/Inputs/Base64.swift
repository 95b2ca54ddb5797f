/// Base64 as it stands inside JSON text.
enum Base64 {
    /// Decodes the standard and the URL-safe alphabet, padded or not, after a `data:…;base64,` prefix or none; JSON's
    /// escape of the slash and line breaks between characters are passed over.
    /// - Returns: `nil` when anything else is there.
    /// - Source: RFC 4648, sections 4 and 5; RFC 2397.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var text = text
        if text.starts(with: Array("data:".utf8)) {
            guard let comma = text.prefix(256).firstIndex(of: UInt8(ascii: ",")) else { return nil }
            text = text[(comma + 1)...]
        }
        var isSound = true
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { output, count in
            isSound = text.withUnsafeBufferPointer { decode($0, to: output, &count) }
        }
        return isSound ? bytes : nil
    }

    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, to output: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
    ) -> Bool {
        values.withUnsafeBufferPointer { values in
            var index = 0
            var bits: UInt32 = 0
            var held = 0
            var isPadded = false
            while index < text.count {
                // Whole groups, as nearly all of them are.
                while held == 0, !isPadded, index + 4 <= text.count {
                    let (a, b) = (values[Int(text[index])], values[Int(text[index + 1])])
                    let (c, d) = (values[Int(text[index + 2])], values[Int(text[index + 3])])
                    guard (a | b | c | d) < 64 else { break }
                    let group = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
                    output[count] = UInt8(truncatingIfNeeded: group >> 16)
                    output[count + 1] = UInt8(truncatingIfNeeded: group >> 8)
                    output[count + 2] = UInt8(truncatingIfNeeded: group)
                    count += 3
                    index += 4
                }
                guard index < text.count else { break }
                let byte = text[index]
                index += 1
                let value = values[Int(byte)]
                if value < 64 {
                    guard !isPadded else { return false }
                    bits = bits << 6 | UInt32(value)
                    held += 1
                    if held == 4 {
                        output[count] = UInt8(truncatingIfNeeded: bits >> 16)
                        output[count + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                        output[count + 2] = UInt8(truncatingIfNeeded: bits)
                        count += 3
                        (bits, held) = (0, 0)
                    }
                } else if byte == UInt8(ascii: "=") {
                    isPadded = true
                } else if byte == UInt8(ascii: "\\"), index < text.count, "/nr".utf8.contains(text[index]) {
                    // `\/` is a slash, `\n` and `\r` are breaks.
                    if text[index] != UInt8(ascii: "/") { index += 1 }
                } else {
                    return false
                }
            }
            switch held {
            case 0: break
            case 2:
                output[count] = UInt8(truncatingIfNeeded: bits >> 4)
                count += 1
            case 3:
                output[count] = UInt8(truncatingIfNeeded: bits >> 10)
                output[count + 1] = UInt8(truncatingIfNeeded: bits >> 2)
                count += 2
            default: return false
            }
            return true
        }
    }

    /// Six bits for each character, 255 for the others.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, character) in alphabet.utf8.enumerated() { values[Int(character)] = UInt8(value) }
        values[Int(UInt8(ascii: "-"))] = 62
        values[Int(UInt8(ascii: "_"))] = 63
        return values
    }()
}
