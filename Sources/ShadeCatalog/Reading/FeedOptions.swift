/// What to know about a feed that the feed does not say itself.
public struct FeedOptions: Sendable, Hashable {
    /// What a row has to hold.
    public enum Rows: Sendable, Hashable {
        /// Everything a shade needs.
        case shades
        /// A SKU; the rest is read where it is there.
        case updates
    }

    /// Updates may lack everything but their SKU.
    public var rows: Rows
    /// How it is written; `nil`: told by the file's name, then by its first character.
    public var format: FeedFormat?
    /// The header or key to read a column from, where its own name does not tell: `hex` from `Colour`.
    public var columns: [CatalogColumn: String]
    /// The category of rows that name none, neither in a column nor in the product's name.
    public var category: ShadeCategory?
    /// The brand of rows that name none.
    public var brand: String?
    /// Three capitals of ISO 4217: the currency of prices that name none, and of a bare `$`.
    public var currency: String?

    public init(
        rows: Rows = .shades, format: FeedFormat? = nil, columns: [CatalogColumn: String] = [:],
        category: ShadeCategory? = nil,
        brand: String? = nil, currency: String? = nil
    ) {
        self.rows = rows
        self.format = format
        self.columns = columns
        self.category = category
        self.brand = brand
        self.currency = currency
    }
}

extension FeedOptions {
    /// Takes one `column=header`, such as `hex=Colour`, as a person typed it.
    /// - Throws: `unknown_column`, with the columns there are, or where two headers are named for one.
    public mutating func map(_ text: String) throws(CatalogError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty else {
            throw CatalogError(
                code: .unknownColumn, message: "“\(text)” maps nothing: write column=header, such as hex=Colour")
        }
        guard let column = CatalogColumn(name: parts[0]) else {
            throw CatalogError(
                code: .unknownColumn, message: "“\(parts[0])” is no column: choose \(CatalogColumn.nameList)")
        }
        if let other = columns[column], other != parts[1] {
            throw CatalogError(
                code: .unknownColumn, message: "\(parts[0]) is read from “\(other)” or “\(parts[1])”: name one of them")
        }
        columns[column] = parts[1]
    }
}
