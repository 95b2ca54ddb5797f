import ColorScience
import ShadeCatalog

/// The contract's `match` object.
struct MatchReport: Encodable {
    var category: String
    var tolerance: Double
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
        var deltaE00: Quantiles
        var probabilityWithinTolerance: Double
        var direction: Direction
        /// The same shade in other sizes, where there are any.
        var alsoSKUs: [String]?
    }

    struct PriceReport: Encodable {
        var amount: Double
        var currency: String
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
