internal import Foundation
internal import ShadeCatalog
package import Stores

/// The catalog that comes with the program.
package enum SampleCatalog {
    /// Makes it a tenant's live catalog, where it has none.
    /// - Parameters:
    ///   - path: the feed's.
    ///   - always: also in place of another.
    /// - Throws: `StoreError`; `CatalogError` when the feed cannot be read.
    package static func give(
        to tenant: String, in store: Store, path: String, always: Bool = false, at time: Double
    ) async throws {
        let number = try await store.catalogNumber(of: tenant)
        guard always || number == nil else { return }
        let catalog = try ShadeCatalog.read(path: path)
        if let number, try await store.catalog(number, of: tenant)?.name == catalog.version { return }
        _ = try await store.replaceCatalog(
            of: tenant, with: [UInt8](try Data(contentsOf: URL(filePath: path))), name: catalog.version,
            shades: catalog.shades.count, at: time)
    }
}
