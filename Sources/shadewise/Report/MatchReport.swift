import ColorScience
import ShadeCatalog

/// The contract's `match` object.
struct MatchReport: Encodable {
    var category: String
    /// `harmony`, where shades have no colour difference to skin.
    var rankedBy: String?
    /// The colours of the face that harmony was judged with.
    var readFrom: [String]?
    /// `nil` with harmony.
    var tolerance: Double?
    var shades: [Entry]

    struct Entry: Encodable {
        var rank: Int
        var sku: String
        var brand: String
        var product: String
        var shade: String
        var hex: String
        var lab: [Double]
        var finish: String?
        var coverage: String?
        var price: PriceReport?
        var inStock: Bool
        var url: String?
        var deltaE00: Quantiles?
        var probabilityWithinTolerance: Double?
        var direction: Direction?
        var harmony: Harmony?
        /// The same shade in other sizes, where there are any.
        var alsoSKUs: [String]?
    }

    /// Each 0...1.
    struct Harmony: Encodable {
        var score: Double
        var undertone: Double
        var depth: Double?
        var contrast: Double?
        var words: String
    }

    struct PriceReport: Encodable {
        var amount: Double
        var currency: String

        init(_ price: Price) {
            amount = price.amount
            currency = price.currency
        }
    }

    struct Quantiles: Encodable {
        var expected: Double
        var p50: Double
        var p90: Double
    }

    /// Shade minus skin.
    struct Direction: Encodable {
        var lightness: Double
        var redness: Double
        var yellowness: Double
    }
}

extension MatchReport {
    init(_ ranking: Ranking, matching: Matching) {
        category = matching.category
        switch ranking {
        case .difference(let matches):
            tolerance = matching.tolerance
            shades = matches.map(Entry.init)
        case .harmony(let matches, let parts, _, _):
            rankedBy = "harmony"
            readFrom = parts.map(\.rawValue)
            shades = matches.map(Entry.init)
        }
    }
}

extension MatchReport.Entry {
    private init(_ shade: Shade, rank: Int) {
        self.init(
            rank: rank, sku: shade.sku, brand: shade.brand, product: shade.product, shade: shade.name,
            hex: shade.swatch.hex, lab: shade.lab.report, finish: shade.finish?.rawValue,
            coverage: shade.coverage?.rawValue,
            price: shade.price.map(MatchReport.PriceReport.init),
            inStock: shade.isInStock, url: shade.url)
    }

    init(_ match: ShadeMatch) {
        self.init(match.shade, rank: match.rank)
        deltaE00 = MatchReport.Quantiles(
            expected: match.deltaE00.expected.rounded(to: 2), p50: match.deltaE00.p50.rounded(to: 2),
            p90: match.deltaE00.p90.rounded(to: 2))
        probabilityWithinTolerance = match.probabilityWithinTolerance.rounded(to: 3)
        direction = MatchReport.Direction(
            lightness: match.direction.lightness.rounded(to: 2), redness: match.direction.redness.rounded(to: 2),
            yellowness: match.direction.yellowness.rounded(to: 2))
        alsoSKUs = match.alsoSKUs.isEmpty ? nil : match.alsoSKUs
    }

    init(_ match: HarmonyMatch) {
        self.init(match.shade, rank: match.rank)
        harmony = MatchReport.Harmony(
            score: match.harmony.score.rounded(to: 3), undertone: match.harmony.undertone.rounded(to: 3),
            depth: match.harmony.depth?.rounded(to: 3), contrast: match.harmony.contrast?.rounded(to: 3),
            words: match.words)
        alsoSKUs = match.alsoSKUs.isEmpty ? nil : match.alsoSKUs
    }
}
