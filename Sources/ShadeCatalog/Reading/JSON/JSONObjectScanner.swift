/// Cuts one line of JSON into the members of an object: text, numbers, true, false, null and lists of text; what no
/// column wants may hold anything.
///
/// Unlike the standard decoder's, its faults say where they are.
/// - Source: RFC 8259.
package struct JSONObjectScanner {
    /// Where a value lies.
    package struct Value {
        /// Between the quotes of a text, the brackets and all of a list or an object; empty for null.
        package var range: Range<Int>
        /// Of a column's value; `absent` for what none can hold.
        var coding: RawField.Coding
        /// Whether it is a text.
        package var isQuoted = false
    }

    /// What stands where something else should.
    package struct Fault: Error {
        /// Of the byte, in what the line is a slice of.
        var offset: Int
        var message: String
    }

    /// How deep what no column wants may nest: deeper than feeds do, and no work for an attacker.
    static var depthLimit: Int { 64 }

    private let bytes: ArraySlice<UInt8>
    private var offset: Int
    private var hasMembers = false

    /// - Parameter line: Without its line end.
    package init(line: ArraySlice<UInt8>) {
        bytes = line
        offset = line.startIndex
    }

    /// Enters the object.
    /// - Throws: `Fault`, as everything that reads on.
    package mutating func open() throws(Fault) {
        try expect("{", "a JSON object must stand here, one a line, and no list over the whole file")
    }

    /// The next key, between its quotes, up to its value; `nil` at the object's end.
    /// - Throws: `Fault`, also when something follows the object.
    package mutating func nextKey() throws(Fault) -> Range<Int>? {
        if hasMembers ? !take(",") : take("}") {
            if hasMembers { try expect("}", "a comma or a closing brace must stand here, or the line is cut off") }
            skipSpace()
            guard offset == bytes.endIndex else {
                throw Fault(offset: offset, message: "text follows the object: write one object a line")
            }
            return nil
        }
        hasMembers = true
        skipSpace()
        let key = try string("a key in quotes must stand here")
        try expect(":", "a colon must follow the key")
        return key.range
    }

    /// The value of the key just read.
    /// - Parameter isWanted: Whether it must be one a column can hold; anything else is passed over.
    /// - Throws: `Fault`.
    /// - Complexity: O(*n*) in the value's bytes.
    package mutating func value(isWanted: Bool) throws(Fault) -> Value {
        skipSpace()
        switch next {
        case UInt8(ascii: "\""):
            let text = try string("")
            return Value(range: text.range, coding: text.isPlain ? .plain : .jsonText, isQuoted: true)
        case UInt8(ascii: "[") where isWanted:
            let start = offset
            try list()
            return Value(range: start..<offset, coding: .jsonList)
        case UInt8(ascii: "{") where isWanted:
            throw Fault(
                offset: offset,
                message: "an object inside the object cannot be read: write text, a number, true or false")
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let start = offset
            try skipNested()
            return Value(range: start..<offset, coding: .absent)
        default: return Value(range: try word(), coding: .plain)
        }
    }
}

extension JSONObjectScanner {
    /// A number, true, false or null, which is empty. Whether a number is one is for the field to say.
    private mutating func word() throws(Fault) -> Range<Int> {
        let start = offset
        while let byte = next {
            switch byte {
            case 0x20, 0x09, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"),
                UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["):
                break
            default:
                offset += 1
                continue
            }
            break
        }
        let word = bytes[start..<offset]
        switch word.first {
        case UInt8(ascii: "t") where word.elementsEqual("true".utf8): return start..<offset
        case UInt8(ascii: "f") where word.elementsEqual("false".utf8): return start..<offset
        case UInt8(ascii: "n") where word.elementsEqual("null".utf8): return start..<start
        default:
            guard word.decimalNumber != nil, word.first != UInt8(ascii: "+"), word.first != UInt8(ascii: ".") else {
                throw Fault(
                    offset: start, message: "a value must stand here: text in quotes, a number, true, false or null")
            }
            return start..<offset
        }
    }

    /// A list of texts.
    private mutating func list() throws(Fault) {
        try expect("[", "")
        if take("]") { return }
        repeat {
            skipSpace()
            _ = try string("a list may hold texts in quotes only")
        } while take(",")
        try expect("]", "a comma or a closing bracket must stand here, or the line is cut off")
    }

    /// Passes over a list or an object that nothing is read from, minding texts and brackets only.
    private mutating func skipNested() throws(Fault) {
        let start = offset
        var depth = 0
        repeat {
            switch next {
            case nil:
                throw Fault(offset: start, message: "the bracket opened here is never closed: the line is cut off")
            case UInt8(ascii: "\""): _ = try string("")
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                offset += 1
                guard depth <= Self.depthLimit else {
                    throw Fault(
                        offset: start, message: "lists and objects nest deeper than \(Self.depthLimit): flatten them")
                }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                offset += 1
            default: offset += 1
            }
        } while depth > 0
    }

    private mutating func string(_ message: String) throws(Fault) -> (range: Range<Int>, isPlain: Bool) {
        let open = offset
        try expect("\"", message)
        let start = offset
        var isPlain = true
        while true {
            skipPlain()
            switch next {
            case UInt8(ascii: "\""):
                offset += 1
                return (start..<offset - 1, isPlain)
            case UInt8(ascii: "\\"):
                isPlain = false
                try escape()
            case nil:
                throw Fault(offset: open, message: "the quote opened here is never closed: the line is cut off")
            default: throw Fault(offset: offset, message: "a control character needs an escape, such as \\t")
            }
        }
    }

    /// Passes over a text's characters up to a quote, a backslash or a control character, eight at a time: a photo in
    /// base64 has millions.
    /// - Source: Sean Eron Anderson, “Bit Twiddling Hacks”: whether a word has a byte equal to, or less than, another.
    private mutating func skipPlain() {
        func every(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
        func below(_ limit: UInt64, _ word: UInt64) -> UInt64 { (word &- every(limit)) & ~word }
        let first = bytes.startIndex
        offset = bytes.withUnsafeBytes { all in
            var index = offset - first
            while index + 8 <= all.count {
                let word = all.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                let stops = below(0x20, word) | below(1, word ^ every(0x22)) | below(1, word ^ every(0x5C))
                guard stops & every(0x80) == 0 else { break }
                index += 8
            }
            while index < all.count, all[index] >= 0x20, all[index] != 0x22, all[index] != 0x5C { index += 1 }
            return index + first
        }
    }

    private mutating func escape() throws(Fault) {
        let start = offset
        offset += 1
        guard let byte = next else { return }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            break
        case UInt8(ascii: "u"):
            guard JSONText.character(bytes, &offset) != nil else {
                throw Fault(
                    offset: start,
                    message: "the escape is no character: write it as four hexadecimal digits, or as a pair")
            }
        default: throw Fault(offset: start, message: "the escape is unknown: double the backslash")
        }
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
