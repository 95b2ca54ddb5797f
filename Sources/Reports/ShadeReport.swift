import ColorScience
package import ShadeCatalog

/// A shade as JSON shows it, wherever it does.
package struct ShadeReport: Encodable, Sendable {
    package let sku: String
    package let brand: String
    package let product: String
    package let shade: String
    /// Absent among shades of one category, which is told of all at once.
    package let category: String?
    package let hex: String
    package let lab: [Double]
    package let finish: String?
    package let coverage: String?
    package let formula: String?
    /// Hours.
    package let wear: Double?
    package let skinTypes: [String]?
    package let price: Price?
    package let inStock: Bool
    package let url: String?

    package struct Price: Encodable, Sendable {
        package let amount: Double
        package let currency: String
    }

    package init(_ shade: Shade, tellsCategory: Bool = true) {
        (sku, brand, product, self.shade) = (shade.sku, shade.brand, shade.product, shade.name)
        category = tellsCategory ? shade.category.rawValue : nil
        (hex, lab) = (shade.swatch.hex, shade.lab.report)
        (finish, coverage) = (shade.finish?.rawValue, shade.coverage?.rawValue)
        (formula, wear) = (shade.formula?.rawValue, shade.wear)
        skinTypes = shade.skinTypes?.names
        price = shade.price.map { Price(amount: $0.amount, currency: $0.currency) }
        (inStock, url) = (shade.isInStock, shade.url)
    }
}
