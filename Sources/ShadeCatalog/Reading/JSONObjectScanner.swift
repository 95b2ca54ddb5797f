/// Cuts one line of JSON into the members of a flat object: text, numbers, true, false, null and lists of text.
///
/// Unlike the standard decoder's, its faults say where they are.
/// - Source: RFC 8259.
struct JSONObjectScanner {
    struct Member {
        var key: String
        /// Where the key starts.
        var offset: Int
        /// As a CSV field would hold it.
        var value: [UInt8]
    }

    /// What stands where something else should.
    struct Fault: Error {
        var offset: Int
        var message: String
    }

    private let bytes: ArraySlice<UInt8>
    private var offset: Int

    /// - Parameter line: Valid UTF-8, without its line end.
    init(line: ArraySlice<UInt8>) {
        bytes = line
        offset = line.startIndex
    }

    mutating func members() throws(Fault) -> [Member] {
        var members: [Member] = []
        try expect("{", "a JSON object must stand here, one a line, and no list over the whole file")
        if take("}") == false {
            repeat {
                skipSpace()
                let start = offset
                let key = String(decoding: try string("a key in quotes must stand here"), as: UTF8.self)
                if members.contains(where: { $0.key == key }) {
                    throw Fault(offset: start, message: "the key “\(key)” is there twice: remove one")
                }
                try expect(":", "a colon must follow the key")
                members.append(Member(key: key, offset: start, value: try value()))
            } while take(",")
            try expect("}", "a comma or a closing brace must stand here, or the line is cut off")
        }
        skipSpace()
        guard offset == bytes.endIndex else {
            throw Fault(offset: offset, message: "text follows the object: write one object a line")
        }
        return members
    }
}

extension JSONObjectScanner {
    private mutating func value() throws(Fault) -> [UInt8] {
        skipSpace()
        switch next {
        case UInt8(ascii: "\""): return try string("")
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "{"):
            throw Fault(
                offset: offset,
                message: "an object inside the object cannot be read: write text, a number, true or false")
        default: return try word()
        }
    }

    /// A number, true, false or null, in the words of a CSV feed. Whether a number is one is for the field to say.
    private mutating func word() throws(Fault) -> [UInt8] {
        let start = offset
        while let byte = next, !" \t\r,]}:\"{[".utf8.contains(byte) { offset += 1 }
        let word = bytes[start..<offset]
        switch String(decoding: word, as: UTF8.self) {
        case "true": return Array("yes".utf8)
        case "false": return Array("no".utf8)
        case "null": return []
        default:
            guard word.decimalNumber != nil, word.first != UInt8(ascii: "+"), word.first != UInt8(ascii: ".") else {
                throw Fault(
                    offset: start, message: "a value must stand here: text in quotes, a number, true, false or null")
            }
            return Array(word)
        }
    }

    /// A list of texts, joined with semicolons; `none` for an empty one.
    private mutating func list() throws(Fault) -> [UInt8] {
        try expect("[", "")
        if take("]") { return Array("none".utf8) }
        var texts: [[UInt8]] = []
        repeat {
            skipSpace()
            texts.append(try string("a list may hold texts in quotes only"))
        } while take(",")
        try expect("]", "a comma or a closing bracket must stand here, or the line is cut off")
        return Array(texts.joined(separator: [UInt8(ascii: ";")]))
    }

    private mutating func string(_ message: String) throws(Fault) -> [UInt8] {
        let start = offset
        try expect("\"", message)
        var text: [UInt8] = []
        while let byte = next {
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0x00..<0x20:
                throw Fault(offset: offset - 1, message: "a control character needs an escape, such as \\t")
            default: text.append(byte)
            }
        }
        throw Fault(offset: start, message: "the quote opened here is never closed: the line is cut off")
    }

    private mutating func escape(into text: inout [UInt8]) throws(Fault) {
        let start = offset - 1
        guard let byte = next else { return }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var units = [codeUnit()]
            if let high = units[0], (0xD800..<0xDC00).contains(high), bytes[offset...].starts(with: Array("\\u".utf8)) {
                offset += 2
                units.append(codeUnit())
            }
            guard let scalars = String(validating: units.map { $0 ?? 0xDC00 }, as: UTF16.self) else {
                throw Fault(
                    offset: start,
                    message: "the escape is no character: write it as four hexadecimal digits, or as a pair")
            }
            text += scalars.utf8
        default: throw Fault(offset: start, message: "the escape is unknown: double the backslash")
        }
    }

    /// Four hexadecimal digits.
    private mutating func codeUnit() -> UInt16? {
        guard bytes.endIndex - offset >= 4 else { return nil }
        defer { offset += 4 }
        let digits = bytes[offset..<offset + 4]
        guard digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private var next: UInt8? { offset < bytes.endIndex ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0D { offset += 1 }
    }

    /// Takes the character after any space when it is this one.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar, _ message: String) throws(Fault) {
        if !take(character) { throw Fault(offset: offset, message: message) }
    }
}
