import ColorKernels
import ColorScience
public import ShadeCatalog

/// The shades of one category that a shop offers, and what a customer may care about in them.
public struct Offer: Sendable {
    public let category: ShadeCategory
    /// Each in one size, in the catalog's order.
    public let shades: [Shade]
    public let space: TasteSpace
    /// Of every shade: log-odds that she keeps it.
    let scores: [Score]
    private let indices: [String: Int]

    /// - Throws: `unknown_category` when the category has no colour difference to skin, or the catalog none of it.
    public init(catalog: ShadeCatalog, category: ShadeCategory) throws(CatalogError) {
        let matcher = try ShadeMatcher(catalog: catalog, category: category)
        self.category = category
        shades = matcher.shades
        let space = TasteSpace(shades: shades)
        self.space = space
        scores = matcher.shades.map { shade in
            var score = Score(dimensions: space.attributes.count)
            score.constant = KeepModel.base
            score.taste = space.features(of: shade).map(Double.init)
            score.near = Score.Near(lab: category.skin(of: shade), strength: 1)
            return score
        }
        indices = Dictionary(uniqueKeysWithValues: matcher.shades.enumerated().map { ($1.sku, $0) })
    }

    /// The place of a shade among `shades`.
    func index(of sku: String) -> Int? { indices[sku] }
}

extension ShadeCategory {
    /// The skin on which a shade is the one that the category aims at.
    func skin(of shade: Shade) -> Lab<D65> {
        guard let aim = target(on: shade.lab) else { return shade.lab }
        return shade.lab - (aim - shade.lab)
    }
}
