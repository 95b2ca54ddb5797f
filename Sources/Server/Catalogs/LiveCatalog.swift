internal import Consultation
internal import Foundation
internal import HTTPTypes
internal import Reports
internal import ShadeCatalog
internal import Stores

/// A tenant's catalog, read, and what was worked out for it so far.
///
/// Categories are made ready when they are first asked for, and kept.
final class LiveCatalog: @unchecked Sendable {
    /// The version's number in the store.
    let number: Int
    let catalog: ShadeCatalog
    private let lock = NSLock()
    private var offers: [ShadeCategory: Offer] = [:]
    private var matchings: [MatchingKey: Matching] = [:]

    private struct MatchingKey: Hashable {
        let category: String
        let tolerance: Double
        let top: Int
    }

    /// - Throws: `damaged` when the feed, once sound, cannot be read any more.
    init(_ stored: StoredCatalog) throws {
        number = stored.number
        do { catalog = try ShadeCatalog(shades: CatalogReader.read(bytes: stored.feed).shades) } catch {
            throw StoreError(code: .damaged, message: "a stored catalog cannot be read")
        }
    }

    /// - Throws: `CatalogError` when the catalog has nothing of the category, or it cannot be consulted on.
    func offer(_ category: String) throws -> Offer {
        let category = try ShadeCategory(parsing: category)
        if let offer = lock.withLock({ offers[category] }) { return offer }
        let offer = try Offer(catalog: catalog, category: category)
        lock.withLock { offers[category] = offer }
        return offer
    }

    /// - Throws: `CatalogError` when the catalog has nothing of the category.
    func matching(_ category: String, tolerance: Double, top: Int) throws -> Matching {
        let key = MatchingKey(category: category, tolerance: tolerance, top: top)
        if let matching = lock.withLock({ matchings[key] }) { return matching }
        let matching = try Matching(
            catalog: catalog, category: category, tolerance: tolerance, top: top, force: false)
        lock.withLock {
            if matchings.count > 64 { matchings.removeAll() }
            matchings[key] = matching
        }
        return matching
    }
}

/// The live catalogs of all tenants, each read once a version.
actor CatalogKeeper {
    private let store: Store
    private let pool: WorkerPool
    private var live: [String: LiveCatalog] = [:]

    init(store: Store, pool: WorkerPool) { (self.store, self.pool) = (store, pool) }

    /// - Throws: `no_catalog` where a tenant has none.
    func catalog(of tenant: String) async throws -> LiveCatalog {
        guard let number = try await store.catalogNumber(of: tenant) else { throw Self.missing }
        if let known = live[tenant], known.number == number { return known }
        guard let stored = try await store.catalog(number, of: tenant) else { throw Self.missing }
        let read = try await pool.run { try LiveCatalog(stored) }
        live[tenant] = read
        return read
    }

    private static let missing = Problem(
        .conflict, "no_catalog", "There is no catalog yet: send one with PUT /v1/catalog.")
}
