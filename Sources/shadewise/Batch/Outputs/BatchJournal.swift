import Foundation

/// What an output already answers. Rows are written in the order of the items, so the output is its own journal.
struct BatchJournal: Sendable {
    /// The ids answered, in order.
    var answered: [ItemDigest] = []
    /// How often each failure was told.
    var failures: [String: Int] = [:]
    /// Bytes up to the end of the last whole row; what follows was cut off while being written.
    var length = 0

    struct Damage: Error { var offset: Int }

    init() {}

    /// Reads an output from its beginning.
    /// - Throws: `Damage` when something that is no row stands before other rows.
    /// - Complexity: O(bytes), 16 bytes of memory a row.
    init(_ stream: ByteStream, rows: BatchRows) throws {
        switch rows.format {
        case .ndjson: try read(stream, rows)
        case .csv: try readTable(stream, rows)
        }
    }

    /// An id and path of 4 KB each, every character escaped, and what else a row holds, are well below this.
    private static let rowLimit = 1 << 20

    private mutating func read(_ stream: ByteStream, _ rows: BatchRows) throws {
        while let line = try stream.line(limit: Self.rowLimit), line.isTerminated {
            guard !line.isTooLong, let summary = rows.summary(of: line.bytes) else { throw Damage(offset: length) }
            add(summary)
            length = stream.offset
        }
    }

    private mutating func readTable(_ stream: ByteStream, _ rows: BatchRows) throws {
        var records = CSVRecords(stream)
        guard let header = try records.next(), !header.isCutOff else { return }
        guard header.fields.joined(separator: ",") + "\n" == rows.header else { throw Damage(offset: 0) }
        length = header.bytes.upperBound
        while let record = try records.next(), !record.isCutOff {
            // An empty line is no row either.
            guard record.fault == nil, record.bytes.lowerBound == length,
                let summary = rows.summary(of: record.fields)
            else { throw Damage(offset: length) }
            add(summary)
            length = record.bytes.upperBound
        }
    }

    private mutating func add(_ summary: BatchRows.Summary) {
        answered.append(summary.id)
        if let failure = summary.failure { failures[failure, default: 0] += 1 }
    }
}
