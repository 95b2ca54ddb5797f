/// One version of a tenant's catalog: the feed as it came, which one program reads the same wherever it does.
package struct StoredCatalog: Sendable {
    /// Counts up from 1.
    package let number: Int
    /// Of the content, as `ShadeCatalog.version` when it came.
    package let name: String
    package let feed: [UInt8]
}

extension Store {
    /// The live version's number; `nil` where a tenant has no catalog.
    package func catalogNumber(of tenant: String) async throws -> Int? {
        try await database.read { session in
            try session.row(
                "SELECT number FROM catalogVersion WHERE tenant = ? ORDER BY number DESC LIMIT 1", [.text(tenant)]
            )?.integer(0)
        }
    }

    package func catalog(_ number: Int, of tenant: String) async throws -> StoredCatalog? {
        try await database.read { session in
            try session.row(
                "SELECT number, name, feed FROM catalogVersion WHERE tenant = ? AND number = ?",
                [.text(tenant), .integer(number)]
            ).map { row in
                StoredCatalog(number: try row.integer(0), name: try row.text(1), feed: try row.blob(2))
            }
        }
    }

    /// Makes a feed the live catalog; the last ten versions are kept.
    /// - Parameters:
    ///   - name: `ShadeCatalog.version`.
    ///   - shades: how many shades it holds.
    ///   - mayReplace: whether it is meant to replace a version, by the version's name; `nil` where there is none.
    /// - Returns: Its number.
    /// - Throws: `conflict` when another is live.
    package func replaceCatalog(
        of tenant: String, with feed: [UInt8], name: String, shades: Int, at time: Double,
        ifLive mayReplace: @escaping @Sendable (String?) -> Bool = { _ in true }, along writes: [StoreWrite] = []
    ) async throws -> Int {
        try await database.write { session in
            let last = try session.row(
                "SELECT number, name FROM catalogVersion WHERE tenant = ? ORDER BY number DESC LIMIT 1",
                [.text(tenant)])
            guard mayReplace(try last?.text(1)) else {
                throw StoreError(code: .conflict, message: "another version of the catalog is live")
            }
            let number = (try last?.integer(0) ?? 0) + 1
            // First, for writers of one tenant meet in the audit log: behind a feed this one would lose the race again and
            // again against those that bring a line each.
            try Self.perform(writes, of: tenant, session)
            try session.run(
                "INSERT INTO catalogVersion(tenant, number, name, at, shades, feed) VALUES (?, ?, ?, ?, ?, ?)",
                [.text(tenant), .integer(number), .text(name), .real(time), .integer(shades), .blob(feed)])
            try session.run(
                "DELETE FROM catalogVersion WHERE tenant = ? AND number <= ?", [.text(tenant), .integer(number - 10)])
            return number
        }
    }
}
