/// A retailer, whose data is nobody else's.
package struct Tenant: Sendable, Hashable {
    package let id: String
    package var name: String
    /// Rules as JSON; `nil` for the usual ones.
    package var policy: String?
    /// Where browsers may call from, such as `https://shop.example`, as they write it; from nowhere else.
    package var origins: [String]
    /// Fake customers, for integrators to try things on.
    package var isSandbox: Bool

    package init(id: String, name: String, policy: String? = nil, origins: [String] = [], isSandbox: Bool = false) {
        (self.id, self.name, self.policy, self.origins, self.isSandbox) = (id, name, policy, origins, isSandbox)
    }
}

extension Store {
    /// - Throws: `conflict` when there is one with that id.
    package func add(_ tenant: Tenant, at time: Double) async throws {
        let origins = try Self.json(tenant.origins)
        try await database.write { session in
            try session.run(
                "INSERT INTO tenant(id, name, created, policy, origins, sandbox) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .text(tenant.id), .text(tenant.name), .real(time), SQLValue(tenant.policy), .text(origins),
                    SQLValue(tenant.isSandbox),
                ])
        }
    }

    package func tenant(_ id: String) async throws -> Tenant? {
        try await database.read { session in
            try session.row("SELECT \(Self.tenantColumns) FROM tenant WHERE id = ?", [.text(id)]).map(Self.tenant)
        }
    }

    package func tenants() async throws -> [Tenant] {
        try await database.read { session in
            try session.rows("SELECT \(Self.tenantColumns) FROM tenant ORDER BY id", []).map(Self.tenant)
        }
    }

    /// Changes a tenant's rules.
    package func setPolicy(_ policy: String, of tenant: String, along writes: [StoreWrite] = []) async throws {
        try await database.write { session in
            try session.run("UPDATE tenant SET policy = ? WHERE id = ?", [.text(policy), .text(tenant)])
            try Self.perform(writes, of: tenant, session)
        }
    }

    /// Changes where a tenant's browsers may call from.
    package func setOrigins(_ origins: [String], of tenant: String, along writes: [StoreWrite] = []) async throws {
        let text = try Self.json(origins)
        try await database.write { session in
            try session.run("UPDATE tenant SET origins = ? WHERE id = ?", [.text(text), .text(tenant)])
            try Self.perform(writes, of: tenant, session)
        }
    }

    private static let tenantColumns = "id, name, policy, origins, sandbox"

    private static func tenant(_ row: SQLRow) throws(StoreError) -> Tenant {
        Tenant(
            id: try row.text(0), name: try row.text(1), policy: try row.optionalText(2),
            origins: try value([String].self, json: row.text(3)), isSandbox: try row.flag(4))
    }
}
