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
        try await SampleCatalog(path: path).give(to: id, in: store, at: now)
        return try await TenantKeys.add(to: id, in: store, named: "demo", scopes: Scope.allCases)
    }

    /// Adds the invented customers that are not there; none where somebody has put a catalog in that they cannot be asked
    /// about, or made a tenant of that id that is no sandbox.
    package static func fill(in store: Store) async throws {
        do { try await Sandbox(of: id, in: store).seed(at: Date().timeIntervalSince1970) } catch is CatalogError {
        } catch is Sandbox.Refusal {}
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
