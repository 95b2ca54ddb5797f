import ColorScience
import ShadeCatalog

/// Foundations as they are tried beside each other at a counter: the one that suits best, and its neighbours.
struct FoundationNeighbors {
    enum Role: String {
        case lighter, best, darker
    }

    /// From light to deep; without what the catalog does not hold.
    let shades: [(role: Role, shade: Shade)]

    /// L* by which a neighbour differs at least: less is hardly seen side by side.
    private static let step = 1.5

    /// - Parameter skin: Where its figures are not finite, which no belief's are, nothing suits it.
    /// - Throws: `unknown_category` when the catalog holds no foundation.
    init(for skin: LabGaussian, in catalog: ShadeCatalog) throws(CatalogError) {
        let matcher = try ShadeMatcher(catalog: catalog, category: .foundation)
        guard let best = matcher.matches(for: skin, top: 1).first?.shade else {
            shades = []
            return
        }
        let line = matcher.shades.filter { $0.brand == best.brand && $0.product == best.product }
        /// Of its own line or, at the line's end, of any.
        func next(_ direction: Double) -> Shade? {
            Self.nearest(to: best, direction, among: line) ?? Self.nearest(to: best, direction, among: matcher.shades)
        }
        let found: [(role: Role, shade: Shade?)] = [
            (role: .lighter, shade: next(1)), (role: .best, shade: best), (role: .darker, shade: next(-1)),
        ]
        shades = found.compactMap { role, shade in shade.map { (role: role, shade: $0) } }
    }

    private static func nearest(to best: Shade, _ direction: Double, among shades: [Shade]) -> Shade? {
        shades.filter { direction * ($0.lab.lightness - best.lab.lightness) >= step }
            .map { (shade: $0, distance: $0.lab.deltaE00(to: best.lab)) }
            .min { ($0.distance, $0.shade.sku) < ($1.distance, $1.shade.sku) }?.shade
    }
}
