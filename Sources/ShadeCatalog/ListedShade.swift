public import ColorScience

/// A shade as a feed lists it, before its colour on skin is settled.
///
/// A feed states a colour on skin (`lab`), a colour to paint on a screen (`hex`), a picture of the product, or several
/// of these, at least one; `ShadeSettler` makes a `Shade` of it.
public struct ListedShade: Sendable, Hashable {
    /// Where the row starts, from 1, as an editor counts.
    public var line: Int

    /// The shop's stock-keeping unit; made from brand, product and shade where the feed has no column for it.
    public var sku: String
    /// Whether `sku` was made from names; `SKULedger` may then change it.
    public var isSKUDerived = false
    public var brand: String
    public var product: String
    /// What the label says, such as `210N Sand`.
    public var name: String
    public var category: ShadeCategory
    /// The feed's own key for the variants of one product, such as Google's `item_group_id` or Shopify's handle.
    public var group: String?
    /// The brand's sentence about the shade, to be mined for depth and undertone.
    public var description: String?

    /// The colour on skin, where the feed states one.
    public var lab: Lab<D65>?
    /// Standard deviation of each of L*, a* and b* of `lab`, in Lab units.
    public var labUncertainty: Double?
    public var provenance: ShadeProvenance?
    /// The colour of the shop's swatch on a screen.
    public var hex: SRGB8?
    /// Path or address of a picture of the product or its swatch.
    public var picture: String?

    public var finish: Finish?
    public var coverage: Coverage?
    public var price: Price?
    public var undertone: ShadeUndertone?
    public var depth: String?
    public var isVegan: Bool?
    public var isFragranceFree: Bool?
    public var allergens: [String]?
    public var stock: Int?
    public var url: String?

    public init(line: Int, sku: String, brand: String, product: String, name: String, category: ShadeCategory) {
        self.line = line
        self.sku = sku
        self.brand = brand
        self.product = product
        self.name = name
        self.category = category
    }
}
