/// Finds the column a header or key stands for.
struct KeyNames {
    private let mapped: [String: CatalogColumn]
    private let nameIsProduct: Bool

    /// - Parameter keys: All normalised names the feed has, where they are known beforehand.
    init(options: FeedOptions, keys: [String]) {
        mapped = Dictionary(options.columns.map { (ColumnNames.normalized($1), $0) }, uniquingKeysWith: { a, _ in a })
        let products = Set(ColumnNames.names(of: .product))
        nameIsProduct = !keys.isEmpty && !keys.contains { products.contains($0) }
    }

    /// - Returns: The column, and how far down its list of names this one is: -1 where the caller named it.
    func column(_ name: String) -> (column: CatalogColumn, rank: Int)? {
        let key = ColumnNames.normalized(name)
        if let column = mapped[key] { return (column, -1) }
        // The shade's name beside a product's, or else the product's own.
        if key == "name" { return nameIsProduct ? (.product, 100) : (.shade, 100) }
        guard let found = ColumnNames.all[key], !mapped.values.contains(found.column) else { return nil }
        return found
    }
}
