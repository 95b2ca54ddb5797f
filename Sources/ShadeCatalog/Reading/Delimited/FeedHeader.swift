/// What the columns of a delimited feed are, as its header and the caller name them.
struct FeedHeader {
    /// The fields to take for a column, the most trusted first.
    private(set) var plan: [(field: Int, column: CatalogColumn)] = []
    private(set) var fieldCount = 0
    private(set) var dialect = FeedDialect.plain
    private(set) var shopify: ShopifyRows?

    /// - Returns: `nil` when the header cannot be used; the log says why.
    init?(_ names: [(name: String, position: FeedPosition)], options: FeedOptions, log: inout IssueLog) {
        fieldCount = names.count
        let keys = names.map { ColumnNames.normalized($0.name) }
        dialect = FeedDialect(keys: Set(keys))
        if dialect == .shopify { shopify = ShopifyRows(keys: keys) }
        var isSound = true
        var taken: [(column: CatalogColumn, rank: Int, field: Int)] = []
        var seen: Set<String> = []
        let columns = KeyNames(options: options, keys: keys)
        for (field, (name, key)) in zip(names, keys).enumerated() {
            guard let (column, rank) = columns.column(name.name) else {
                if dialect == .plain, !key.isEmpty {
                    log.add(.warning, at: name.position, field: name.name, "the column is unknown and ignored")
                }
                continue
            }
            guard seen.insert(key).inserted else {
                log.add(at: name.position, field: name.name, "the column is there twice: remove one")
                isSound = false
                continue
            }
            taken.append((column, rank, field))
        }
        for (column, name) in options.columns where !taken.contains(where: { $0.column == column && $0.rank < 0 }) {
            log.add(
                at: names.first?.position ?? .start,
                "the header has no column “\(name)” to read \(column.name) from: it has "
                    + names.prefix(40).map(\.name).joined(separator: ", "))
            isSound = false
        }
        let lab: [CatalogColumn] = [.lightness, .a, .b]
        let hasLab = lab.allSatisfy { column in taken.contains { $0.column == column } }
        if !hasLab {
            // A lone L may be a lightness of another kind, such as that of HSL.
            for (column, _, field) in taken where lab.contains(column) {
                log.add(
                    .warning, at: names[field].position, field: names[field].name,
                    "the column is ignored: a colour on skin needs L, a and b together")
            }
            taken.removeAll { lab.contains($0.column) }
        }
        plan = taken.sorted { ($0.column.rawValue, $0.rank, $0.field) < ($1.column.rawValue, $1.rank, $1.field) }
            .map { ($0.field, $0.column) }
        let missing = missingColumns(hasLab: hasLab, options: options)
        if !missing.isEmpty {
            log.add(
                at: names.first?.position ?? .start,
                "the header lacks \(missing.joined(separator: "; ")): name every column a shade needs, or map "
                    + "the header that holds it")
            isSound = false
        }
        if !isSound { return nil }
    }

    var columns: Set<CatalogColumn> { Set(plan.map(\.column)) }

    /// What the field of that place is read for.
    func column(ofField field: Int) -> CatalogColumn? { plan.first { $0.field == field }?.column }

    private func missingColumns(hasLab: Bool, options: FeedOptions) -> [String] {
        let columns = columns
        if options.rows == .updates { return columns.contains(.sku) ? [] : ["sku"] }
        var missing: [String] = []
        if !columns.contains(.brand), options.brand == nil { missing.append("brand") }
        if !columns.contains(.product) { missing.append("product") }
        let hasName = columns.contains(.shade) || columns.contains(.shadeCode) || columns.contains(.description)
        if !hasName, !columns.contains(.hex), dialect == .plain { missing.append("shade") }
        if !hasLab, !columns.contains(.hex), !columns.contains(.picture) {
            missing.append("a colour (L, a and b, or hex, or picture)")
        }
        return missing
    }
}
