/// Who a shop lets say who its stylists are: a provider that speaks OpenID Connect.
package struct IdentityProvider: Sendable, Hashable {
    package let tenant: String
    /// Such as `https://login.shop.example`.
    package let issuer: String
    /// What the provider calls this service.
    package let client: String
    /// With which the service proves itself, sealed; `nil` for a client without one.
    package let secret: [UInt8]?
    /// Where browsers find this service, such as `https://shades.shop.example`.
    package let site: String

    package init(tenant: String, issuer: String, client: String, secret: [UInt8]?, site: String) {
        (self.tenant, self.issuer, self.client) = (tenant, issuer, client)
        (self.secret, self.site) = (secret, site)
    }
}

extension Store {
    /// Sets it, in place of another. What another issuer called the stylists is forgotten, for the new one may call somebody
    /// else the same; whom it has let in signs in anew.
    package func set(_ provider: IdentityProvider, at time: Double, along writes: [StoreWrite] = []) async throws {
        try await database.write { session in
            let old = try session.row(
                "SELECT issuer FROM identityProvider WHERE tenant = ?", [.text(provider.tenant)])
            if let old, try old.text(0) != provider.issuer { try Self.forgetSubjects(of: provider.tenant, session) }
            try session.run("DELETE FROM identityProvider WHERE tenant = ?", [.text(provider.tenant)])
            try session.run(
                """
                INSERT INTO identityProvider(tenant, issuer, client, secret, site, created) VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(provider.tenant), .text(provider.issuer), .text(provider.client), SQLValue(provider.secret),
                    .text(provider.site), .real(time),
                ])
            try Self.perform(writes, of: provider.tenant, session)
        }
    }

    package func identityProvider(of tenant: String) async throws -> IdentityProvider? {
        try await database.read { session in
            try session.row(
                "SELECT issuer, client, secret, site FROM identityProvider WHERE tenant = ?", [.text(tenant)]
            ).map { row in
                IdentityProvider(
                    tenant: tenant, issuer: try row.text(0), client: try row.text(1),
                    secret: try row.optionalBlob(2), site: try row.text(3))
            }
        }
    }

    /// Whom it has let in is signed out.
    /// - Returns: Whether there was one.
    package func removeIdentityProvider(of tenant: String, along writes: [StoreWrite] = []) async throws -> Bool {
        try await database.write { session in
            let removed = try session.run("DELETE FROM identityProvider WHERE tenant = ?", [.text(tenant)])
            guard removed > 0 else { return false }
            try Self.forgetSubjects(of: tenant, session)
            try Self.perform(writes, of: tenant, session)
            return true
        }
    }

    private static func forgetSubjects(of tenant: String, _ session: any SQLSession) throws {
        try session.run(
            """
            DELETE FROM stylistSession WHERE tenant = ? AND stylist IN (
                SELECT id FROM stylist WHERE tenant = ? AND subject IS NOT NULL)
            """, [.text(tenant), .text(tenant)])
        try session.run("UPDATE stylist SET subject = NULL WHERE tenant = ?", [.text(tenant)])
    }
}

extension StoreWrite {
    /// Goes on only while the shop's provider is still the one that was asked.
    /// - Throws: `conflict` when it is another, or none.
    package static func unchanged(issuer: String) -> StoreWrite {
        StoreWrite { session, tenant in
            let live = try session.row("SELECT issuer FROM identityProvider WHERE tenant = ?", [.text(tenant)])
            guard try live?.text(0) == issuer else {
                throw StoreError(code: .conflict, message: "the shop has another identity provider now")
            }
        }
    }
}
