internal import HTTPTypes
internal import ShadeCatalog
internal import Stores

/// The live catalogs of all tenants, each read once a version, however many ask for it at once.
actor CatalogKeeper {
    private let store: Store
    private let pool: WorkerPool
    private var live: [String: LiveCatalog] = [:]
    private var coming: [String: (number: Int, task: Task<LiveCatalog, any Error>)] = [:]

    init(store: Store, pool: WorkerPool) { (self.store, self.pool) = (store, pool) }

    /// - Throws: `no_catalog` where a tenant has none.
    func catalog(of tenant: String) async throws -> LiveCatalog {
        guard let live = try await catalogIfAny(of: tenant) else { throw Self.missing }
        return live
    }

    func catalogIfAny(of tenant: String) async throws -> LiveCatalog? {
        guard let number = try await store.catalogNumber(of: tenant) else { return nil }
        if let known = live[tenant], known.number >= number { return known }
        if let awaited = coming[tenant], awaited.number == number { return try await awaited.task.value }
        let task = Task { try await read(number, of: tenant) }
        coming[tenant] = (number, task)
        defer { if coming[tenant]?.number == number { coming[tenant] = nil } }
        let found = try await task.value
        take(found, of: tenant)
        return found
    }

    /// A catalog that was just stored, and read for that.
    func take(_ catalog: LiveCatalog, of tenant: String) {
        if live[tenant].map({ $0.number < catalog.number }) ?? true { live[tenant] = catalog }
    }

    private func read(_ number: Int, of tenant: String) async throws -> LiveCatalog {
        guard let stored = try await store.catalog(number, of: tenant) else { throw Self.missing }
        return try await pool.runForAll { try LiveCatalog.read(stored) }
    }

    private static let missing = Problem(
        .conflict, "no_catalog", "There is no catalog yet: send one with PUT /v1/catalog.")
}
