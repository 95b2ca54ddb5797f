/// What a field's bytes mean.
enum TextDecoding {
    /// - Returns: The text's UTF-8, or what there is of it.
    static func unescaped(_ field: RawField, in bytes: [UInt8]) -> [UInt8] {
        switch field.coding {
        case .absent: []
        case .plain: Array(bytes[field.range])
        case .doubledQuotes: withoutDoubledQuotes(bytes[field.range])
        case .jsonText: JSONText.unescaped(bytes[field.range])
        case .jsonList: JSONText.joined(bytes[field.range])
        }
    }

    private static func withoutDoubledQuotes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var isSecond = false
        for byte in bytes {
            isSecond = byte == UInt8(ascii: "\"") && !isSecond
            if byte != UInt8(ascii: "\"") || isSecond { text.append(byte) }
        }
        return text
    }
}

extension ArraySlice<UInt8> {
    /// Whether a field says that there is nothing: empty, or one of the marks programs write for it.
    var isEmptyMark: Bool {
        guard let first else { return true }
        guard count <= 4 else { return false }
        // Few fields begin as these do, and most are asked.
        switch first {
        case UInt8(ascii: "-"): return count == 1
        case UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "#"), 0xE2:
            return Self.emptyMarks.contains { elementsEqual($0) }
        default: return false
        }
    }

    private static let emptyMarks = ["NA", "na", "N/A", "n/a", "null", "NULL", "Null", "#N/A", "–", "—"].map {
        Array($0.utf8)
    }
}

/// What a field holds, cut short for a message.
func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(40), as: UTF8.self)
    return "“\(text)\(bytes.count > 40 ? "…" : "")”"
}

func plain(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
}
