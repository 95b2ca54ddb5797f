import Foundation

/// How a feed is written down.
public enum CatalogFormat: String, CaseIterable, Sendable, Hashable {
    case csv
    /// Newline-delimited JSON.
    case ndjson
}

/// Reads feeds and reports everything that is wrong with them; `ShadeCatalog.read(path:)` is the strict way.
///
/// A CSV feed starts with a header; an NDJSON feed is one flat object a line with the same names for keys. `sku`,
/// `brand`, `product`, `shade`, `category`, `L`, `a` and `b` are needed, the rest may be absent or empty: `lab_sd`,
/// `provenance`, `hex`, `finish`, `coverage`, `price`, `currency`, `undertone`, `depth`, `vegan`, `fragrance_free`,
/// `allergens` (with semicolons between, or `none`), `stock`, `url`.
public enum CatalogReader {
    /// The largest feed read, in bytes: about a million shades.
    public static var byteLimit: Int { 256 << 20 }

    /// Reads a feed from memory.
    /// - Parameter format: As the file's name says; left out, it is told by the first character.
    /// - Returns: The sound shades, and every fault in reading order. Without errors among them the feed is valid.
    /// - Complexity: O(*n*) in the number of bytes.
    public static func read(bytes: [UInt8], format: CatalogFormat? = nil) -> (shades: [Shade], issues: [CatalogIssue]) {
        let log = IssueLog(bytes: bytes)
        var rows = RowCollector(log: log)
        guard EncodingCheck.run(bytes, log: log) else { return ([], log.sorted) }
        switch format ?? guess(bytes) {
        case .csv:
            guard var feed = CSVFeed(bytes: bytes, log: log) else { return ([], log.sorted) }
            while let record = feed.next(log: log) { rows.add(record) }
        case .ndjson:
            guard var feed = NDJSONFeed(bytes: bytes, log: log) else { return ([], log.sorted) }
            while let record = feed.next(log: log) { rows.add(record) }
        }
        if rows.shades.isEmpty, log.issues.allSatisfy({ $0.severity == .warning }) {
            log.add(at: FeedPosition(line: 1, lineStart: 0, offset: 0), "the file holds no shades: add a row for each")
        }
        return (rows.shades, log.sorted)
    }

    /// Reads a feed from a file: `.csv`, `.ndjson`, `.jsonl`, or told by its first character.
    /// - Throws: `unreadable_catalog` when the file cannot be opened or is too large. Faults inside it are returned.
    public static func read(path: String) throws(CatalogError) -> (shades: [Shade], issues: [CatalogIssue]) {
        read(bytes: try bytes(ofFile: path), format: format(ofFile: path))
    }

    private static func bytes(ofFile path: String) throws(CatalogError) -> [UInt8] {
        // In parts and only up to the limit, so that an endless pipe or a vast file costs no more than the limit does.
        var bytes: [UInt8] = []
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            while bytes.count <= byteLimit, let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
                bytes += part
            }
        } catch {
            throw CatalogError(
                code: .unreadableCatalog,
                message: "\(path) cannot be read: check that the file exists, is no folder, and that you may read it")
        }
        guard bytes.count <= byteLimit else {
            throw CatalogError(
                code: .unreadableCatalog,
                message: "\(path) is larger than \(byteLimit >> 20) MiB: split the catalog by brand")
        }
        return bytes
    }

    private static func format(ofFile path: String) -> CatalogFormat? {
        let name = path.lowercased()
        if name.hasSuffix(".csv") { return .csv }
        return name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl") ? .ndjson : nil
    }

    private static func guess(_ bytes: [UInt8]) -> CatalogFormat {
        let first = bytes.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .ndjson : .csv
    }
}

/// Turns records into shades and finds SKUs given twice.
private struct RowCollector {
    private(set) var shades: [Shade] = []
    private var firstLines: [String: Int] = [:]
    private var decoder: ShadeDecoder
    private let log: IssueLog

    init(log: IssueLog) {
        self.log = log
        decoder = ShadeDecoder(log: log)
    }

    mutating func add(_ record: RawRecord) {
        guard let shade = decoder.decode(record) else { return }
        let line = record.position.line
        if let first = firstLines[shade.sku] {
            log.add(
                at: record[.sku]?.position ?? record.position, field: CatalogColumn.sku.name, sku: shade.sku,
                "the SKU of line \(line) is already on line \(first): give every shade its own")
            return
        }
        firstLines[shade.sku] = line
        shades.append(shade)
    }
}
