import Foundation

/// Where the members of one JSON object lie in its bytes. Values are passed over, not built: a record may hold a photo
/// of many megabytes, and only its id is needed before a thread takes it on.
struct JSONMembers {
    let bytes: [UInt8]
    /// Each member's value, quotes included; of equal names, the last.
    private(set) var ranges: [String: Range<Int>] = [:]

    /// - Parameter part: where in `bytes` the object lies, blanks around it allowed.
    /// - Returns: `nil` when the bytes are not one JSON object. Values inside arrays and objects are not checked.
    /// - Complexity: O(bytes).
    init?(_ bytes: [UInt8], in part: Range<Int>? = nil) {
        self.bytes = bytes
        let isSound = bytes.withUnsafeBytes { whole in
            var scanner = Scanner(bytes: whole, position: part?.lowerBound ?? 0, end: part?.upperBound ?? whole.count)
            return scanner.object { ranges[$0] = $1 } && scanner.isAtEnd
        }
        guard isSound else { return nil }
    }

    /// A string's text, or a whole number's digits; `nil` when there is no such member or it is something else.
    func text(_ name: String) -> String? {
        guard let range = ranges[name] else { return nil }
        guard bytes[range.lowerBound] == UInt8(ascii: "\"") else {
            let digits = bytes[range]
            guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
            return String(decoding: digits, as: UTF8.self)
        }
        let value = try? JSONSerialization.jsonObject(with: Data(bytes[range]), options: .fragmentsAllowed)
        return value as? String
    }

    /// Where a string's characters lie, quotes left out and escapes left in.
    func characters(_ name: String) -> Range<Int>? {
        guard let range = ranges[name], bytes[range.lowerBound] == UInt8(ascii: "\"") else { return nil }
        return range.lowerBound + 1..<range.upperBound - 1
    }
}

/// Walks over JSON text.
private struct Scanner {
    let bytes: UnsafeRawBufferPointer
    var position: Int
    let end: Int

    private var current: UInt8? { position < end ? bytes[position] : nil }

    var isAtEnd: Bool {
        mutating get {
            skipBlanks()
            return position == end
        }
    }

    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func object(_ member: (String, Range<Int>) -> Void) -> Bool {
        guard take("{") else { return false }
        if take("}") { return true }
        repeat {
            skipBlanks()
            let name = position
            guard string() else { return false }
            let key = String(decoding: bytes[name + 1..<position - 1], as: UTF8.self)
            guard take(":") else { return false }
            skipBlanks()
            let value = position
            guard skipValue() else { return false }
            member(key, value..<position)
        } while take(",")
        return take("}")
    }

    /// Passes over a string; its closing quote is the first with an even number of backslashes before it.
    private mutating func string() -> Bool {
        guard current == UInt8(ascii: "\"") else { return false }
        let start = position + 1
        position = start
        while position < end {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[position..<end])
            guard let quote = rest.firstOffset(of: UInt8(ascii: "\"")) else { return false }
            position += quote
            var before = position
            while before > start, bytes[before - 1] == UInt8(ascii: "\\") { before -= 1 }
            position += 1
            if (position - 1 - before).isMultiple(of: 2) { return true }
        }
        return false
    }

    private mutating func skipValue() -> Bool {
        switch current {
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "{"), UInt8(ascii: "["): return skipNested()
        default:
            let start = position
            while let byte = current, isWordCharacter(byte) { position += 1 }
            return position > start
        }
    }

    private func isWordCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private mutating func skipNested() -> Bool {
        var depth = 0
        while let byte = current {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                guard string() else { return false }
                continue
            default: break
            }
            position += 1
            if depth == 0 { return true }
        }
        return false
    }
}
