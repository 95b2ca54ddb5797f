/// Reads a CSV or TSV feed: a header that names the columns in any order, then a shade a row.
struct DelimitedFeed {
    private(set) var window: FeedWindow
    private(set) var scanner: DelimitedScanner
    let header: FeedHeader
    private var line: Int
    private var shopify: ShopifyRows?

    /// The longest row, in bytes.
    static var rowLimit: Int { 1 << 20 }
    /// The longest field, in bytes.
    /// - Source: Shopify's limit for a product's description, the longest text shops export.
    static var fieldLimit: Int { 512 << 10 }

    /// - Returns: `nil` when the header cannot be used; the log says why.
    /// - Throws: What reading on does.
    init?(window: FeedWindow, options: FeedOptions, log: inout IssueLog) throws(CatalogError) {
        self.window = window
        if self.window.bytes[..<window.end].starts(with: [0xEF, 0xBB, 0xBF]) { self.window.start = 3 }
        scanner = DelimitedScanner(delimiter: UInt8(ascii: ","))
        line = 1
        let delimiter = try Self.delimiter(of: &self.window)
        scanner = DelimitedScanner(delimiter: delimiter)
        switch try Self.advance(&self.window, &scanner, &line, log: &log) {
        case .record: break
        case .broken: return nil
        case .nothing, .incomplete:
            log.add(
                at: .start,
                "the file is empty: write a header, such as sku,brand,product,shade,category,hex, and a row a shade")
            return nil
        }
        log.bytes = self.window.bytes
        defer { log.bytes = [] }
        if let fault = Self.encodingFault(of: scanner, in: self.window) {
            log.add(at: fault.position, isDamage: true, fault.message)
        }
        let names = scanner.fields.map { field in
            let bytes = TextDecoding.unescaped(field, in: log.bytes)[...].trimmed
            return (name: String(decoding: bytes, as: UTF8.self), position: field.position)
        }
        guard let header = FeedHeader(names, options: options, log: &log) else { return nil }
        self.header = header
        shopify = header.shopify
    }

    var progress: (read: Int, total: Int?) { (window.bytesRead, window.totalBytes) }
    var dialect: FeedDialect { header.dialect }
    var columns: Set<CatalogColumn> { header.columns }
    /// Decimal commas are expected where fields are not separated by commas.
    var usesDecimalComma: Bool { scanner.delimiter == UInt8(ascii: ";") }

    /// The next row; what is wrong with it is logged.
    mutating func next(decoder: inout ShadeDecoder) throws(CatalogError) -> RowOutcome {
        decoder.sku = nil
        let outcome = try row(&decoder)
        if case .end = outcome { return outcome }
        decoder.log.bytes = window.bytes
        defer { decoder.log.bytes = [] }
        // Also in what nothing is read from: the rest cannot be trusted then.
        if !decoder.log.hasDamage, let fault = Self.encodingFault(of: scanner, in: window) {
            decoder.log.add(
                at: fault.position, field: fault.field.flatMap(header.column(ofField:))?.name, sku: decoder.sku,
                isDamage: true, fault.message)
            return .refused
        }
        return tellCut(&decoder) ? .refused : outcome
    }

    private mutating func row(_ decoder: inout ShadeDecoder) throws(CatalogError) -> RowOutcome {
        switch try Self.advance(&window, &scanner, &line, log: &decoder.log) {
        case .nothing, .incomplete:
            if let damage = window.damage {
                decoder.log.add(at: FeedPosition(line: line, lineStart: -1, offset: 0), isDamage: true, damage)
            }
            return .end
        case .broken: return .refused
        case .record: break
        }
        let first = scanner.start
        guard scanner.fields.count == header.fieldCount else {
            let count = scanner.fields.count
            let isCut = count < header.fieldCount && endsOpen
            let remedy =
                count > header.fieldCount
                ? "a field that holds the separator needs quotes around it"
                : isCut ? "the file looks cut off" : "an empty field still needs its separator"
            decoder.log.add(
                at: FeedPosition(line: first.line, lineStart: -1, offset: 0), isDamage: isCut,
                "the row has \(count) fields where the header has \(header.fieldCount): \(remedy)")
            return .refused
        }
        decoder.record.reset(at: first)
        for (field, column) in header.plan {
            if let taken = decoder.record[column], !window.bytes[taken.range].trimmed.isEmptyMark { continue }
            decoder.record[column] = scanner.fields[field]
        }
        decoder.log.bytes = window.bytes
        defer { decoder.log.bytes = [] }
        let isShade = shopify?.complete(&decoder.record, fields: scanner.fields, bytes: decoder.log.bytes) ?? true
        guard isShade else { return .skipped }
        return decoder.decode().map(RowOutcome.shade) ?? .refused
    }
}

