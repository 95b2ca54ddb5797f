/// The brand that a person means: case, accents and signs do not matter, nor do words left out.
enum BrandSearch {
    /// - Parameter brands: as the catalog writes them, each once or more often.
    /// - Returns: the brand in small letters, by which the catalog's ways of writing it are one.
    /// - Throws: `unknown_sku` where none or several are called so, naming those that are near.
    static func brand(
        named text: String, among brands: some Sequence<String>, of kind: String
    ) throws(CatalogError) -> String {
        var (names, index, seen) = ([String](), BrandNames(), Set<String>())
        for brand in brands where seen.insert(brand.lowercased()).inserted {
            index.add(Int32(names.count), name: brand, shades: 1)
            names.append(brand)
        }
        if seen.contains(text.lowercased()) { return text.lowercased() }
        func key(_ text: String) -> String { SearchToken.tokens(of: text).map(\.text).joined() }
        let sought = key(text)
        let called = (index.owners(of: sought) ?? []).map { names[Int($0)] }
        let whole = called.filter { key($0) == sought }
        for found in [whole, called] where found.count == 1 { return found[0].lowercased() }
        let near = called.isEmpty ? index.owners(near: sought).map { names[Int($0)] } : called
        let all = (near.isEmpty ? names : near).sorted()
        let list = all.prefix(8).joined(separator: ", ") + (all.count > 8 ? " …" : "")
        throw CatalogError(code: .unknownSKU, message: "no \(kind) of “\(text)” in the catalog: choose \(list)")
    }
}

extension ShadeCatalog {
    /// The shades of the brand that a person means: `loreal` for L'Oréal, `fenty` for Fenty Beauty where that is the only
    /// Fenty.
    /// - Throws: `unknown_sku` where no brand or several are called so, naming those that are near.
    /// - Complexity: O(`shades.count`).
    public func shades(ofBrand name: String) throws(CatalogError) -> [Shade] {
        let brand = try BrandSearch.brand(named: name, among: shades.lazy.map(\.brand), of: "shade")
        return shades.filter { $0.brand.lowercased() == brand }
    }
}
