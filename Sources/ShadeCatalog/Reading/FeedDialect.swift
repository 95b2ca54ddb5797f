/// Whose conventions a feed follows.
enum FeedDialect {
    case plain
    /// Google Merchant Center's product data specification.
    case google
    /// Shopify's product export: a row a variant, and the product's own fields on its first row only.
    case shopify

    /// - Parameter keys: Normalised names.
    init(keys: Set<String>) {
        if keys.contains("handle"), keys.contains("variantsku") || keys.contains("option1value") {
            self = .shopify
        } else if keys.contains("id"), keys.contains("title"),
            !keys.isDisjoint(with: ["imagelink", "itemgroupid", "googleproductcategory", "availability", "link"])
        {
            self = .google
        } else {
            self = .plain
        }
    }
}
