/// Records of comma-separated values, quoted as RFC 4180 says, read one by one.
struct CSVRecords {
    private let stream: ByteStream
    private let delimiter: UInt8
    /// The line the last record began in, from 1.
    private(set) var line = 0
    private var nextLine = 1

    /// Bytes a record may have; more is a quote that was never closed.
    static let recordLimit = 1 << 20

    init(_ stream: ByteStream, delimiter: UInt8 = UInt8(ascii: ",")) {
        self.stream = stream
        self.delimiter = delimiter
    }

    struct Record {
        var fields: [String]
        /// Whether a line feed followed, rather than the end of the input.
        var isTerminated: Bool
    }

    /// The next record; `nil` at the end. An empty line is a record of one empty field.
    /// - Throws: when a record is longer than `recordLimit`.
    mutating func next() throws(BatchInputError) -> Record? {
        line = nextLine
        var fields: [String] = []
        var field: [UInt8] = []
        var (isQuoted, wasQuote, length) = (false, false, 0)
        while let byte = try stream.nextByte() {
            length += 1
            guard length <= Self.recordLimit else {
                throw .broken("line \(line) begins a record of more than \(Self.recordLimit) bytes; is a quote open?")
            }
            if byte == UInt8(ascii: "\n") { nextLine += 1 }
            if isQuoted {
                if byte == UInt8(ascii: "\"") {
                    (isQuoted, wasQuote) = (false, true)
                } else {
                    field.append(byte)
                }
            } else if byte == UInt8(ascii: "\"") {
                // A quote inside quotes is doubled.
                if wasQuote { field.append(byte) }
                isQuoted = true
                wasQuote = false
            } else if byte == delimiter {
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
                wasQuote = false
            } else if byte == UInt8(ascii: "\n") {
                if field.last == UInt8(ascii: "\r") { field.removeLast() }
                fields.append(String(decoding: field, as: UTF8.self))
                return Record(fields: fields, isTerminated: true)
            } else {
                field.append(byte)
                wasQuote = false
            }
        }
        guard length > 0 else { return nil }
        fields.append(String(decoding: field, as: UTF8.self))
        return Record(fields: fields, isTerminated: false)
    }
}
