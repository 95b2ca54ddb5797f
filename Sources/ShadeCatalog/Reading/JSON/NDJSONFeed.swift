/// Reads newline-delimited JSON: one object a line, its keys a CSV feed's columns.
struct NDJSONFeed {
    private var window: FeedWindow
    private var line = 1
    private var isEmpty = true
    private let options: FeedOptions
    private var keys: KeyTable?

    init(window: FeedWindow, options: FeedOptions) {
        self.window = window
        if window.bytes[..<window.end].starts(with: [0xEF, 0xBB, 0xBF]) { self.window.start = 3 }
        self.options = options
    }

    var progress: (read: Int, total: Int?) { (window.bytesRead, window.totalBytes) }
    var columns: Set<CatalogColumn> { keys?.columns ?? [] }

    /// The next line that is not empty; what is wrong with it is logged.
    mutating func next(decoder: inout ShadeDecoder) throws(CatalogError) -> RowOutcome {
        while true {
            guard let end = try lineEnd() else {
                decoder.log.add(
                    at: FeedPosition(line: line, lineStart: -1, offset: 0),
                    "the row is longer than \(DelimitedFeed.rowLimit >> 10) KiB: shorten it, or write one object a line"
                )
                try skipLine()
                return .refused
            }
            guard window.start < window.end else { break }
            let range = window.start..<end
            let position = FeedPosition(line: line, lineStart: window.start, offset: window.start)
            let isOpen = end == window.end
            window.start = min(end + 1, window.end)
            line += 1
            if window.bytes[range].allSatisfy(isSpace) { continue }
            isEmpty = false
            decoder.log.bytes = window.bytes
            defer { decoder.log.bytes = [] }
            decoder.sku = nil
            let shade = fill(&decoder, from: range, at: position, isOpen: isOpen) ? decoder.decode() : nil
            guard isUTF8(range, at: position, &decoder), let shade else { return .refused }
            return .shade(shade)
        }
        if let damage = window.damage {
            decoder.log.add(at: FeedPosition(line: line, lineStart: -1, offset: 0), isDamage: true, damage)
        } else if isEmpty {
            decoder.log.add(
                at: .start,
                "the file is empty: write a JSON object a line, such as {\"brand\": …, \"shade\": …, \"hex\": …}")
        }
        return .end
    }
}

extension NDJSONFeed {
    /// Whether a line is UTF-8 throughout, in what nothing is read from too; told if not.
    private func isUTF8(_ range: Range<Int>, at start: FeedPosition, _ decoder: inout ShadeDecoder) -> Bool {
        guard !decoder.log.hasDamage, let fault = Encoding.fault(in: window.bytes[range]) else { return true }
        decoder.log.add(
            at: FeedPosition(line: start.line, lineStart: start.lineStart, offset: fault.offset), sku: decoder.sku,
            isDamage: true, fault.message)
        return false
    }

    /// - Parameter isOpen: Whether the file ends with the line and no line end follows.
    private mutating func fill(
        _ decoder: inout ShadeDecoder, from range: Range<Int>, at start: FeedPosition, isOpen: Bool
    ) -> Bool {
        decoder.record.reset(at: start)
        let bytes = window.bytes
        func place(_ offset: Int) -> FeedPosition {
            FeedPosition(line: start.line, lineStart: start.lineStart, offset: offset)
        }
        let line = bytes[range]
        var keys = self.keys ?? KeyTable(firstLine: line, options: options)
        self.keys = nil
        defer { self.keys = keys }
        keys.startRow()
        var scanner = JSONObjectScanner(line: line)
        do throws(JSONObjectScanner.Fault) {
            try scanner.open()
            while let key = try scanner.nextKey() {
                let start = key.lowerBound - 1
                let found = keys.find(bytes[key])
                let value = try scanner.value(isWanted: found.column != nil)
                guard let column = found.column else {
                    if found.isNew {
                        decoder.log.add(
                            .warning, at: place(start), field: String(decoding: bytes[key], as: UTF8.self),
                            "the key is unknown and ignored")
                    }
                    continue
                }
                if found.isRepeated {
                    let name = String(decoding: bytes[key], as: UTF8.self)
                    throw JSONObjectScanner.Fault(
                        offset: start, message: "the key “\(name)” is there twice: remove one")
                }
                if value.range.count > DelimitedFeed.fieldLimit {
                    throw JSONObjectScanner.Fault(
                        offset: start,
                        message: "the field is longer than \(DelimitedFeed.fieldLimit >> 10) KiB: shorten it")
                }
                if keys.take(found, isEmpty: bytes[value.range].trimmed.isEmptyMark) {
                    decoder.record[column] = RawField(range: value.range, coding: value.coding, position: place(start))
                }
            }
            return true
        } catch {
            // The end of an object is missing where a file is cut, whatever is wrong with it otherwise.
            let isWhole = line.last { !isSpace($0) } == UInt8(ascii: "}") && error.offset < range.upperBound
            decoder.log.add(at: place(error.offset), isDamage: isOpen && !isWhole, error.message)
            return false
        }
    }

    /// Where the line from `window.start` ends, reading on as far as it takes; `nil` when that is too far.
    private mutating func lineEnd() throws(CatalogError) -> Int? {
        var from = window.start
        while true {
            let end = window.end
            let index = Self.lineFeed(in: window.bytes.span, from: from, to: end)
            if index < end || window.isLast { return index }
            guard end - window.start <= DelimitedFeed.rowLimit else { return nil }
            let held = end - window.start
            _ = try window.refill()
            from = window.start + held
        }
    }

    private static func lineFeed(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        return index
    }

    private mutating func skipLine() throws(CatalogError) {
        while true {
            if let end = window.bytes[window.start..<window.end].firstIndex(of: UInt8(ascii: "\n")) {
                window.start = end + 1
                line += 1
                return
            }
            window.start = window.end
            guard try window.refill() else { return }
        }
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
