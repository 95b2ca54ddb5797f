/// A tenant's key for what it keeps, itself sealed with the operator's.
package struct WrappedKey: Sendable, Hashable {
    package let sealed: [UInt8]
    /// Which of the operator's keys it is sealed with.
    package let master: String

    package init(sealed: [UInt8], master: String) { (self.sealed, self.master) = (sealed, master) }
}

extension Store {
    package func dataKey(of tenant: String) async throws -> WrappedKey? {
        try await database.read { session in try Self.dataKey(of: tenant, session) }
    }

    /// Keeps a key for a tenant that has none.
    /// - Returns: The tenant's key: another's, where one was faster.
    package func addDataKey(_ key: WrappedKey, of tenant: String, at time: Double) async throws -> WrappedKey {
        try await database.write { session in
            try session.run(
                "INSERT INTO dataKey(tenant, sealed, master, created) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [.text(tenant), .blob(key.sealed), .text(key.master), .real(time)])
            return try Self.dataKey(of: tenant, session) ?? key
        }
    }

    private static func dataKey(of tenant: String, _ session: any SQLSession) throws -> WrappedKey? {
        try session.row("SELECT sealed, master FROM dataKey WHERE tenant = ?", [.text(tenant)])
            .map { row in WrappedKey(sealed: try row.blob(0), master: try row.text(1)) }
    }

    /// How many tenants' keys are sealed with each of the operator's, by its name.
    package func masterNames() async throws -> [String: Int] {
        try await database.read { session in
            var names: [String: Int] = [:]
            // Of all tenants: what is counted is the operator's.
            for row in try session.rows("SELECT master, COUNT(*) FROM dataKey GROUP BY master", []) {
                names[try row.text(0)] = try row.integer(1)
            }
            return names
        }
    }

    /// Seals tenants' keys anew: all of them, or none.
    /// - Parameters:
    ///   - name: of the operator's key that they are sealed with so far; others are left as they are.
    ///   - wrap: gives a tenant's key in its new seal.
    ///   - writes: what goes with it.
    /// - Returns: How many.
    package func rewrapDataKeys(
        sealedWith name: String,
        _ wrap: @escaping @Sendable (_ tenant: String, _ key: WrappedKey) throws -> WrappedKey,
        along writes: @escaping @Sendable (_ tenant: String) -> [StoreWrite]
    ) async throws -> Int {
        try await database.exclusively { session in
            let rows = try session.rows(
                "SELECT tenant, sealed, master FROM dataKey WHERE master = ? ORDER BY tenant", [.text(name)])
            for row in rows {
                let tenant = try row.text(0)
                let fresh = try wrap(tenant, WrappedKey(sealed: row.blob(1), master: row.text(2)))
                try session.run(
                    "UPDATE dataKey SET sealed = ?, master = ? WHERE tenant = ?",
                    [.blob(fresh.sealed), .text(fresh.master), .text(tenant)])
                try Self.perform(writes(tenant), of: tenant, session)
            }
            return rows.count
        }
    }
}
