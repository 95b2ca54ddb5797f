public import ColorScience

/// A skin colour that was measured, with a name to know it by.
public struct SkinMeasurement: Sendable, Hashable {
    /// As the file names it, or the number of its line.
    public var id: String
    /// L* in 0...100, a* and b* within ±128.
    public var lab: Lab<D65>
    /// Standard deviation of each of L*, a* and b*, in Lab units; 0 where the file states none.
    public var standardDeviation: Double
    /// The photo it belongs to, where the file has a column `path`.
    public var path: String?
}

/// Reads measured skin colours from CSV or TSV, a row at a time: the columns `L`, `a` and `b`, and `id`, `sd` and
/// `path` where they are there; others are passed over.
public struct MeasurementReader {
    /// What a row holds.
    public enum Item: Sendable, Hashable {
        /// A row that can be used.
        case measurement(SkinMeasurement)
        /// A row that cannot be used, and the name it gives itself.
        case issue(CatalogIssue, id: String? = nil)
    }

    private var window: FeedWindow
    private var scanner: DelimitedScanner
    private var line: Int
    private var log = IssueLog()
    private var waiting: [CatalogIssue] = []
    private var isEmpty = true
    /// The lines of the names so far.
    private var names = LineTable()
    private let columns: [String: Int]
    private let width: Int
    private let namesRows: Bool

    /// Whether the header has the column.
    public func has(column: String) -> Bool { columns[column] != nil }

    /// - Parameters:
    ///   - path: A file, gzipped or not, or `-` for standard input.
    ///   - namesRows: Whether `id` names a row, so that no two may have the same, and `sd` is read. Otherwise both are
    ///     passed over as other columns are, and rows are known by their line.
    /// - Throws: `invalid_measurement` when it cannot be read, is no text in UTF-8 or its header lacks a column.
    public init(path: String, namesRows: Bool = true) throws(CatalogError) {
        self.namesRows = namesRows
        var line = 1
        var log = IssueLog()
        var window = try FeedReader.window(over: FileSource(path: path, orThrow: .invalidMeasurement))
        if let fault = Encoding.fault(of: window.bytes[..<window.end], as: .csv) {
            throw CatalogError(code: .invalidMeasurement, message: "\(path): \(fault)")
        }
        if window.bytes[..<window.end].starts(with: [0xEF, 0xBB, 0xBF]) { window.start = 3 }
        var scanner = DelimitedScanner(delimiter: try DelimitedFeed.delimiter(of: &window))
        guard try DelimitedFeed.advance(&window, &scanner, &line, log: &log) == .record else {
            let fault = log.take().first?.message ?? window.damage
            throw CatalogError(
                code: .invalidMeasurement,
                message: fault.map { "the header of \(path) cannot be read: \($0)" }
                    ?? "\(path) is empty: write a header with the columns L, a, b, and a row for each colour")
        }
        let names = scanner.fields.map { Self.text(of: $0, in: window).lowercased() }
        let missing = ["l", "a", "b"].filter { !names.contains($0) }
        guard missing.isEmpty else {
            let list = missing.map { $0 == "l" ? "L" : $0 }.joined(separator: ", ")
            throw CatalogError(
                code: .invalidMeasurement,
                message: "the header of \(path) lacks \(list): name the columns in its first line, such as id,L,a,b,sd")
        }
        columns = Dictionary(zip(names, names.indices)) { first, _ in first }
        width = names.count
        self.line = line
        self.window = window
        self.scanner = scanner
    }

    /// The next row; `nil` at the end.
    /// - Throws: `unreadable_catalog` when the file cannot be read on.
    public mutating func next() throws(CatalogError) -> Item? {
        while true {
            if !waiting.isEmpty {
                isEmpty = false
                return .issue(waiting.removeFirst())
            }
            let outcome = try DelimitedFeed.advance(&window, &scanner, &line, log: &log)
            waiting = log.take()
            switch outcome {
            case .broken: continue
            case .nothing, .incomplete:
                if !waiting.isEmpty { continue }
                if let damage = window.damage { throw CatalogError(code: .unreadableCatalog, message: damage) }
                guard isEmpty else { return nil }
                isEmpty = false
                return .issue(
                    CatalogIssue(line: line, column: 1, message: "the file holds no colours: add a row for each"))
            case .record:
                isEmpty = false
                let start = scanner.start.line
                let id = statedID
                guard scanner.fields.count == width else {
                    return .issue(
                        CatalogIssue(
                            line: start, column: 1,
                            message: "the row has \(scanner.fields.count) fields where the header has \(width): leave "
                                + "empty what is unknown, and quote what holds the separator"), id: id)
                }
                return item(line: start, id: id)
            }
        }
    }

    private var statedID: String? { namesRows ? stated("id") : nil }

    /// What stands in a column; `nil` where it is empty, or there is none.
    private func stated(_ column: String) -> String? {
        guard let place = columns[column], place < scanner.fields.count else { return nil }
        let text = Self.text(of: scanner.fields[place], in: window)
        return text.isEmpty ? nil : text
    }

    private mutating func item(line: Int, id: String?) -> Item {
        if let id {
            var hash = ContentHash()
            hash.combine(id)
            if let first = names.enter(hash.finished, line: line) {
                return .issue(
                    CatalogIssue(
                        line: line, column: 1, field: "id",
                        message: "is already on line \(first): give every row its own"), id: id)
            }
        }
        var numbers: [String: Double] = [:]
        for (name, range) in [("l", 0.0...100), ("a", -128...128), ("b", -128...128), ("sd", 0...50)] {
            guard let place = columns[name], namesRows || name != "sd" else { continue }
            let field = scanner.fields[place]
            let text = Self.text(of: field, in: window)
            if name == "sd", text.isEmpty { continue }
            // Where commas do not part the fields, they are decimal ones.
            let digits = scanner.delimiter == UInt8(ascii: ",") ? text : text.replacing(",", with: ".")
            guard let value = Array(digits.utf8)[...].decimalNumber, range.contains(value) else {
                return .issue(
                    CatalogIssue(
                        line: field.position.line, column: field.position.column(in: window.bytes),
                        field: name == "l" ? "L" : name,
                        message: "is no number from \(Int(range.lowerBound)) to \(Int(range.upperBound)): "
                            + "write one, such as 12.5"), id: id)
            }
            numbers[name] = value
        }
        return .measurement(
            SkinMeasurement(
                id: id ?? "line \(line)", lab: Lab(numbers["l"] ?? 0, numbers["a"] ?? 0, numbers["b"] ?? 0),
                standardDeviation: numbers["sd"] ?? 0, path: stated("path")))
    }

    private static func text(of field: RawField, in window: FeedWindow) -> String {
        String(decoding: TextDecoding.unescaped(field, in: window.bytes)[...].trimmed, as: UTF8.self)
    }
}
