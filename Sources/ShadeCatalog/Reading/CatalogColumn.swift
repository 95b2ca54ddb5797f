/// The columns of a CSV feed, which are also the keys of an NDJSON one.
enum CatalogColumn: Int, CaseIterable {
    case sku, brand, product, shade, category, lightness, a, b
    case labSD, provenance, hex, finish, coverage, price, currency, undertone, depth
    case vegan, fragranceFree, allergens, stock, url

    static let required: [Self] = [.sku, .brand, .product, .shade, .category, .lightness, .a, .b]

    var name: String {
        switch self {
        case .lightness: "L"
        case .labSD: "lab_sd"
        case .fragranceFree: "fragrance_free"
        default: "\(self)"
        }
    }

    /// Whether neighbouring rows often hold the same text.
    var repeats: Bool { self == .brand || self == .product || self == .depth || self == .allergens }

    /// By name, in either case.
    static let named: [String: Self] = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.name.lowercased(), $0) })

    static let nameList = allCases.map(\.name).joined(separator: ", ")
}
