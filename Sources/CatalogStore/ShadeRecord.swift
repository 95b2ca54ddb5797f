internal import ColorScience
internal import GRDB
internal import ShadeCatalog

/// A row of the table of shades: what the feed listed, and the colour it was settled to.
struct ShadeRecord {
    /// One a column, in the order of `names`.
    var values: [DatabaseValue]

    /// The columns: their SQL types, and the columns of feeds that speak of what they keep, where a feed may be silent
    /// on it. Those up to `listedCount` are the feed's own words.
    private static let columns: [(name: String, type: String, spoken: Set<CatalogColumn>)] = [
        ("sku", "TEXT NOT NULL", []), ("brand", "TEXT NOT NULL", []), ("product", "TEXT NOT NULL", []),
        ("name", "TEXT NOT NULL", []), ("category", "TEXT NOT NULL", []),
        ("variants", "TEXT", [.group]), ("description", "TEXT", [.description]),
        ("statedL", "REAL", lab), ("statedA", "REAL", lab), ("statedB", "REAL", lab),
        // How well a colour is known, and from where, is said of that colour: not of the one that replaces it.
        ("statedSD", "REAL", lab.union([.labSD])), ("statedProvenance", "TEXT", lab.union([.provenance])),
        ("hex", "INTEGER", [.hex]), ("picture", "TEXT", [.picture]),
        ("pictureL", "REAL", [.picture]), ("pictureA", "REAL", [.picture]), ("pictureB", "REAL", [.picture]),
        ("pictureSD", "REAL", [.picture]),
        ("finish", "TEXT", [.finish]), ("coverage", "TEXT", [.coverage]),
        ("price", "REAL", [.price]), ("currency", "TEXT", [.price]), ("undertone", "TEXT", [.undertone]),
        ("depth", "TEXT", [.depth]), ("vegan", "INTEGER", [.vegan]), ("fragranceFree", "INTEGER", [.fragranceFree]),
        ("allergens", "TEXT", [.allergens]), ("stock", "INTEGER", [.stock, .availability]), ("url", "TEXT", [.url]),
        ("formula", "TEXT", [.formula]), ("wear", "REAL", [.wear]), ("skinTypes", "TEXT", [.skinTypes]),
        ("l", "REAL NOT NULL", []), ("a", "REAL NOT NULL", []), ("b", "REAL NOT NULL", []),
        ("sd", "REAL NOT NULL", []), ("provenance", "TEXT NOT NULL", []), ("swatch", "INTEGER NOT NULL", []),
    ]
    private static let lab: Set<CatalogColumn> = [.lightness, .a, .b]
    static let listedCount = 32

    static let names = columns.map(\.name)
    static let columnList = names.joined(separator: ", ")
    static let listedList = names.prefix(listedCount).joined(separator: ", ")
    /// As the first schema had them, and those that came after it.
    static let firstDefinitions = definitions { !added.contains($0) }
    static let addedDefinitions = columns.filter { added.contains($0.name) }.map { "\($0.name) \($0.type)" }
    private static let added: Set = ["formula", "wear", "skinTypes"]
    static let listedDefinitions = definitions(where: names.prefix(listedCount).contains)

    private static func definitions(where isTaken: (String) -> Bool) -> String {
        columns.filter { isTaken($0.name) }.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
    }

    /// `columnList` for a catalog that may have been written before all of the columns were there.
    static func columnList(in db: Database) throws -> String {
        let there = Set(try db.columns(in: "shade").map(\.name))
        return names.map { there.contains($0) ? $0 : "NULL AS \($0)" }.joined(separator: ", ")
    }

    static func index(of name: String) -> Int {
        guard let index = names.firstIndex(of: name) else { preconditionFailure("there is no column \(name)") }
        return index
    }

    static let brand = index(of: "brand")

    /// What a feed with no more than these columns says nothing of.
    static func unspoken(in columns: Set<CatalogColumn>) -> [String] {
        self.columns.filter { !$0.spoken.isEmpty && $0.spoken.isDisjoint(with: columns) }.map(\.name)
    }

    static let price = index(of: "price")
    static let currency = index(of: "currency")
    static let stock = index(of: "stock")
    private static let skin = index(of: "l")

    /// - Parameter row: Starts with the columns of `columnList`, or of `listedList`.
    init(_ row: Row) {
        values = (0..<min(row.count, Self.columns.count)).map { row[$0] }
    }

    init(listed: ListedShade) {
        values = Self.values(of: listed)
    }

    /// - Parameter shade: What became of `listed`.
    init(listed: ListedShade, settled shade: Shade) {
        values = Self.values(of: listed)
        values += [
            shade.lab.lightness.databaseValue, shade.lab.a.databaseValue, shade.lab.b.databaseValue,
            shade.labUncertainty.databaseValue, shade.provenance.rawValue.databaseValue,
            shade.swatch.number.databaseValue,
        ]
    }
}

extension ShadeRecord {
    /// The columns in which another record of the same SKU differs.
    func fields(differingFrom other: ShadeRecord) -> [String] {
        zip(Self.names, zip(values, other.values)).compactMap { $1.0 == $1.1 ? nil : $0 }
    }

    var sku: String { text(0) ?? "" }

