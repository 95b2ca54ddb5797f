/// What a retailer's program proves itself with; the key itself is not kept, only its hash.
package struct APIKey: Sendable, Hashable {
    package let id: String
    package let tenant: String
    package var name: String
    /// What it may do.
    package var scopes: [String]
    package var created: Double
    /// `nil` for never.
    package var expires: Double?
    /// When it was used last, to the minute.
    package var used: Double?

    package init(
        id: String, tenant: String, name: String, scopes: [String], created: Double, expires: Double? = nil,
        used: Double? = nil
    ) {
        (self.id, self.tenant, self.name, self.scopes) = (id, tenant, name, scopes)
        (self.created, self.expires, self.used) = (created, expires, used)
    }
}

extension Store {
    /// - Parameter hash: SHA-256 of the key.
    package func add(_ key: APIKey, hash: [UInt8], along writes: [StoreWrite] = []) async throws {
        try await database.write { session in
            try session.run(
                "INSERT INTO apiKey(tenant, id, name, hash, scopes, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    .text(key.tenant), .text(key.id), .text(key.name), .blob(hash),
                    .text(key.scopes.joined(separator: " ")), .real(key.created), SQLValue(key.expires),
                ])
            try Self.perform(writes, of: key.tenant, session)
        }
    }

    /// The key with a hash, expired or not, and whose it is.
    package func key(hash: [UInt8]) async throws -> (key: APIKey, tenant: Tenant)? {
        let found = try await database.read { session in
            try session.row("SELECT \(Self.keyColumns) FROM apiKey WHERE hash = ?", [.blob(hash)]).map(Self.key)
        }
        guard let found, let tenant = try await tenant(found.tenant) else { return nil }
        return (found, tenant)
    }

    package func keys(of tenant: String) async throws -> [APIKey] {
        try await database.read { session in
            try session.rows(
                "SELECT \(Self.keyColumns) FROM apiKey WHERE tenant = ? ORDER BY created, id", [.text(tenant)]
            ).map(Self.key)
        }
    }

    /// - Returns: Whether there was one.
    package func removeKey(
        _ id: String, of tenant: String, along writes: [StoreWrite] = []
    ) async throws -> Bool {
        try await database.write { session in
            let removed = try session.run(
                "DELETE FROM apiKey WHERE tenant = ? AND id = ?", [.text(tenant), .text(id)])
            if removed > 0 { try Self.perform(writes, of: tenant, session) }
            return removed > 0
        }
    }

    package func noteUse(ofKey id: String, of tenant: String, at time: Double) async throws {
        try await database.write { session in
            try session.run(
                "UPDATE apiKey SET used = ? WHERE tenant = ? AND id = ?", [.real(time), .text(tenant), .text(id)])
        }
    }

    private static let keyColumns = "tenant, id, name, scopes, created, expires, used"

    private static func key(_ row: SQLRow) throws(StoreError) -> APIKey {
        APIKey(
            id: try row.text(1), tenant: try row.text(0), name: try row.text(2),
            scopes: try row.text(3).split(separator: " ").map(String.init), created: try row.real(4),
            expires: try row.optionalReal(5), used: try row.optionalReal(6))
    }
}

extension StoreWrite {
    /// Makes a key end at a time, so that its successor can take over before, and writes what tells of it; nothing where
    /// there is no such key, or it ends before.
    package static func keyEnd(
        _ id: String, at time: Double, along writes: [StoreWrite] = []
    ) -> StoreWrite {
        StoreWrite { session, tenant in
            let changed = try session.run(
                "UPDATE apiKey SET expires = ? WHERE tenant = ? AND id = ? AND (expires IS NULL OR expires > ?)",
                [.real(time), .text(tenant), .text(id), .real(time)])
            if changed > 0 { try Store.perform(writes, of: tenant, session) }
        }
    }
}
