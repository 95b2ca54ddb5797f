/// Cuts one line of JSON into the members of an object: text, numbers, true, false, null and lists of text; what no
/// column wants may hold anything.
///
/// Unlike the standard decoder's, its faults say where they are.
/// - Source: RFC 8259.
struct JSONObjectScanner {
    struct Value {
        /// Between the quotes of a text, the brackets and all of a list; empty for null.
        var range: Range<Int>
        var coding: RawField.Coding
    }

    /// What stands where something else should.
    struct Fault: Error {
        var offset: Int
        var message: String
    }

    /// How deep what no column wants may nest: deeper than feeds do, and no work for an attacker.
    static var depthLimit: Int { 64 }

    private let bytes: ArraySlice<UInt8>
    private var offset: Int
    private var hasMembers = false

    /// - Parameter line: Without its line end.
    init(line: ArraySlice<UInt8>) {
        bytes = line
        offset = line.startIndex
    }

    /// Enters the object.
    mutating func open() throws(Fault) {
        try expect("{", "a JSON object must stand here, one a line, and no list over the whole file")
    }

    /// The next key, between its quotes, up to its value; `nil` at the object's end.
    mutating func nextKey() throws(Fault) -> Range<Int>? {
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
    mutating func value(isWanted: Bool) throws(Fault) -> Value {
        skipSpace()
        switch next {
        case UInt8(ascii: "\""):
            let text = try string("")
            return Value(range: text.range, coding: text.isPlain ? .plain : .jsonText)
        case UInt8(ascii: "[") where isWanted:
            let start = offset
            try list()
            return Value(range: start..<offset, coding: .jsonList)
        case UInt8(ascii: "{") where isWanted:
            throw Fault(
                offset: offset,
                message: "an object inside the object cannot be read: write text, a number, true or false")
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            try skipNested()
            return Value(range: offset..<offset, coding: .absent)
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
        while let byte = next {
            if byte > UInt8(ascii: "\\") {
                offset += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return (start..<offset - 1, isPlain)
            case UInt8(ascii: "\\"):
                isPlain = false
                try escape()
            case 0x00..<0x20:
                throw Fault(offset: offset, message: "a control character needs an escape, such as \\t")
            default: offset += 1
            }
        }
        throw Fault(offset: open, message: "the quote opened here is never closed: the line is cut off")
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
