import ShadeCatalog

/// Where the members of one JSON object lie in its bytes. Values are passed over, not built: a record may hold a photo
/// of many megabytes, and only its id is needed before a thread takes it on.
struct JSONMembers {
    let bytes: [UInt8]
    /// Each member's value; of equal names, the last.
    private var values: [String: JSONObjectScanner.Value] = [:]

    /// - Parameter part: where in `bytes` the object lies, blanks around it allowed.
    /// - Returns: `nil` when the bytes are not one JSON object. Values inside arrays and objects are not checked.
    /// - Complexity: O(bytes).
    init?(_ bytes: [UInt8], in part: Range<Int>? = nil) {
        self.bytes = bytes
        var scanner = JSONObjectScanner(line: bytes[part ?? bytes.indices])
        do {
            try scanner.open()
            while let key = try scanner.nextKey() {
                values[String(decoding: bytes[key], as: UTF8.self)] = try scanner.value(isWanted: false)
            }
        } catch { return nil }
    }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// A string's text, or a whole number's digits; `nil` when there is no such member or it is something else.
    func text(_ name: String) -> String? {
        guard let value = values[name] else { return nil }
        let characters = bytes[value.range]
        if value.isQuoted { return String(validating: JSONText.unescaped(characters), as: UTF8.self) }
        let isWhole = !characters.isEmpty && characters.allSatisfy { (0x30...0x39).contains($0) }
        return isWhole ? String(decoding: characters, as: UTF8.self) : nil
    }

    /// Where a string's characters lie, quotes left out and escapes left in.
    func characters(_ name: String) -> Range<Int>? {
        values[name].flatMap { $0.isQuoted ? $0.range : nil }
    }

    /// The members of an object that is a member.
    func members(of name: String) -> JSONMembers? {
        values[name].flatMap { $0.isQuoted ? nil : JSONMembers(bytes, in: $0.range) }
    }
}
