/// Cuts comma-separated values into records, byte by byte.
///
/// Lines end in LF, CRLF or CR; quoted fields may hold commas, doubled quotes and line breaks.
/// - Source: RFC 4180.
struct CSVScanner {
    enum Outcome {
        case record
        /// A record whose quoting is wrong: logged, to be passed over.
        case broken
        case end
    }

    private let bytes: [UInt8]
    private var offset: Int
    private var line = 1
    private var lineStart: Int

    /// The last record read; its fields' positions say where it lies.
    private(set) var fields: [RawField] = []
    /// Where the next field starts.
    var position: FeedPosition { FeedPosition(line: line, lineStart: lineStart, offset: offset) }
    var isAtEnd: Bool { offset == bytes.count }

    init(bytes: [UInt8]) {
        self.bytes = bytes
        offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        lineStart = offset
    }

    /// Reads the next record that is not an empty line into `fields`.
    mutating func next(log: IssueLog) -> Outcome {
        while offset < bytes.count, isLineEnd(bytes[offset]) { endLine() }
        guard offset < bytes.count else { return .end }
        fields.removeAll(keepingCapacity: true)
        var isBroken = false
        while true {
            let isQuoted = offset < bytes.count && bytes[offset] == quote
            let isSound = isQuoted ? scanQuoted(log: log) : scanPlain(log: log)
            if !isSound { isBroken = true }
            guard offset < bytes.count, bytes[offset] == comma else { break }
            offset += 1
        }
        if offset < bytes.count { endLine() }
        return isBroken ? .broken : .record
    }

    private mutating func scanPlain(log: IssueLog) -> Bool {
        let start = position
        var hasQuote = false
        var end = offset
        let bytes = bytes  // A copy of the reference: the loop then needs no look at self.
        while end < bytes.count {
            let byte = bytes[end]
            if byte <= comma {
                if byte == comma || isLineEnd(byte) { break }
                if byte == quote { hasQuote = true }
            }
            end += 1
        }
        offset = end
        fields.append(RawField(range: start.offset..<offset, position: start))
        if hasQuote {
            log.add(at: start, "a quote stands inside a field that is not quoted: quote the field and double the quote")
        }
        return !hasQuote
    }

    private mutating func scanQuoted(log: IssueLog) -> Bool {
        let start = position
        offset += 1
        var partStart = offset
        var parts: [UInt8] = []
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == quote {
                let isDoubled = offset + 1 < bytes.count && bytes[offset + 1] == quote
                guard isDoubled else { break }
                parts += bytes[partStart...offset]
                offset += 2
                partStart = offset
            } else if isLineEnd(byte) {
                endLine()
            } else {
                offset += 1
            }
        }
        guard offset < bytes.count else {
            log.add(
                at: start,
                "the quote opened here is never closed: the file is cut off, or a quote in a field needs doubling")
            return false
        }
        let last = partStart..<offset
        fields.append(RawField(range: last, unescaped: parts.isEmpty ? nil : parts + bytes[last], position: start))
        offset += 1
        guard offset < bytes.count, bytes[offset] != comma, !isLineEnd(bytes[offset]) else { return true }
        log.add(at: position, "text follows a closing quote: double the quotes inside a field")
        while offset < bytes.count, bytes[offset] != comma, !isLineEnd(bytes[offset]) { offset += 1 }
        return false
    }

    private mutating func endLine() {
        let isPair = bytes[offset] == carriageReturn && offset + 1 < bytes.count && bytes[offset + 1] == lineFeed
        offset += isPair ? 2 : 1
        line += 1
        lineStart = offset
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
