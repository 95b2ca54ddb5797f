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
    /// Forgets tokens that ended before a time.
    /// - Returns: How many.
    package func removeEndedTokens(before time: Double) async throws -> Int {
        try await database.write { session in
            try session.run("DELETE FROM clientToken WHERE expires < ?", [.real(time)])
        }
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
    /// - Parameter hash: SHA-256 of the token.
    package static func clientToken(_ token: ClientToken, hash: [UInt8]) -> StoreWrite {
        StoreWrite { session, tenant in
            try session.run(
                "INSERT INTO clientToken(hash, tenant, consultation, expires) VALUES (?, ?, ?, ?)",
                [.blob(hash), .text(tenant), .text(token.consultation), .real(token.expires)])
        }
    }
}
