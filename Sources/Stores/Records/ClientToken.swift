/// What a browser proves itself with, for one consultation and a short time.
package struct ClientToken: Sendable, Hashable {
    package let tenant: String
    package let consultation: String
    package let expires: Double

    package init(tenant: String, consultation: String, expires: Double) {
        (self.tenant, self.consultation, self.expires) = (tenant, consultation, expires)
    }
}

extension Store {
    /// Keeps a token, and drops those that have ended.
    /// - Parameter hash: SHA-256 of the token.
    package func add(_ token: ClientToken, hash: [UInt8], at time: Double) async throws {
        try await write([.clientToken(token, hash: hash, at: time)], of: token.tenant)
    }

    package func client(hash: [UInt8]) async throws -> ClientToken? {
        try await database.read { session in
            try session.row("SELECT tenant, consultation, expires FROM clientToken WHERE hash = ?", [.blob(hash)])
                .map { row in
                    ClientToken(tenant: try row.text(0), consultation: try row.text(1), expires: try row.real(2))
                }
        }
    }
}

extension StoreWrite {
    /// See `Store.add(_:hash:at:)`.
    package static func clientToken(_ token: ClientToken, hash: [UInt8], at time: Double) -> StoreWrite {
        StoreWrite { session, tenant in
            try session.run("DELETE FROM clientToken WHERE expires < ?", [.real(time)])
            try session.run(
                "INSERT INTO clientToken(hash, tenant, consultation, expires) VALUES (?, ?, ?, ?)",
                [.blob(hash), .text(tenant), .text(token.consultation), .real(token.expires)])
        }
    }
}
