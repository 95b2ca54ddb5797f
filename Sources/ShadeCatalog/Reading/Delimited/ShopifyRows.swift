/// What Shopify's product export says on a product's first row only, handed on to the rows of its other variants.
///
/// - Source: Shopify Help Center, “Using CSV files to import and export products”.
struct ShopifyRows {
    private let handle: Int?
    private let title: Int?
    private let sku: Int?
    private let price: Int?
    private let status: Int?
    private let published: Int?
    private let options: [(name: Int, value: Int)]
    private let shared: [(field: Int, column: CatalogColumn)]

    private var product: [UInt8] = []
    private var inherited: [CatalogColumn: [UInt8]] = [:]
    private var shadeOption = 0
    private var withdrawal: String?

    /// - Parameter keys: The header's normalised names.
    init(keys: [String]) {
        func place(_ key: String) -> Int? { keys.firstIndex(of: key) }
        handle = place("handle")
        title = place("title")
        sku = place("variantsku")
        price = place("variantprice")
        status = place("status")
        published = place("published")
        options = (1...3).compactMap { number in
            guard let name = place("option\(number)name"), let value = place("option\(number)value") else { return nil }
            return (name, value)
        }
        let columns: [(String, CatalogColumn)] = [
            ("title", .product), ("vendor", .brand), ("type", .category), ("productcategory", .taxonomy),
            ("imagesrc", .picture),
        ]
        shared = columns.compactMap { key, column in place(key).map { ($0, column) } }
    }

    /// Fills in what the row takes from its product's first, and the shade from the option that names it.
    /// - Returns: Whether the row is a variant, and not only another picture.
    mutating func complete(_ record: inout RawRecord, fields: [RawField], bytes: [UInt8]) -> Bool {
        func text(_ field: Int?) -> [UInt8] {
            guard let field, field < fields.count else { return [] }
            return Array(TextDecoding.unescaped(fields[field], in: bytes)[...].trimmed)
        }
        let isNew = text(handle) != product || !text(title).isEmpty
        if isNew {
            product = text(handle)
            inherited = [:]
            for (field, column) in shared { inherited[column] = text(field) }
            let names = options.map { String(decoding: text($0.name), as: UTF8.self).lowercased() }
            shadeOption = names.firstIndex { Self.shadeWords.contains($0) } ?? 0
            let state = String(decoding: text(status), as: UTF8.self).lowercased()
            let isHidden = String(decoding: text(published), as: UTF8.self).lowercased() == "false"
            withdrawal = Self.withdrawals.contains(state) ? state : isHidden ? "not published" : nil
        }
        let values = options.map { text($0.value) }
        guard isNew || !text(sku).isEmpty || !text(price).isEmpty || values.contains(where: { !$0.isEmpty }) else {
            return false
        }
        record.inherited = inherited
        record.withdrawal = withdrawal
        if shadeOption < options.count, record[.shade] == nil {
            let value = values[shadeOption]
            if value.elementsEqual("Default Title".utf8) {
                record.inherited[.shade] = inherited[.product]
            } else {
                record[.shade] = fields[options[shadeOption].value]
            }
        }
        if text(sku).isEmpty {
            let parts = [product] + values.filter { !$0.isEmpty }
            record.inherited[.sku] = Array(
                parts.map { SKUSlug.slug(String(decoding: $0, as: UTF8.self)) }.joined(separator: "-").utf8)
        }
        return true
    }

    /// What a product's status says when the shop does not offer it.
    private static let withdrawals: Set<String> = ["archived", "draft"]
    private static let shadeWords: Set<String> = [
        "color", "colour", "shade", "shades", "tone", "skin tone", "farbe", "couleur", "teinte", "nuance",
    ]
}
