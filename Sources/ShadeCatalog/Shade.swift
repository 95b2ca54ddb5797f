public import ColorScience

/// One sellable colour of a product.
public struct Shade: Sendable, Hashable {
    /// The shop's stock-keeping unit; unique within a catalog.
    public var sku: String
    /// As the feed spells it.
    public var brand: String
    /// With brand and category it makes the line.
    public var product: String
    /// What the label says, such as `210N Sand`.
    public var name: String
    /// Decides what the shade aims at beside the skin, see `ShadeCategory.target`.
    public var category: ShadeCategory

    /// The colour on skin, CIELAB under D65 for the 2° observer. Not a web swatch's: shops draw those lighter and
    /// flatter.
    public var lab: Lab<D65>
    /// Standard deviation of each of L*, a* and b*, in Lab units: batch, thickness and measurement together.
    public var labUncertainty: Double
    /// How `lab` came to be known.
    public var provenance: ShadeProvenance
    public var colorSource = ShadeColorSource.stated
    /// What to paint on a screen: the feed's hex or, where it gives none, that of `lab`.
    public var swatch: SRGB8

    /// `nil` where the feed states none; so `coverage` and `formula`.
    public var finish: Finish?
    public var coverage: Coverage?
    public var formula: Formula?
    /// Hours that it is declared to last, in `Shade.wears`.
    public var wear: Double?
    /// Skins that it is declared to suit; `nil` where nothing is declared.
    public var skinTypes: Set<SkinType>?
    /// Never without a currency.
    public var price: Price?
    /// As claimed by the brand.
    public var undertone: ShadeUndertone?
    /// The brand's own word for how deep the shade is.
    public var depth: String?

    /// Whether the product is declared vegan; `nil` where nothing is declared, which is not a no.
    public var isVegan: Bool?
    /// Whether the product is declared free of fragrance; `nil` where nothing is declared, which is not a no.
    public var isFragranceFree: Bool?
    /// Declared allergens, lower case; empty where none is declared to be there, `nil` where nothing is declared.
    public var allergens: [String]?

    /// Units left, or `nil` where the feed does not count.
    public var stock: Int?
    /// The shop's page, http or https.
    public var url: String?

    /// Uncertainty and swatch follow from provenance and `lab` where they are not given.
    public init(
        sku: String, brand: String, product: String, name: String, category: ShadeCategory, lab: Lab<D65>,
        labUncertainty: Double? = nil, provenance: ShadeProvenance = .declared, swatch: SRGB8? = nil
    ) {
        self.sku = sku
        self.brand = brand
        self.product = product
        self.name = name
        self.category = category
        self.lab = lab
        self.labUncertainty = labUncertainty ?? provenance.labUncertainty
        self.provenance = provenance
        self.swatch = swatch ?? lab.srgb8Clamping()
    }
}

extension Shade {
    /// Hours that a product may be declared to last.
    public static let wears = 1.0...96.0

    /// Whether it can be bought. A shop that does not count its stock is taken at its word that it sells.
    public var isInStock: Bool { stock != 0 }
}
