internal import ColorScience

/// Settles the colour on skin of what feeds list.
public struct ShadeSettler: Sendable {
    public init() {}

    /// The shade, with its colour as stated; where only a swatch is stated, the swatch's, as an estimate.
    /// - Returns: `nil` where the feed gives a picture alone, which has to be measured first.
    public func settle(_ listed: ListedShade) -> Shade? {
        guard let lab = listed.lab ?? listed.hex?.lab else { return nil }
        let provenance = listed.lab == nil ? .estimated : listed.provenance ?? .declared
        var shade = Shade(
            sku: listed.sku, brand: listed.brand, product: listed.product, name: listed.name,
            category: listed.category, lab: lab, labUncertainty: listed.lab == nil ? nil : listed.labUncertainty,
            provenance: provenance, swatch: listed.hex)
        shade.finish = listed.finish
        shade.coverage = listed.coverage
        shade.price = listed.price
        shade.undertone = listed.undertone
        shade.depth = listed.depth
        shade.isVegan = listed.isVegan
        shade.isFragranceFree = listed.isFragranceFree
        shade.allergens = listed.allergens
        shade.stock = listed.stock
        shade.url = listed.url
        return shade
    }
}
