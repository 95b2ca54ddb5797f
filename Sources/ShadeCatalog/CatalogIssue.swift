/// One thing wrong with a feed, and where.
public struct CatalogIssue: Sendable, Hashable {
    /// What becomes of the row.
    public enum Severity: String, Sendable, CaseIterable {
        /// The row cannot be used.
        case error
        /// The row is used as it is; someone should look.
        case warning
    }

    /// Whether the row is left out or used.
    public var severity: Severity
    /// From 1, as an editor counts: a quoted line break starts a new line.
    public var line: Int
    /// The character of the line at which the field starts, from 1.
    public var column: Int
    /// The name of the CSV column or JSON key, where the fault lies in one.
    public var field: String?
    /// The row's SKU, where it has one.
    public var sku: String?
    /// Cause and remedy in a sentence.
    public var message: String
    /// Whether the file as a whole is damaged, and not this row alone: cut short, or in another encoding. What else it
    /// holds, and what it lost, is uncertain then.
    public var isDamage: Bool

    public init(
        severity: Severity = .error, line: Int, column: Int, field: String? = nil, sku: String? = nil, message: String,
        isDamage: Bool = false
    ) {
        self.severity = severity
        self.line = line
        self.column = column
        self.field = field
        self.sku = sku
        self.message = message
        self.isDamage = isDamage
    }
}

extension [CatalogIssue] {
    /// As they stand in the feed; a picture, say, is looked at when its row has been read.
    package var inReadingOrder: Self { count < 2 ? self : sorted { ($0.line, $0.column) < ($1.line, $1.column) } }
}

extension CatalogIssue {
    /// `feed.csv:14:23: L, SKU AB-12: …`, as compilers write it, so that editors can jump there.
    public func description(file: String) -> String {
        let subject = [field, sku.map { "SKU \($0)" }].compactMap(\.self).joined(separator: ", ")
        let kind = severity == .warning ? "warning: " : ""
        return "\(file):\(line):\(column): \(kind)\(subject.isEmpty ? "" : subject + ": ")\(message)"
    }
}
