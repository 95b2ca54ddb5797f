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
        switch count {
        case 0: true
        case 1: first == UInt8(ascii: "-")
        case 2: elementsEqual("NA".utf8) || elementsEqual("na".utf8)
        case 3:
            elementsEqual("N/A".utf8) || elementsEqual("n/a".utf8) || elementsEqual("–".utf8)
                || elementsEqual("—".utf8)
        case 4:
            elementsEqual("null".utf8) || elementsEqual("NULL".utf8) || elementsEqual("Null".utf8)
                || elementsEqual("#N/A".utf8)
        default: false
        }
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
