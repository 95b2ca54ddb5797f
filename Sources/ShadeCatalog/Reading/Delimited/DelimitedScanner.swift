/// Cuts delimiter-separated values into records, byte by byte.
///
/// Lines end in LF, CRLF or CR; quoted fields may hold delimiters, doubled quotes and line breaks.
/// - Source: RFC 4180.
package struct DelimitedScanner {
    /// What came of looking for a record.
    package enum Outcome {
        /// A sound one: its fields can be read.
        case record
        /// Quoting is wrong, see `faults`; to be passed over.
        case broken
        /// The bytes end inside the record, and more may follow.
        case incomplete
        /// Nothing but line ends.
        case nothing
    }

    struct Fault {
        var position: FeedPosition
        var message: String
    }

    let delimiter: UInt8
    /// Where the last record begins.
    private(set) var start = FeedPosition.start
    /// The fields of the last record; their positions say where they lie.
    private(set) var fields: [RawField] = []
    private(set) var faults: [Fault] = []
    /// The field in which the bytes ended, when they were not enough: whether it was quoted, and where its line ends.
    private(set) var open: (field: FeedPosition, isQuoted: Bool, lineEnd: Int?)?
    /// Where to go on, and the number of that line.
    package private(set) var offset = 0
    package private(set) var line = 1
    private var lineStart = 0

    /// - Parameter delimiter: An ASCII character; between tabs quotes inside fields are allowed.
    package init(delimiter: UInt8) { self.delimiter = delimiter }

    /// Reads the next record that is not an empty line.
    /// - Parameters:
    ///   - start: The offset to begin at.
    ///   - line: The number of the line that begins there, from 1.
    ///   - isLast: Whether nothing follows the bytes.
    /// - Complexity: O(*n*) in the record's bytes; an incomplete one is read from its beginning the next time.
    package mutating func scan(_ bytes: Span<UInt8>, from start: Int, line: Int, isLast: Bool) -> Outcome {
        offset = start
        lineStart = start
        self.line = line
        fields.removeAll(keepingCapacity: true)
        faults.removeAll(keepingCapacity: true)
        open = nil
        while offset < bytes.count, isLineEnd(bytes[offset]) {
            guard endLine(bytes, isLast: isLast) else { return .incomplete }
        }
        guard offset < bytes.count else { return .nothing }
        self.start = position
        while true {
            let isWhole =
                offset < bytes.count && bytes[offset] == quote
                ? scanQuoted(bytes, isLast: isLast) : scanPlain(bytes, isLast: isLast)
            guard isWhole else { return .incomplete }
            if open != nil { return .broken }
            guard offset < bytes.count, bytes[offset] == delimiter else { break }
            offset += 1
        }
        if offset < bytes.count, !endLine(bytes, isLast: isLast) { return .incomplete }
        return faults.isEmpty ? .record : .broken
    }

    /// The last record's fields without their quotes.
    /// - Parameter bytes: Those that were scanned.
    package func texts(in bytes: [UInt8]) -> [String] {
        fields.map { String(decoding: TextDecoding.unescaped($0, in: bytes), as: UTF8.self) }
    }

    /// The line and the offset the last record begins at.
    package var recordStart: (line: Int, offset: Int) { (start.line, start.offset) }

    /// What is wrong with the last record, and what to do about it.
    package var fault: String? { faults.first?.message }

    /// Whether the bytes ended inside a quote of the last record.
    package var isQuoteOpen: Bool { open?.isQuoted ?? false }

    private var position: FeedPosition { FeedPosition(line: line, lineStart: lineStart, offset: offset) }

    private mutating func scanPlain(_ bytes: Span<UInt8>, isLast: Bool) -> Bool {
        let start = position
        let (delimiter, count) = (delimiter, bytes.count)
        let highest = max(delimiter, quote)
        var hasQuote = false
        var end = offset
        while end < count {
            let byte = bytes[end]
            if byte <= highest {
                if byte == delimiter || byte == lineFeed || byte == carriageReturn { break }
                if byte == quote { hasQuote = true }
            }
            end += 1
        }
        guard end < count || isLast else {
            open = (start, false, nil)
            return false
        }
        offset = end
        fields.append(RawField(range: start.offset..<end, coding: .plain, position: start))
        // Between tabs a quote is an inch mark.
        if hasQuote, delimiter != tab {
            faults.append(
                Fault(
                    position: start,
                    message: "a quote stands inside a field that is not quoted: quote the field and double the quote"))
        }
        return true
    }

    private mutating func scanQuoted(_ bytes: Span<UInt8>, isLast: Bool) -> Bool {
        let start = position
        let (startLine, content) = (line, offset + 1)
        var hasDoubled = false
        var lineEnd: Int?
        offset += 1
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte > quote {
                offset += 1
            } else if byte == quote {
                guard offset + 1 < bytes.count, bytes[offset + 1] == quote else { break }
                hasDoubled = true
                offset += 2
            } else if isLineEnd(byte) {
                guard endLine(bytes, isLast: isLast) else { break }
                if lineEnd == nil { lineEnd = offset }
            } else {
                offset += 1
            }
        }
        guard offset < bytes.count, bytes[offset] == quote, offset + 1 < bytes.count || isLast else {
            open = (start, true, lineEnd)
            guard isLast else { return false }
            faults.append(
                Fault(
                    position: start,
                    message: "the quote opened here is never closed: the file is cut off, or a quote in a field needs "
                        + "doubling"))
            // What stands behind its line may still be told of, and taken by those who take a damaged feed.
            if let lineEnd {
                offset = lineEnd
                line = startLine + 1
            } else {
                offset = bytes.count
            }
            return true
        }
        fields.append(RawField(range: content..<offset, coding: hasDoubled ? .doubledQuotes : .plain, position: start))
        offset += 1
        guard offset < bytes.count, bytes[offset] != delimiter, !isLineEnd(bytes[offset]) else { return true }
        faults.append(
            Fault(position: position, message: "text follows a closing quote: double the quotes inside a field"))
        while offset < bytes.count, bytes[offset] != delimiter, !isLineEnd(bytes[offset]) { offset += 1 }
        return offset < bytes.count || isLast
    }

    /// - Returns: Whether it is known where the next line starts: LF may follow CR.
    private mutating func endLine(_ bytes: Span<UInt8>, isLast: Bool) -> Bool {
        if bytes[offset] == carriageReturn {
            guard offset + 1 < bytes.count || isLast else { return false }
            if offset + 1 < bytes.count, bytes[offset + 1] == lineFeed { offset += 1 }
        }
        offset += 1
        line += 1
        lineStart = offset
        return true
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }
}

private let quote = UInt8(ascii: "\"")
private let tab = UInt8(ascii: "\t")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
