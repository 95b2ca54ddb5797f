public import ColorScience

/// A colour as a screen shows it.
public struct DrawnColor: Sendable, Hashable {
    /// Of the screen, not of skin; CIELAB under D65.
    public var lab: Lab<D65>
    /// Standard deviation of each of L*, a* and b*, in Lab units.
    public var sd: Double

    public init(lab: Lab<D65>, sd: Double) {
        self.lab = lab
        self.sd = sd
    }
}

/// A shade as a feed lists it, before its colour on skin is settled.
///
/// A feed states a colour on skin (`lab`), a colour to paint on a screen (`hex`), a picture of the product, or several
/// of these, at least one; `ShadeSettler` makes a `Shade` of it.
public struct ListedShade: Sendable, Hashable {
    /// Where the row starts, from 1, as an editor counts.
    public var line: Int

    /// The shop's stock-keeping unit; made from brand, product and shade where the feed has no column for it.
    public var sku: String
    /// Whether `sku` was made from names; `claimSKU` may then change it.
    public var isSKUDerived = false
    /// Whether the shop names the shade and does not offer it, as an archived product's; only `sku` is to be used then.
    public var isWithdrawn = false
    /// Not empty, except in rows read as `updates`; so `product` and `name`.
    public var brand: String
    /// In Google's feeds without the shade's name that ends the title.
    public var product: String
    /// What the label says, such as `210N Sand`.
    public var name: String
    /// Told by the row's own word, the product's name, the feed's taxonomy or the caller, in this order.
    public var category: ShadeCategory
    /// The feed's own key for the variants of one product, such as Google's `item_group_id` or Shopify's handle.
    public var group: String?
    /// The brand's sentence about the shade, to be mined for depth and undertone.
    public var description: String?

    /// The colour on skin, where the feed states one.
    public var lab: Lab<D65>?
    /// Standard deviation of each of L*, a* and b* of `lab`, in Lab units.
    public var labUncertainty: Double?
    /// How `lab` came to be known, where the feed says.
    public var provenance: ShadeProvenance?
    /// The colour of the shop's swatch on a screen.
    public var hex: SRGB8?
    /// Path or address of a picture of the product or its swatch.
    public var picture: String?
    /// What the picture showed, once it was measured.
    public var pictured: DrawnColor?
    /// Where the feed names the picture, when not at the start of `line`.
    var picturePlace: FeedPlace?

    /// Read from the shop's own words; so `coverage`, `formula` and `undertone`.
    public var finish: Finish?
    public var coverage: Coverage?
    public var formula: Formula?
    /// Hours that it is declared to last, in `Shade.wears`.
    public var wear: Double?
    /// Skins that it is declared to suit; `nil` where nothing is declared.
    public var skinTypes: Set<SkinType>?
    /// `nil` where the feed states none, or no currency; in rows read as `updates` the currency may be empty.
    public var price: Price?
    public var undertone: ShadeUndertone?
    /// The brand's own word for how deep the shade is.
    public var depth: String?
    /// As declared; `nil` is no answer, not a no. So `isFragranceFree`.
    public var isVegan: Bool?
    public var isFragranceFree: Bool?
    /// In lower case; empty for a declared absence, `nil` where nothing is declared.
    public var allergens: [String]?
    /// Units left, 0 or more; `nil` where the feed does not count.
    public var stock: Int?
    /// The shop's page, http or https.
    public var url: String?

    /// A shade without a colour yet: at least one of `lab`, `hex` and `picture` has to follow.
    public init(line: Int, sku: String, brand: String, product: String, name: String, category: ShadeCategory) {
        self.line = line
        self.sku = sku
        self.brand = brand
        self.product = product
        self.name = name
        self.category = category
    }
}

extension ListedShade {
    /// The swatch's colour: the hex, or what the picture showed.
    public var drawn: DrawnColor? { hex.map { DrawnColor(lab: $0.lab, sd: 0) } ?? pictured }

    /// Whether there is anything to settle its colour from: its picture may have shown none.
    var hasColor: Bool { lab != nil || drawn != nil }

    /// What the colour on skin is settled from.
    public var colorSource: ShadeColorSource { lab != nil ? .stated : hex != nil ? .hex : .picture }

    /// Measures the picture where the feed states no other colour; a withdrawn shade needs none.
    /// - Returns: What is wrong, when the row is left without a colour.
    /// - Complexity: O(pixels).
    public mutating func measurePicture(_ finder: SwatchPictureFinder?) -> CatalogIssue? {
        guard !isWithdrawn, !hasColor, let picture else { return nil }
        guard let finder else { return .pictureUnmeasured(self, nil) }
        do throws(SwatchError) {
            let measured = try finder.measure(picture)
            let sd = measured.standardDeviations
            let variance = (sd.lightness * sd.lightness + sd.a * sd.a + sd.b * sd.b) / 3
            guard canHave(measured.lab) else { return .pictureImpossible(self, measured.lab) }
            pictured = DrawnColor(lab: measured.lab, sd: variance.squareRoot())
            return nil
        } catch {
            return .pictureUnmeasured(self, error)
        }
    }
}

extension CatalogIssue {
    static func pictureImpossible(_ listed: ListedShade, _ color: Lab<D65>) -> Self {
        picture(listed, "what it shows " + listed.impossibility(of: color))
    }

    static func pictureUnmeasured(_ listed: ListedShade, _ error: SwatchError?) -> Self {
        picture(
            listed,
            error?.message
                ?? "the picture is the shade's only colour, and pictures were not read: add a column hex or L, a and b"
        )
    }

    private static func picture(_ listed: ListedShade, _ message: String) -> Self {
        let place = listed.picturePlace ?? FeedPlace(line: listed.line, column: 1)
        return Self(
            line: place.line, column: place.column, field: CatalogColumn.picture.name, sku: listed.sku,
            message: message)
    }
}