extension DelimitedFeed {
    /// Reads the next record into the scanner, as many pieces as it takes, and logs what is wrong with its quoting or
    /// its length.
    static func advance(
        _ window: inout FeedWindow, _ scanner: inout DelimitedScanner, _ line: inout Int, log: inout IssueLog
    ) throws(CatalogError) -> DelimitedScanner.Outcome {
        while true {
            let outcome = scanner.scan(
                window.bytes.span.extracting(..<window.end), from: window.start, line: line, isLast: window.isLast)
            switch outcome {
            case .incomplete, .nothing:
                if window.isLast { return .nothing }
                if outcome == .nothing {
                    window.start = scanner.offset
                    line = scanner.line
                }
                if window.end - window.start > rowLimit {
                    try skipLongRow(&window, scanner, &line, log: &log)
                    scanner = DelimitedScanner(delimiter: scanner.delimiter)
                    return .broken
                }
                _ = try window.refill()
            case .record, .broken:
                let long = scanner.fields.first { $0.range.count > fieldLimit }
                log.bytes = window.bytes
                for fault in scanner.faults {
                    log.add(at: fault.position, isDamage: scanner.open != nil, fault.message)
                }
                if let long { log.add(at: long.position, tooLong("field", fieldLimit)) }
                log.bytes = []
                window.start = scanner.offset
                line = scanner.line
                return long == nil ? outcome : .broken
            }
        }
    }

    private static func tooLong(_ what: String, _ limit: Int) -> String {
        "the \(what) is longer than \(limit >> 10) KiB: shorten it, or look for a quote that is never closed"
    }

    /// Passes over a row that does not fit: to the line after a quote that swallowed several, or to the line's end.
    private static func skipLongRow(
        _ window: inout FeedWindow, _ scanner: DelimitedScanner, _ line: inout Int, log: inout IssueLog
    ) throws(CatalogError) {
        log.bytes = window.bytes
        let open = scanner.open
        let field = open?.field ?? FeedPosition(line: line, lineStart: window.start, offset: window.start)
        let isField = window.end - field.offset > fieldLimit
        // No quote in earnest holds a megabyte of lines.
        let isUnclosed = open?.isQuoted == true && open?.lineEnd != nil
        log.add(at: field, isDamage: isUnclosed, isField ? tooLong("field", fieldLimit) : tooLong("row", rowLimit))
        log.bytes = []
        if let open, open.isQuoted, let lineEnd = open.lineEnd {
            window.start = lineEnd
            line = open.field.line + 1
            return
        }
        line = field.line
        window.start = field.offset
        while true {
            let held = window.bytes[window.start..<window.end]
            if let end = held.firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
                window.start = end
                return
            }
            window.start = window.end
            guard try window.refill() else { return }
        }
    }

    /// The separator the first line has most of, quoted text aside; a comma where it has none.
    static func delimiter(of window: inout FeedWindow) throws(CatalogError) -> UInt8 {
        while true {
            let candidates = [",", "\t", ";", "|"].map { UInt8(ascii: $0 as Unicode.Scalar) }
            var counts = [Int](repeating: 0, count: candidates.count)
            var isQuoted = false
            var isWhole = false
            for byte in window.bytes[window.start..<window.end].drop(while: { $0 == 0x0A || $0 == 0x0D }) {
                if byte == UInt8(ascii: "\"") {
                    isQuoted.toggle()
                } else if !isQuoted {
                    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                        isWhole = true
                        break
                    }
                    if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
                }
            }
            let most = counts.max() ?? 0
            let best = candidates[counts.firstIndex(of: most) ?? 0]
            guard !isWhole, !window.isLast, window.end - window.start <= rowLimit else { return best }
            _ = try window.refill()
        }
    }
}
