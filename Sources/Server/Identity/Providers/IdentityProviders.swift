internal import Foundation
package import Stores

/// Setting a shop's identity provider by hand.
package enum IdentityProviders {
    /// What the client's secret is sealed as.
    static let place = "identity provider"

    /// - Parameters:
    ///   - secret: with which the service proves itself to the provider; `nil` for a client without one.
    ///   - site: where browsers find this service.
    /// - Throws: `StoreError`.
    package static func set(
        issuer: String, client: String, secret: String?, site: String, of tenant: String, in store: Store,
        master: MasterKey
    ) async throws {
        let now = Date().timeIntervalSince1970
        let vault = Vault(store: store, master: master, clock: { now })
        var sealed: [UInt8]?
        if let secret { sealed = try await vault.seal(Array(secret.utf8), of: tenant, place) }
        let provider = IdentityProvider(tenant: tenant, issuer: issuer, client: client, secret: sealed, site: site)
        let entry = AuditEntry(at: now, actor: "operator", .identityProviderSet, tenant, ["issuer": issuer])
        try await store.set(provider, at: now, along: [.audit(entry)])
    }

    /// - Returns: Whether there was one.
    package static func remove(of tenant: String, in store: Store) async throws -> Bool {
        let entry = AuditEntry(
            at: Date().timeIntervalSince1970, actor: "operator", .identityProviderRemoved, tenant)
        return try await store.removeIdentityProvider(of: tenant, along: [.audit(entry)])
    }

    /// What is wrong with the addresses, a sentence each.
    /// - Parameter allowsPlain: for trying things out.
    package static func faults(issuer: String, site: String, allowsPlain: Bool) -> [String] {
        var faults: [String] = []
        for (name, text) in [("issuer", issuer), ("site", site)] {
            let host = try? WebhookTarget.host(of: text, .init(allowsPlain: allowsPlain))
            if host == nil || text.contains("?") {
                faults.append("--\(name) takes an address such as https://\(name).example")
            }
        }
        let path = URLComponents(string: site)?.path ?? ""
        if !path.isEmpty { faults.append("--site ends behind the host's name, or its port: no path, no slash") }
        return faults
    }
}
