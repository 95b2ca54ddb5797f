/// Reads Google Merchant's RSS or Atom: an item a shade, its elements a feed's columns.
struct XMLFeed {
    private var window: FeedWindow
    private let parser = XMLItemParser()
    private var keys: KeyTable
    private var isPaused = false
    private var isOver = false

    init(window: FeedWindow, options: FeedOptions) {
        self.window = window
        keys = KeyTable(keys: ["title"], options: options)
    }

    var progress: (read: Int, total: Int?) { (window.bytesRead, window.totalBytes) }
    var columns: Set<CatalogColumn> { keys.columns }

    /// The next item; what is wrong with it is logged.
    mutating func next(decoder: inout ShadeDecoder) throws(CatalogError) -> RowOutcome {
        guard !isOver else { return .end }
        while true {
            switch isPaused ? parser.resume() : try feed() {
            case .hungry: isPaused = false
            case .item:
                isPaused = true
                return decode(&decoder)
            case .fault(let position, let message):
                decoder.log.add(at: position, isDamage: parser.hasElements, window.damage ?? message)
                isOver = true
                return .end
            case nil:
                if let damage = window.damage { decoder.log.add(at: parser.position, isDamage: true, damage) }
                isOver = true
                return .end
            }
        }
    }

    /// - Returns: `nil` when there is nothing more to give.
    private mutating func feed() throws(CatalogError) -> XMLItemParser.Step? {
        if window.start == window.end {
            guard !window.isLast else { return nil }
            _ = try window.refill()
        }
        let bytes = window.bytes[window.start..<window.end]
        window.start = window.end
        return parser.parse(bytes, isLast: window.isLast)
    }

    private mutating func decode(_ decoder: inout ShadeDecoder) -> RowOutcome {
        if let fault = parser.itemFault {
            decoder.log.add(at: fault.position, fault.message)
            return .refused
        }
        decoder.record.reset(at: parser.position)
        keys.startRow()
        for field in parser.fields {
            let found = keys.find(field.name[...])
            guard let column = found.column else { continue }
            if keys.take(found, isEmpty: parser.text[field.range].trimmed.isEmptyMark) {
                decoder.record[column] = RawField(range: field.range, coding: .plain, position: field.position)
            }
        }
        decoder.log.bytes = parser.text
        defer { decoder.log.bytes = [] }
        return decoder.decode().map(RowOutcome.shade) ?? .refused
    }
}
