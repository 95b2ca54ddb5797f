package import ColorScience
import Foundation
package import ShadeCatalog
package import SkinTone

/// A catalog's category, ready to be ranked for any number of skins from any thread.
package struct Matching: Sendable {
    private let ranker: Ranker
    package let version: String
    package let category: String
    package private(set) var tolerance: Double
    package private(set) var top: Int
    package let force: Bool

    /// - Parameter sku: A shade to leave out of every answer, in all its sizes.
    /// - Throws: `CatalogError` when the catalog has nothing to match in the category.
    package init(
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
        ranker =
            HarmonyMatcher.categories.contains(category)
            ? .harmony(try HarmonyMatcher(catalog: offered, category: category))
            : .difference(try ShadeMatcher(catalog: offered, category: category))
        self.category = category.rawValue
        self.tolerance = tolerance
        self.top = top
        self.force = force
    }

    /// The same with another tolerance and number of shades.
    package func with(tolerance: Double, top: Int) -> Matching {
        var other = self
        (other.tolerance, other.top) = (tolerance, top)
        return other
    }

    private enum Ranker: Sendable {
        case difference(ShadeMatcher)
        case harmony(HarmonyMatcher)
    }

    /// The best shades for a skin.
    /// - Parameter face: What a photo showed beside it.
    package func ranking(for belief: LabGaussian, face: FaceColors? = nil) -> Ranking {
        switch ranker {
        case .difference(let matcher): .difference(matcher.matches(for: belief, tolerance: tolerance, top: top))
        case .harmony(let matcher):
            .harmony(
                matcher.matches(for: belief, face: face, top: top), parts: matcher.parts(of: face),
                heading: matcher.heading(of: face), columns: matcher.columns)
        }
    }

    /// The best shades for the skin in a photo.
    package func ranking(for analysis: PhotoAnalysis) -> Ranking { ranking(for: analysis.belief, of: analysis) }

    /// The best shades for a skin, beside the colours that a photo of it showed.
    package func ranking(for belief: SkinBelief, of photo: PhotoAnalysis?) -> Ranking {
        ranking(
            for: belief.gaussian,
            face: photo.map(\.reading).map {
                FaceColors(skin: $0.site.lab, lip: $0.lip?.lab, brow: $0.brow?.lab, hair: $0.hair?.lab)
            })
    }
}

/// Ranked shades, by what their category is ranked by.
package enum Ranking: Sendable {
    /// By colour difference to what the category aims at on the skin.
    case difference([ShadeMatch])
    /// By harmony with the colours named.
    case harmony([HarmonyMatch], parts: [FacePart], heading: String, columns: String)
}
