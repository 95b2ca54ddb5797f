internal import Consultation
internal import Reports
internal import ShadeCatalog
internal import Stores

/// A tenant's catalog, read, and what was worked out for it so far.
///
/// Categories are made ready, on a worker, when they are first asked for, once for all who ask.
final class LiveCatalog: Sendable {
    /// The version's number in the store.
    let number: Int
    /// The version's name, as it was when the feed came: a later reader may understand more of the feed.
    let name: String
    let catalog: ShadeCatalog
    private let offers = MadeReady<Offer>()
    private let matchings = MadeReady<Matching>()

    init(_ catalog: ShadeCatalog, number: Int, name: String) {
        (self.catalog, self.number, self.name) = (catalog, number, name)
    }

    /// - Throws: `damaged` when the feed cannot be read any more.
    static func read(_ stored: StoredCatalog) throws(StoreError) -> LiveCatalog {
        let catalog: ShadeCatalog
        do { catalog = try ShadeCatalog(shades: CatalogReader.read(bytes: stored.feed).shades) } catch {
            throw StoreError(code: .damaged, message: "a stored catalog cannot be read")
        }
        return LiveCatalog(catalog, number: stored.number, name: stored.name)
    }

    /// - Throws: `CatalogError` when the catalog has nothing of the category, or it cannot be consulted on.
    func offer(_ category: String, on pool: WorkerPool) async throws -> Offer {
        let category = try ShadeCategory(parsing: category)
        return try await offers.value(for: category, on: pool) { [catalog] in
            try Offer(catalog: catalog, category: category)
        }
    }

    /// The same for who is on a worker already, or alone.
    func offer(_ category: ShadeCategory) throws(CatalogError) -> Offer {
        if let offer = offers[category] { return offer }
        let offer = try Offer(catalog: catalog, category: category)
        offers.keep(offer, for: category)
        return offer
    }

    /// With the usual tolerance; `Matching.with(tolerance:top:)` gives another.
    /// - Throws: `CatalogError` when the catalog has nothing of the category.
    func matching(_ category: String, on pool: WorkerPool) async throws -> Matching {
        let category = try ShadeCategory(parsing: category)
        return try await matchings.value(for: category, on: pool) { [catalog] in
            try Matching(
                catalog: catalog, category: category.rawValue, tolerance: TenantPolicy.standard.tolerance, top: 5,
                force: false)
        }
    }
}