    /// `Brand Product, Name`.
    var label: String {
        ProductLabel.text(brand: text(1) ?? "", product: text(2) ?? "", shade: text(3) ?? "")
    }

    var lab: Lab<D65> { Lab(number(Self.skin) ?? 0, number(Self.skin + 1) ?? 0, number(Self.skin + 2) ?? 0) }

    /// - Throws: `unreadable_catalog` when a column holds what no import writes.
    var shade: Shade {
        get throws(CatalogError) {
            guard values.count == Self.columns.count, ShadeCategory(rawValue: text(4) ?? "") != nil,
                lab.lightness.isFinite, lab.a.isFinite, lab.b.isFinite,
                let sd = number(Self.skin + 3), sd >= 0, sd.isFinite, price?.amount.isFinite != false,
                number(30).map(Shade.wears.contains) != false,
                let provenance = ShadeProvenance(rawValue: text(Self.skin + 4) ?? ""),
                let swatch = SRGB8(number: Int.fromDatabaseValue(values[Self.skin + 5]) ?? -1)
            else {
                throw CatalogError(
                    code: .unreadableCatalog,
                    message: "the catalog's row of SKU \(sku) is damaged: import its feed into a new file")
            }
            return Shade(listed(), lab: lab, uncertainty: sd, provenance: provenance, swatch: swatch)
        }
    }

    /// - Parameter line: Of the feed, or 0 when the record comes from the catalog.
    func listed(line: Int = 0) -> ListedShade {
        var listed = ListedShade(
            line: line, sku: sku, brand: text(1) ?? "", product: text(2) ?? "", name: text(3) ?? "",
            category: ShadeCategory(rawValue: text(4) ?? "") ?? .foundation)
        listed.group = text(5)
        listed.description = text(6)
        if let l = number(7), let a = number(8), let b = number(9) { listed.lab = Lab(l, a, b) }
        listed.labUncertainty = number(10)
        listed.provenance = text(11).flatMap(ShadeProvenance.init)
        listed.hex = Int.fromDatabaseValue(values[12]).flatMap(SRGB8.init(number:))
        listed.picture = text(13)
        if let l = number(14), let a = number(15), let b = number(16), let sd = number(17) {
            listed.pictured = DrawnColor(lab: Lab(l, a, b), sd: sd)
        }
        listed.finish = text(18).flatMap(Finish.init)
        listed.coverage = text(19).flatMap(Coverage.init)
        listed.price = price
        listed.undertone = text(22).flatMap(ShadeUndertone.init)
        listed.depth = text(23)
        listed.isVegan = flag(24)
        listed.isFragranceFree = flag(25)
        listed.allergens = allergens
        listed.stock = Int.fromDatabaseValue(values[27])
        listed.url = text(28)
        listed.formula = text(29).flatMap(Formula.init)
        listed.wear = number(30)
        listed.skinTypes = text(31).map { Set($0.split(separator: ";").compactMap { SkinType(rawValue: String($0)) }) }
        return listed
    }

    private static func values(of listed: ListedShade) -> [DatabaseValue] {
        [
            listed.sku.databaseValue, listed.brand.databaseValue, listed.product.databaseValue,
            listed.name.databaseValue, listed.category.rawValue.databaseValue, value(listed.group),
            value(listed.description), value(listed.lab?.lightness), value(listed.lab?.a), value(listed.lab?.b),
            value(listed.labUncertainty), value(listed.provenance?.rawValue), value(listed.hex?.number),
            value(listed.picture), value(listed.pictured?.lab.lightness), value(listed.pictured?.lab.a),
            value(listed.pictured?.lab.b), value(listed.pictured?.sd), value(listed.finish?.rawValue),
            value(listed.coverage?.rawValue),
            value(listed.price?.amount), value(listed.price?.currency), value(listed.undertone?.rawValue),
            value(listed.depth), value(listed.isVegan), value(listed.isFragranceFree),
            value(listed.allergens?.joined(separator: ";")), value(listed.stock), value(listed.url),
            value(listed.formula?.rawValue), value(listed.wear),
            value(listed.skinTypes?.names.joined(separator: ";")),
        ]
    }

    private static func value(_ value: (any DatabaseValueConvertible)?) -> DatabaseValue {
        value?.databaseValue ?? .null
    }

    private func text(_ index: Int) -> String? { String.fromDatabaseValue(values[index]) }
    private func number(_ index: Int) -> Double? { Double.fromDatabaseValue(values[index]) }
    private func flag(_ index: Int) -> Bool? { Bool.fromDatabaseValue(values[index]) }

    private var price: Price? {
        guard let amount = number(Self.price), let currency = text(Self.currency) else { return nil }
        return Price(amount: amount, currency: currency)
    }

    /// An empty list says that there are none; no value, that nothing is declared.
    private var allergens: [String]? {
        text(26).map { $0.split(separator: ";").map(String.init) }
    }
}

extension SRGB8 {
    /// `0xRRGGBB`.
    fileprivate var number: Int { Int(red) << 16 | Int(green) << 8 | Int(blue) }

    fileprivate init?(number: Int) {
        guard (0...0xFF_FFFF).contains(number) else { return nil }
        self.init(red: UInt8(number >> 16), green: UInt8(number >> 8 & 0xFF), blue: UInt8(number & 0xFF))
    }
}
