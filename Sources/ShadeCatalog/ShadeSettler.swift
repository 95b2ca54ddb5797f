package import ColorScience

/// Settles the colour on skin of what feeds list.
///
/// A Lab the feed states is taken as it stands. A swatch's hex, or where there is none its measured picture, is a
/// colour on a screen: for base shades it goes through the swatch → skin map; for the others, and for colour
/// correctors, it is the colour, uncertain.
public struct ShadeSettler: Sendable {
    /// From swatches to skin; shades with a stated Lab do without.
    public let map: SwatchSkinMap

    public init(map: SwatchSkinMap = .typical) { self.map = map }

    /// The shade; `nil` where the feed gives a picture alone and it was not measured.
    /// - Parameter clues: What the names say, read with the rest of the line.
    /// - Complexity: O(1).
    public func settle(_ listed: ListedShade, clues: ShadeClues) -> Shade? {
        if let lab = listed.lab {
            return Shade(
                listed, lab: lab, uncertainty: listed.labUncertainty, provenance: listed.provenance ?? .declared,
                swatch: listed.hex)
        }
        guard let drawn = listed.drawn else { return nil }
        return shade(of: listed, drawn: drawn.lab, sd: drawn.sd, clues: clues)
    }

    private func shade(
        of listed: ListedShade, drawn: Lab<D65>, sd: Double, clues: ShadeClues
    ) -> Shade {
        let swatch = listed.hex ?? drawn.srgb8Clamping()
        guard listed.isSkinColored else {
            let spread = (ShadeProvenance.estimated.labUncertainty * ShadeProvenance.estimated.labUncertainty + sd * sd)
                .squareRoot()
            return Shade(listed, lab: drawn, uncertainty: spread, provenance: .estimated, swatch: swatch)
        }
        let skin = map.skin(ofSwatch: drawn, source: listed.brand, clues: clues)
        let spread = (skin.uncertainty * skin.uncertainty + sd * sd).squareRoot()
        return Shade(listed, lab: skin.lab, uncertainty: spread, provenance: .estimated, swatch: swatch)
    }
}

extension Shade {
    /// What a feed lists, with its colour on skin settled.
    package init(
        _ listed: ListedShade, lab: Lab<D65>, uncertainty: Double?, provenance: ShadeProvenance, swatch: SRGB8?
    ) {
        self.init(
            sku: listed.sku, brand: listed.brand, product: listed.product, name: listed.name,
            category: listed.category, lab: lab, labUncertainty: uncertainty, provenance: provenance, swatch: swatch)
        colorSource = listed.colorSource
        finish = listed.finish
        coverage = listed.coverage
        formula = listed.formula
        wear = listed.wear
        skinTypes = listed.skinTypes
        price = listed.price
        undertone = listed.undertone
        depth = listed.depth
        isVegan = listed.isVegan
        isFragranceFree = listed.isFragranceFree
        allergens = listed.allergens
        stock = listed.stock
        url = listed.url
    }
}

extension ShadeSettler {
    /// Settles a whole feed: fits the map to it, where any shade needs one, and settles every shade with its line's
    /// clues.
    /// - Returns: The shades that have a colour, in the feed's order.
    /// - Complexity: O(*n*) for lines of bounded length.
    public static func settle(_ feed: [ListedShade]) -> [Shade] {
        // Stated colours need no words, and most feeds in our own columns state them all.
        guard feed.contains(where: { $0.lab == nil }) else {
            let settler = ShadeSettler()
            return feed.compactMap { settler.settle($0, clues: ShadeClues()) }
        }
        let clues = ShadeLine.clues(of: feed)
        let settler = ShadeSettler(map: SwatchSkinMapFitter.map(of: feed, clues: clues))
        return zip(feed, clues).compactMap { settler.settle($0, clues: $1) }
    }
}

extension SwatchSkinMapFitter {
    /// Takes in what a base shade's hex or measured picture shows beside what its names say; where an instrument told
    /// its colour on skin, beside that. Other shades are passed over, and those whose hex was painted from their colour
    /// on skin: it shows nothing of how the brand draws.
    package mutating func add(base listed: ListedShade, clues: ShadeClues) {
        guard listed.isSkinColored, let drawn = listed.drawn else { return }
        if let lab = listed.lab {
            guard listed.provenance == .measured, drawn.lab.deltaE00(to: lab) > 2 else { return }
            // One shade, as a shade that is kept.
            add(evidence: drawn.lab, source: listed.brand, skin: lab, sd: max(listed.labUncertainty ?? 0, 2))
        } else {
            add(swatch: drawn.lab, source: listed.brand, clues: clues)
        }
    }

    /// The map of a whole feed's base shades.
    /// - Parameter clues: Of each shade, see `ShadeLine.clues(of:)`.
    /// - Complexity: O(*n*).
    static func map(of feed: [ListedShade], clues: [ShadeClues]) -> SwatchSkinMap {
        var fitter = SwatchSkinMapFitter()
        for (listed, clues) in zip(feed, clues) { fitter.add(base: listed, clues: clues) }
        return fitter.map()
    }
}

extension SwatchSkinMap {
    /// Whether the map was fitted to this source among others.
    package func knows(_ source: String) -> Bool { sources[Self.key(source)] != nil }
}
