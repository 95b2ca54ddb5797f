/// The shades a shop sells.
public struct ShadeCatalog: Sendable {
    /// In the feed's order; every SKU once.
    public let shades: [Shade]

    /// Twelve hexadecimal digits that change when any shade does.
    ///
    /// The same shades give the same version whatever their order and the format they were read from.
    public let version: String

    private let indices: [String: Int]

    /// - Throws: `invalid_catalog` when two shades share a SKU.
    /// - Complexity: O(*n*).
    public init(shades: [Shade]) throws(CatalogError) {
        var indices = [String: Int](minimumCapacity: shades.count)
        for (index, shade) in shades.enumerated() where indices.updateValue(index, forKey: shade.sku) != nil {
            throw CatalogError(
                code: .invalidCatalog, message: "SKU \(shade.sku) appears twice: give every shade its own")
        }
        self.shades = shades
        self.indices = indices
        var fingerprint = CatalogFingerprint()
        for shade in shades { fingerprint.add(shade.fingerprint) }
        version = fingerprint.version
    }
}

extension ShadeCatalog {
    /// - Complexity: O(1).
    public func shade(sku: String) -> Shade? { indices[sku].map { shades[$0] } }

    /// The shades of a category, in the feed's order.
    /// - Complexity: O(*n*).
    public func shades(in category: ShadeCategory) -> [Shade] { shades.filter { $0.category == category } }

    /// The shades of a category that can be ranked for a skin: all but colour correctors, which are no skin's colour.
    /// - Throws: `unknown_category` when there are none, with the categories there are.
    /// - Complexity: O(*n*).
    func ranked(_ category: ShadeCategory) throws(CatalogError) -> [Shade] {
        let found = shades(in: category).withoutCorrectors
        guard found.isEmpty else { return found }
        let ranked = Set(shades.withoutCorrectors.map(\.category))
        let present = ShadeCategory.allCases.filter(ranked.contains)
        let remedy = present.isEmpty ? "add shades of it" : "choose \(ShadeCategory.list(present)), or add shades of it"
        let correctors = shades.contains { $0.category == category } ? " but colour correctors" : ""
        throw CatalogError(
            code: .unknownCategory, message: "the catalog holds no \(category.rawValue)\(correctors): \(remedy)")
    }
}
