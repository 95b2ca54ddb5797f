/// The brand that a person means: case, accents and signs do not matter, nor do words left out.
enum BrandSearch {
    /// - Parameter brands: as the catalog writes them, each once or more often.
    /// - Returns: the brand in small letters, by which the catalog's ways of writing it are one.
    /// - Throws: `unknown_sku` where none or several are called so, naming those that are near.
    static func brand(
        named text: String, among brands: some Sequence<String>, of kind: String
    ) throws(CatalogError) -> String {
        var names: [String: String] = [:]
        for brand in brands where names[brand.lowercased()] == nil { names[brand.lowercased()] = brand }
        if names[text.lowercased()] != nil { return text.lowercased() }
        let sought = key(SearchToken.tokens(of: text)[...])
        let tokens = names.mapValues { SearchToken.tokens(of: $0) }
        let whole = tokens.filter { key($0.value[...]) == sought }
        let partly = tokens.filter { runs(of: $0.value).contains(sought) }
        if let found = [whole, partly].first(where: { $0.count == 1 })?.keys.first { return found }
        var near = partly
        if near.isEmpty {
            near = tokens.filter { runs(of: $0.value).contains { SearchVocabulary.isOneSlip(sought, $0) } }
        }
        let all = near.isEmpty ? Array(names.values) : near.keys.compactMap { names[$0] }
        let list = all.sorted().prefix(8).joined(separator: ", ") + (all.count > 8 ? " …" : "")
        throw CatalogError(code: .unknownSKU, message: "no \(kind) of “\(text)” in the catalog: choose \(list)")
    }

    private static func key(_ tokens: ArraySlice<SearchToken>) -> String { tokens.map(\.text).joined() }

    /// Neighbouring words of a name, written as one.
    private static func runs(of tokens: [SearchToken]) -> Set<String> {
        Set(
            tokens.indices.flatMap { start in
                (start + 1...tokens.count).map { key(tokens[start..<$0]) }
            })
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
