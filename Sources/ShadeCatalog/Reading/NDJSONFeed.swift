#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Reads newline-delimited JSON: one object a line, its keys a CSV feed's columns.
struct NDJSONFeed {
    private let bytes: [UInt8]
    private var position: FeedPosition
    private let decoder = JSONDecoder()
    private var unknownKeys: Set<String> = []

    /// - Returns: `nil` when there is nothing in the file.
    init?(bytes: [UInt8], log: IssueLog) {
        self.bytes = bytes
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        position = FeedPosition(line: 1, lineStart: start, offset: start)
        guard bytes[start...].contains(where: { !isSpace($0) }) else {
            log.add(at: position, "the file is empty: write a JSON object a line, with the keys \(CatalogColumn.nameList)")
            return nil
        }
    }

    /// The next line that is a JSON object; faulty ones are logged and passed over.
    mutating func next(log: IssueLog) -> RawRecord? {
        while position.offset < bytes.count {
            let start = position
            let end = bytes[start.offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            position = FeedPosition(line: start.line + 1, lineStart: end + 1, offset: end + 1)
            let line = bytes[start.offset..<end]
            if line.allSatisfy(isSpace) { continue }
            if let record = record(of: line, at: start, log: log) { return record }
        }
        return nil
    }

    private mutating func record(
        of line: ArraySlice<UInt8>, at start: FeedPosition, log: IssueLog
    ) -> RawRecord? {
        guard line.first(where: { !isSpace($0) }) == UInt8(ascii: "{") else {
            log.add(at: start, "the line is no JSON object: write one object a line, not one list over the whole file")
            return nil
        }
        let object: [String: JSONValue]
        do {
            object = try decoder.decode([String: JSONValue].self, from: Data(line))
        } catch {
            log.add(at: start, "the line is not valid JSON, or was cut off\(Self.detail(of: error))")
            return nil
        }
        var record = RawRecord(position: start)
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            var keyPosition = start
            keyPosition.offset = offset(ofKey: key, in: line)
            guard let column = CatalogColumn.named[key.lowercased()] else {
                if unknownKeys.insert(key).inserted {
                    log.add(.warning, at: keyPosition, field: key, "the key is unknown and ignored")
                }
                continue
            }
            guard let text = value.text else {
                log.add(at: keyPosition, field: key, "a nested value cannot be read: write text, a number, true or false")
                return nil
            }
            record[column] = RawField(bytes: Array(text.utf8)[...], position: keyPosition)
        }
        return record
    }

    /// Where `"key"` stands in the line; its start when the key is written with escapes.
    private func offset(ofKey key: String, in line: ArraySlice<UInt8>) -> Int {
        let pattern = Array("\"\(key)\"".utf8)
        var i = line.startIndex
        while i + pattern.count <= line.endIndex {
            if line[i..<i + pattern.count].elementsEqual(pattern),
                line[(i + pattern.count)...].first(where: { !isSpace($0) }) == UInt8(ascii: ":")
            {
                return i
            }
            i += 1
        }
        return line.startIndex
    }

    private static func detail(of error: any Error) -> String {
        guard case DecodingError.dataCorrupted(let context) = error, let cause = context.underlyingError else { return "" }
        return ": \(cause)"
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

/// What a key may hold.
private enum JSONValue: Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case list([String])
    case nested

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([String].self) {
            self = .list(value)
        } else {
            self = .nested
        }
    }

    /// As a CSV field would hold it; `nil` for what no field can.
    var text: String? {
        switch self {
        case .null: ""
        case .bool(let value): value ? "yes" : "no"
        case .number(let value):
            value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
        case .string(let value): value
        case .list(let values): values.isEmpty ? "none" : values.joined(separator: ";")
        case .nested: nil
        }
    }
}
