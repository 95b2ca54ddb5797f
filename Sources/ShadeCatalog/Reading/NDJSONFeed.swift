/// Reads newline-delimited JSON: one flat object a line, its keys a CSV feed's columns.
struct NDJSONFeed {
    private let bytes: [UInt8]
    private var position: FeedPosition
    private var unknownKeys: Set<String> = []

    /// - Returns: `nil` when there is nothing in the file.
    init?(bytes: [UInt8], log: IssueLog) {
        self.bytes = bytes
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        position = FeedPosition(line: 1, lineStart: start, offset: start)
        if bytes[start...].allSatisfy(isSpace) {
            log.add(
                at: position, "the file is empty: write a JSON object a line, with the keys \(CatalogColumn.nameList)")
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

    private mutating func record(of line: ArraySlice<UInt8>, at start: FeedPosition, log: IssueLog) -> RawRecord? {
        func place(_ offset: Int) -> FeedPosition {
            FeedPosition(line: start.line, lineStart: start.lineStart, offset: offset)
        }
        var scanner = JSONObjectScanner(line: line)
        let members: [JSONObjectScanner.Member]
        do {
            members = try scanner.members()
        } catch {
            log.add(at: place(error.offset), error.message)
            return nil
        }
        var record = RawRecord(position: start)
        for member in members {
            if let column = CatalogColumn.named[member.key.lowercased()] {
                record[column] = RawField(range: 0..<0, unescaped: member.value, position: place(member.offset))
            } else if unknownKeys.insert(member.key).inserted {
                log.add(.warning, at: place(member.offset), field: member.key, "the key is unknown and ignored")
            }
        }
        return record
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
