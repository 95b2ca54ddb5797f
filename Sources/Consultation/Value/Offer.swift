import ColorKernels
import ColorScience
public import ShadeCatalog

/// The shades of one category that a shop offers, and what a customer may care about in them.
public struct Offer: Sendable {
    public let category: ShadeCategory
    /// Each in one size, in the catalog's order.
    public let shades: [Shade]
    public let space: TasteSpace
    /// Of how likely shades are kept.
    let keepModel: KeepModel
    /// Of every shade: log-odds that she keeps it.
    let scores: [Score]

    /// - Parameter brands: whether customers may like or dislike a brand for what nothing else tells of it. They are asked
    ///   nothing about it; what they keep, send back and choose among products tells it, and tells the less of all else.
    /// - Throws: `unknown_category` when the catalog has none of it.
    public init(catalog: ShadeCatalog, category: ShadeCategory, brands: Bool = false) throws(CatalogError) {
        self.category = category
        keepModel = .standard
        guard category.isMatchable else {
            let matcher = try HarmonyMatcher(catalog: catalog, category: category)
            shades = matcher.shades
            space = TasteSpace(shades: shades, brands: brands)
            scores = shades.map { [space] in Self.score(of: $0, in: space, matcher) }
            return
        }
        shades = try ShadeMatcher(catalog: catalog, category: category).shades
        space = TasteSpace(shades: shades, brands: brands)
        scores = Self.scores(of: shades, in: space, keepModel)
    }

    /// The same shades as they turned out to be.
    init(_ offer: Offer, taught lessons: Lessons) {
        category = offer.category
        space = offer.space
        keepModel = lessons.keepModel()
        guard category.isMatchable else {
            (shades, scores) = (offer.shades, offer.scores)
            return
        }
        shades = lessons.corrected(offer.shades)
        scores = Self.scores(of: shades, in: space, keepModel)
    }

    private static func scores(of shades: [Shade], in space: TasteSpace, _ model: KeepModel) -> [Score] {
        shades.map { shade in
            var score = Score(dimensions: space.attributes.count)
            score.constant = model.base
            score.taste = space.features(of: shade).map(Double.init)
            score.near = .keeping(shade.skinItFits, model)
            return score
        }
    }

    /// Of a colour that is no match to skin.
    private static func score(of shade: Shade, in space: TasteSpace, _ matcher: HarmonyMatcher) -> Score {
        var score = Score(dimensions: space.attributes.count)
        score.constant = HarmonyTable.constant(of: space.named(space.features(of: shade)))
        score.taste = space.features(of: shade).map(Double.init)
        score.harmony = HarmonyTable(of: shade.lab, by: matcher)
        return score
    }

    /// Depths, as L* of typical skin, for which no shade comes within tolerance of it or of its warm and cool
    /// neighbours: known before anybody takes a photo. None where colours are no match to skin.
    /// - Parameter inStock: whether only shades count that can be had today.
    /// - Complexity: O(depths · *n*).
    public func thinDepths(
        tolerance: Double = ConsultationPolicy().tolerance, inStock: Bool = false
    ) -> [ClosedRange<Double>] {
        guard category.isMatchable else { return [] }
        let colors = LabPlanes((inStock ? shades.filter(\.isInStock) : shades).map(\.skinItFits))
        var ranges: [ClosedRange<Double>] = []
        for depth in stride(from: 24.0, through: 76, by: 2) {
            let typical = TypicalSkin.color(at: depth)
            let nearest = [-2.5, 0, 2.5].map { lean in
                colors.deltaE00(to: typical + Lab<D65>(0, -lean / 2, lean)).min() ?? .infinity
            }
            guard nearest.allSatisfy({ Double($0) > tolerance }) else { continue }
            if let last = ranges.last, last.upperBound >= depth - 2 {
                ranges[ranges.count - 1] = last.lowerBound...depth
            } else {
                ranges.append(depth...depth)
            }
        }
        return ranges
    }

    /// - Complexity: O(*n*).
    func place(of sku: String) -> Int? { shades.firstIndex { $0.sku == sku } }

    /// What is recorded when she says something of a shade.
    /// - Parameter order: the shop's id of the order that says it in her place.
    public func feedback(
        _ kind: FeedbackKind, on shade: Shade, order: String? = nil
    ) -> ConsultationEvent.Feedback {
        let skin = shade.skinItFits
        let features = space.named(space.features(of: shade)).filter { $0.value != 0 }
        return ConsultationEvent.Feedback(
            sku: shade.sku, lab: shade.category.isMatchable ? [skin.lightness, skin.a, skin.b] : [],
            features: features, kind: kind, order: order)
    }
}
