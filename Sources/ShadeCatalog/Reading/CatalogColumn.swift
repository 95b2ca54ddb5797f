/// What a feed can say of a shade: the columns of a CSV feed, which are also the keys of an NDJSON one.
public enum CatalogColumn: Int, CaseIterable, Sendable, Hashable {
    case sku, brand, product, shade, shadeCode, category, taxonomy, lightness, a, b
    case labSD, provenance, hex, picture, group, description, finish, coverage, formula, wear, skinTypes
    case price, currency
    case undertone, depth, vegan, fragranceFree, allergens, stock, availability, url

    /// As this project writes it in feeds of its own.
    public var name: String {
        switch self {
        case .shadeCode: "shade_code"
        case .lightness: "L"
        case .labSD: "lab_sd"
        case .fragranceFree: "fragrance_free"
        case .skinTypes: "skin_types"
        default: "\(self)"
        }
    }

    /// The column of a name, in either case.
    public init?(name: String) {
        guard let column = Self.allCases.first(where: { $0.name.lowercased() == name.lowercased() }) else { return nil }
        self = column
    }

    /// Whether neighbouring rows often hold the same text.
    var repeats: Bool {
        switch self {
        case .brand, .product, .depth, .allergens, .category, .taxonomy, .group, .description: true
        default: false
        }
    }

    /// Whether the beginning of a value passes for a value of its own: a number, a colour, an address, a SKU.
    var mayBeCutUnseen: Bool {
        switch self {
        case .sku, .lightness, .a, .b, .labSD, .hex, .price, .stock, .url, .wear: true
        default: false
        }
    }

    static let nameList = allCases.map(\.name).joined(separator: ", ")
}
