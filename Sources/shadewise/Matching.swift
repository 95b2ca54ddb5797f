import ColorScience
import Foundation
import ShadeCatalog
import SkinTone

/// A catalog's category, ready to be ranked for any number of skins from any thread.
struct Matching: Sendable {
    let matcher: ShadeMatcher
    let version: String
    let category: String
    let tolerance: Double
    let top: Int
    let force: Bool

    /// - Parameter sku: A shade to leave out of every answer, in all its sizes.
    /// - Throws: `CatalogError` when the catalog has nothing to match in the category.
    init(
        catalog: ShadeCatalog, category: String, tolerance: Double, top: Int, force: Bool, excluding sku: String? = nil
    ) throws(CatalogError) {
        version = catalog.version
        let worn = sku.map { catalog.sizes(of: $0) } ?? []
        let offered =
            worn.isEmpty ? catalog : try ShadeCatalog(shades: catalog.shades.filter { !worn.contains($0.sku) })
        let category = try ShadeCategory(parsing: category)
        if offered.shades(in: category).isEmpty, !catalog.shades(in: category).isEmpty {
            throw CatalogError(
                code: .unknownCategory,
                message:
                    "the catalog holds no \(category.rawValue) but the one worn: add others, or choose another category"
            )
        }
        matcher = try ShadeMatcher(catalog: offered, category: category)
        self.category = matcher.category.rawValue
        self.tolerance = tolerance
        self.top = top
        self.force = force
    }

    func shades(for belief: LabGaussian) -> [ShadeMatch] {
        matcher.matches(for: belief, tolerance: tolerance, top: top)
    }

    func report(_ shades: [ShadeMatch]) -> MatchReport {
        MatchReport(
            category: category, tolerance: tolerance,
            shades: shades.map { match in
                let shade = match.shade
                return MatchReport.Entry(
                    rank: match.rank, sku: shade.sku, brand: shade.brand, product: shade.product, shade: shade.name,
                    hex: shade.swatch.hex, lab: shade.lab.report, finish: shade.finish?.rawValue,
                    coverage: shade.coverage?.rawValue,
                    price: shade.price.map {
                        MatchReport.PriceReport(amount: $0.amount, currency: $0.currency)
                    },
                    inStock: shade.isInStock, url: shade.url,
                    deltaE00: MatchReport.Quantiles(
                        expected: match.deltaE00.expected.rounded(to: 2), p50: match.deltaE00.p50.rounded(to: 2),
                        p90: match.deltaE00.p90.rounded(to: 2)),
                    probabilityWithinTolerance: match.probabilityWithinTolerance.rounded(to: 3),
                    direction: MatchReport.Direction(
                        lightness: match.direction.lightness.rounded(to: 2),
                        redness: match.direction.redness.rounded(to: 2),
                        yellowness: match.direction.yellowness.rounded(to: 2)),
                    alsoSKUs: match.alsoSKUs.isEmpty ? nil : match.alsoSKUs)
            })
    }
}
