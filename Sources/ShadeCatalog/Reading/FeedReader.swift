/// Reads a feed of shades a row at a time, so that memory does not grow with the feed: a few megabytes, whatever its
/// size.
///
/// Understood are CSV and TSV (columns by header, see `CatalogColumn`, or as `FeedOptions.columns` says),
/// newline-delimited JSON with the same names for keys, Google Merchant's TSV and XML, and Shopify's product export,
/// each as it is or gzipped, in UTF-8. Faults are given by line, in reading order, and reading goes on behind them.
///
/// SKUs given twice are for `ListedShade.claimSKU` to find: the reader remembers no rows.
public struct FeedReader: ~Copyable {
    // One of them, until the end; apart, so that a row is read in place.
    private var delimited: DelimitedFeed?
    private var ndjson: NDJSONFeed?
    private var xml: XMLFeed?
    private var decoder: ShadeDecoder
    /// What was found out at once and is yet to be given, in reverse order.
    private var waiting: [FeedItem] = []
    private var isEmpty = true
    private var lastProgress: (read: Int, total: Int?) = (0, nil)
    private var lastColumns: Set<CatalogColumn> = []

    /// Opens a feed and reads its beginning.
    /// - Parameter path: A file, a pipe, or `-` for standard input.
    /// - Throws: `unreadable_catalog` when there is no such file, it is a folder, or it may not be read. What is wrong
    ///   inside it is given by `next()`.
    public init(path: String, options: FeedOptions = .init()) throws(CatalogError) {
        var options = options
        options.format = options.format ?? FeedFormat(path: path)
        try self.init(source: FileSource(path: path), options: options)
    }

    /// Reads a feed from memory.
    public init(bytes: [UInt8], options: FeedOptions = .init()) {
        do {
            try self.init(source: MemorySource(bytes), options: options)
        } catch {
            preconditionFailure("memory can always be read: \(error)")
        }
    }

    init(source: any ByteSource, options: FeedOptions) throws(CatalogError) {
        decoder = ShadeDecoder(options: options)
        try open(source)
    }

    /// The next shade or fault; `nil` at the end.
    /// - Throws: `unreadable_catalog` when the file, which could be opened, cannot be read on.
    /// - Complexity: Amortised O(*n*) in the row's bytes.
    public mutating func next() throws(CatalogError) -> FeedItem? {
        while waiting.isEmpty {
            let outcome: RowOutcome
            if let read = try delimited?.next(decoder: &decoder) {
                outcome = read
            } else if let read = try ndjson?.next(decoder: &decoder) {
                outcome = read
            } else if let read = try xml?.next(decoder: &decoder) {
                outcome = read
            } else {
                return nil
            }
            if case .shade(let shade) = outcome {
                isEmpty = false
                if decoder.log.issues.isEmpty { return .shade(shade) }
                waiting = [.shade(shade)]
            }
            if case .refused = outcome { isEmpty = false }
            if case .end = outcome { finish() }
            waiting += decoder.log.take().reversed().map(FeedItem.issue)
        }
        return waiting.removeLast()
    }

    /// How many bytes of the file have been read, as stored.
    public var bytesRead: Int { progress.read }
    /// How many bytes the file has, as stored; `nil` for a pipe.
    public var totalBytes: Int? { progress.total }

    /// The columns met so far, also where their cells were empty: at the end, all that the feed speaks of.
    public var columns: Set<CatalogColumn> {
        let columns = delimited?.columns ?? ndjson?.columns ?? xml?.columns ?? lastColumns
        // Amounts of nobody knows what were left out, and say nothing of the price.
        return decoder.log.wasSaid(.priceWithoutCurrency) ? columns.subtracting([.price]) : columns
    }

    /// Whether products are called by titles that say brand, shade and size too.
    public var hasTitles: Bool { decoder.dialect == .google }

    private var progress: (read: Int, total: Int?) {
        delimited?.progress ?? ndjson?.progress ?? xml?.progress ?? lastProgress
    }
}

extension FeedReader {
    /// How many bytes are looked at to tell what a file is; a pipe may give fewer at once.
    private static var head: Int { 1024 }

    /// The beginning of a source, unpacked where it is gzipped.
    static func window(over source: any ByteSource) throws(CatalogError) -> FeedWindow {
        var window = FeedWindow(head: [], source: source)
        try window.fill(atLeast: Self.head)
        guard GzipSource.isGzip(window.bytes[..<window.end]) else { return window }
        window = FeedWindow(head: [], source: GzipSource(head: window.bytes[..<window.end], source: source))
        try window.fill(atLeast: Self.head)
        return window
    }

    private mutating func open(_ source: any ByteSource) throws(CatalogError) {
        let window = try Self.window(over: source)
        lastProgress = (window.bytesRead, window.totalBytes)
        let head = window.bytes[..<window.end]
        let format = decoder.options.format ?? FeedFormat(firstOf: head)
        let damage = head.isEmpty ? window.damage : nil
        if let fault = Encoding.fault(of: head, as: format) ?? damage {
            decoder.log.add(at: .start, isDamage: damage != nil, fault)
            giveIssues()
            return
        }
        switch format {
        case .csv:
            if let rows = try DelimitedFeed(window: window, options: decoder.options, log: &decoder.log) {
                decoder.usesDecimalComma = rows.usesDecimalComma
                decoder.dialect = rows.dialect
                delimited = rows
            }
        case .ndjson: ndjson = NDJSONFeed(window: window, options: decoder.options)
        case .xml:
            decoder.dialect = .google
            xml = XMLFeed(window: window, options: decoder.options)
        }
        giveIssues()
    }

    private mutating func giveIssues() {
        let issues = decoder.log.take()
        if issues.contains(where: { $0.severity == .error }) { isEmpty = false }
        waiting = issues.reversed().map(FeedItem.issue)
    }

    private mutating func finish() {
        (lastProgress, lastColumns) = (progress, columns)
        delimited = nil
        ndjson = nil
        xml = nil
        if isEmpty, !decoder.log.issues.contains(where: { $0.severity == .error }) {
            decoder.log.add(at: .start, "the file holds no shades: add a row for each")
        }
    }
}
