/// Gathers what is wrong with a feed, and turns byte offsets into the columns an editor shows.
final class IssueLog {
    let bytes: [UInt8]
    private(set) var issues: [CatalogIssue] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    func add(
        _ severity: CatalogIssue.Severity = .error, at position: FeedPosition, field: String? = nil, sku: String? = nil,
        _ message: String
    ) {
        let characters = String(decoding: bytes[position.lineStart..<position.offset], as: UTF8.self).count
        issues.append(
            CatalogIssue(
                severity: severity, line: position.line, column: characters + 1, field: field, sku: sku,
                message: message))
    }

    /// In reading order.
    var sorted: [CatalogIssue] { issues.sorted { ($0.line, $0.column) < ($1.line, $1.column) } }
}
