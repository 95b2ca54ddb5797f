/// Reads a CSV feed: a header that names the columns in any order, then a shade a row.
struct CSVFeed {
    private var scanner: CSVScanner
    private var columns: [CatalogColumn?] = []

    /// - Returns: `nil` when the header cannot be used; the log says why.
    init?(bytes: [UInt8], log: IssueLog) {
        scanner = CSVScanner(bytes: bytes)
        let start = scanner.position
        switch scanner.next(log: log) {
        case .record: break
        case .broken: return nil
        case .end:
            log.add(at: start, "the file is empty: write a header with the columns \(CatalogColumn.nameList)")
            return nil
        }
        guard readHeader(at: start, log: log) else { return nil }
    }

    /// The next row that has as many fields as the header; faulty ones are logged and passed over.
    mutating func next(log: IssueLog) -> RawRecord? {
        while true {
            switch scanner.next(log: log) {
            case .end: return nil
            case .broken: continue
            case .record: break
            }
            let fields = scanner.fields
            guard fields.count == columns.count else {
                let remedy =
                    fields.count > columns.count
                    ? "a comma inside a field needs quotes around the field"
                    : scanner.isAtEnd ? "the file looks cut off" : "an empty field still needs its comma"
                log.add(
                    at: fields[0].position,
                    "the row has \(fields.count) fields where the header has \(columns.count): \(remedy)")
                continue
            }
            var record = RawRecord(position: fields[0].position)
            for (column, field) in zip(columns, fields) {
                if let column { record[column] = field }
            }
            return record
        }
    }

    private mutating func readHeader(at start: FeedPosition, log: IssueLog) -> Bool {
        let names = scanner.fields.map { String(decoding: $0.bytes(in: log.bytes).trimmed, as: UTF8.self) }
        if names.count == 1, let name = names.first, name.contains(";") || name.contains("\t") {
            let separator = name.contains(";") ? "semicolons" : "tabs"
            log.add(at: start, "the columns are separated by \(separator): export the file with commas")
            return false
        }
        var isSound = true
        for (name, field) in zip(names, scanner.fields) {
            let column = CatalogColumn.named[name.lowercased()]
            if column == nil {
                log.add(.warning, at: field.position, field: name, "the column is unknown and ignored")
            } else if columns.contains(column) {
                log.add(at: field.position, field: name, "the column is there twice: remove one")
                isSound = false
            }
            columns.append(column)
        }
        let missing = CatalogColumn.required.filter { !columns.contains($0) }
        if !missing.isEmpty {
            let list = missing.map(\.name).joined(separator: ", ")
            log.add(at: start, "the header lacks \(list): name every column a shade needs")
            isSound = false
        }
        return isSound
    }
}
