internal import Foundation
internal import ShadeCatalog
package import Stores

/// The catalog that comes with the program.
package struct SampleCatalog: Sendable {
    private let feed: [UInt8]
    private let catalog: ShadeCatalog

    /// - Parameter path: the feed's.
    /// - Throws: `CatalogError` when it cannot be read.
    package init(path: String) throws {
        catalog = try ShadeCatalog.read(path: path)
        feed = [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// Makes it a tenant's live catalog, where it has none.
    /// - Parameter always: also in place of another.
    /// - Throws: `StoreError`.
    package func give(to tenant: String, in store: Store, always: Bool = false, at time: Double) async throws {
        let number = try await store.catalogNumber(of: tenant)
        guard always || number == nil else { return }
        if let number, try await store.catalog(number, of: tenant)?.name == catalog.version { return }
        _ = try await store.replaceCatalog(
            of: tenant, with: feed, name: catalog.version, shades: catalog.shades.count, at: time)
    }
}
