import ShadeCatalog

/// Records of comma-separated values, quoted as RFC 4180 says, read one by one from a stream. Empty lines are none.
struct CSVRecords {
    private let stream: ByteStream
    private var scanner: DelimitedScanner
    /// What was read of the stream from `base` on; passed over up to `start`.
    private var held: [UInt8] = []
    private var base: Int
    private var start = 0
    private var line = 1
    private var isLast = false

    /// Bytes a record may have; more is a quote that was never closed.
    static let recordLimit = 1 << 20

    init(_ stream: ByteStream, delimiter: UInt8 = UInt8(ascii: ",")) {
        self.stream = stream
        scanner = DelimitedScanner(delimiter: delimiter)
        base = stream.offset
    }

    struct Record {
        var fields: [String]
        /// What is wrong with its quoting.
        var fault: String?
        /// The line it begins in, from 1.
        var line: Int
        /// Where it lies in the stream, its line end included.
        var bytes: Range<Int>
        /// Whether the input ended before its line did.
        var isCutOff: Bool
    }

    /// The next record; `nil` at the end.
    /// - Throws: when a record is longer than `recordLimit`, or the stream cannot be read on.
    mutating func next() throws(BatchInputError) -> Record? {
        while true {
            let outcome = scan()
            switch outcome {
            case .record, .broken:
                let begin = scanner.recordStart
                let isTerminated = !scanner.isQuoteOpen && held[scanner.offset - 1] == UInt8(ascii: "\n")
                (start, line) = (scanner.offset, scanner.line)
                return Record(
                    fields: scanner.texts(in: held), fault: scanner.fault, line: begin.line,
                    bytes: base + begin.offset..<base + start, isCutOff: !isTerminated)
            case .incomplete, .nothing:
                if isLast { return nil }
                if outcome == .nothing { (start, line) = (scanner.offset, scanner.line) }
                guard held.count - start <= Self.recordLimit else {
                    let begin = scanner.recordStart.line
                    throw .broken(
                        "line \(begin) begins a record of more than \(Self.recordLimit) bytes; is a quote open?")
                }
                held.removeSubrange(..<start)
                base += start
                start = 0
                let more = try stream.chunk()
                held += more
                isLast = more.isEmpty
            }
        }
    }

    private mutating func scan() -> DelimitedScanner.Outcome {
        // A span of `held` itself would keep the scanner from being changed.
        let held = held
        return scanner.scan(held.span, from: start, line: line, isLast: isLast)
    }
}
