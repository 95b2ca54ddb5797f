package import ColorScience
package import ShadeCatalog

/// A shade that somebody says fits her, and the skin it tells of.
package struct WornShade: Sendable {
    /// What she said.
    package let text: String
    package let found: ShadeSearch.Answer
    package let shade: Shade
    /// What was understood of the words; `nil` for a SKU.
    package var understood: String? { found.isSKU(text) ? nil : found.words }

    /// People call a shade fitting that is within the tolerance at which most notice: half of it, a coordinate.
    private static let fit = 1.0

    /// - Parameter text: A SKU, or brand and shade as one would say them.
    /// - Throws: `unknown_sku`, with the nearest there are; `ambiguous_shade`, with those it may be; `unknown_category`
    ///   when the shade tells nothing of skin.
    package init(_ text: String, in catalog: ShadeCatalog) throws(CatalogError) {
        self.text = text
        found = try ShadeSearch(catalog: catalog).find(text)
        shade = found.candidates[0].shade
        try Self.refuse(text, rivals: found.rivals.map(\.shade), of: shade)
        guard shade.tellsOfSkin else {
            let kind = shade.isColorCorrector ? "colour corrector" : shade.category.rawValue
            throw CatalogError(
                code: .unknownCategory,
                message: "\(shade.sku) is a \(kind) and tells nothing of the skin: "
                    + "name a foundation, a concealer or a tint")
        }
    }

    /// A wrong guess would match a stranger's skin: shades whose colours differ by more than a match have to be told
    /// apart by the person.
    private static func refuse(_ text: String, rivals: [Shade], of shade: Shade) throws(CatalogError) {
        let others = rivals.filter { $0.category.isBase && $0.lab.deltaE00(to: shade.lab) > 2 }
        guard !others.isEmpty else { return }
        let named = ([shade] + others).prefix(ShadeSearch.Answer.named)
            .map { "“\($0.fullName)” (\($0.sku))" }
        let rest = others.count + 1 - named.count
        throw CatalogError(
            code: .ambiguousShade,
            message: "“\(text)” fits \(others.count + 1) shades of different colours: "
                + named.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
                + ": name product and shade, or the SKU")
    }

    /// The skin it fits.
    package var skin: Lab<D65> { shade.skinItFits }

    /// How well that is known: of each of L*, a* and b*.
    package var standardDeviation: Double {
        (shade.labUncertainty * shade.labUncertainty + Self.fit * Self.fit).squareRoot()
    }
}
