/// Gathers what is wrong with the row being read, and turns byte offsets into the columns an editor shows.
struct IssueLog {
    /// What positions refer to: the window, while a row of it is read.
    var bytes: [UInt8] = []
    private(set) var issues: [CatalogIssue] = []
    private var said: Set<FeedNotice> = []

    mutating func add(
        _ severity: CatalogIssue.Severity = .error, at position: FeedPosition, field: String? = nil, sku: String? = nil,
        isDamage: Bool = false, _ message: String
    ) {
        issues.append(
            CatalogIssue(
                severity: severity, line: position.line, column: position.column(in: bytes), field: field, sku: sku,
                message: message, isDamage: isDamage))
    }

    var hasDamage: Bool { issues.contains(where: \.isDamage) }

    /// Whether this is the first time something is to be said that holds for the whole feed.
    mutating func isFirst(_ notice: FeedNotice) -> Bool { said.insert(notice).inserted }

    func wasSaid(_ notice: FeedNotice) -> Bool { said.contains(notice) }

    /// The issues so far, in reading order; the log is empty then.
    mutating func take() -> [CatalogIssue] {
        defer { issues.removeAll(keepingCapacity: true) }
        return issues.inReadingOrder
    }
}

/// What holds for every row of a feed and is said once.
enum FeedNotice {
    case priceWithoutCurrency, dollar, decimalComma, negativeStock
}

/// What reading a row came to.
enum RowOutcome {
    case shade(ListedShade)
    /// The row gives no shade; an error was logged, but for a withdrawn product that names no SKU.
    case refused
    /// The row is sound and is no shade, such as a second picture.
    case skipped
    case end
}
