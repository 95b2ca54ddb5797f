internal import Foundation
internal import ShadeCatalog
package import Stores

/// A tenant to try things with.
package enum DemoTenant {
    package static let id = "demo"

    /// Makes sure that there is one, with a catalog.
    /// - Parameter catalog: The sample feed's path.
    /// - Returns: A new key with all scopes.
    /// - Throws: `StoreError`; `CatalogError` when the feed cannot be read.
    package static func prepare(in store: Store, catalog path: String) async throws -> String {
        let now = Date().timeIntervalSince1970
        if try await store.tenant(id) == nil {
            try await store.add(Tenant(id: id, name: "Demo", isSandbox: true), at: now)
        }
        try await SampleCatalog.give(to: id, in: store, path: path, at: now)
        return try await TenantKeys.add(to: id, in: store, named: "demo", scopes: Scope.allCases)
    }
}

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

/// Making keys by hand.
package enum TenantKeys {
    /// - Returns: The key, which is told only here.
    package static func add(
        to tenant: String, in store: Store, named name: String, scopes: [Scope]
    ) async throws -> String {
        let secret = Secret.new(Authenticator.keyPrefix)
        let key = APIKey(
            id: Store.newID("k"), tenant: tenant, name: name, scopes: scopes.map(\.rawValue).sorted(),
            created: Date().timeIntervalSince1970)
        let made = AuditEntry(
            at: key.created, actor: "operator", .keyMade, key.id, ["scopes": key.scopes.joined(separator: " ")])
        try await store.add(key, hash: secret.hash, along: [.audit(made)])
        return secret.text
    }
}
