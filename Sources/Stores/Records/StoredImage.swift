/// A customer's photo that is kept, as far as it can be told without its key.
package struct StoredImage: Sendable, Hashable, Codable {
    package let id: String
    package let consultation: String
    /// Seconds since 1970.
    package let at: Double
    /// When it is removed, consent or not.
    package let expires: Double
    /// `image/jpeg` or `image/png`.
    package let type: String
    /// Of the picture itself.
    package let bytes: Int

    package init(id: String, consultation: String, at: Double, expires: Double, type: String, bytes: Int) {
        (self.id, self.consultation, self.at, self.expires) = (id, consultation, at, expires)
        (self.type, self.bytes) = (type, bytes)
    }
}

extension Store {
    static func insert(
        _ image: StoredImage, sealed: [UInt8], of tenant: String, _ session: any SQLSession
    ) throws(StoreError) {
        try session.run(
            """
            INSERT INTO image(tenant, id, consultation, at, expires, type, bytes, sealed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(tenant), .text(image.id), .text(image.consultation), .real(image.at), .real(image.expires),
                .text(image.type), .integer(image.bytes), .blob(sealed),
            ])
    }

    /// A case's pictures, oldest first.
    /// - Parameter time: those that have expired by then are left out; `nil` for all that are there still.
    package func images(
        ofCase consultation: String, of tenant: String, at time: Double? = nil
    ) async throws -> [StoredImage] {
        try await database.read { session in try Self.images(ofCase: consultation, of: tenant, at: time, session) }
    }

    static func images(
        ofCase consultation: String, of tenant: String, at time: Double?, _ session: any SQLSession
    ) throws -> [StoredImage] {
        try session.rows(
            "SELECT \(imageColumns) FROM image WHERE tenant = ? AND consultation = ? AND expires > ? ORDER BY at, id",
            [.text(tenant), .text(consultation), .real(time ?? 0)]
        ).map(image)
    }

    /// A picture of a case and what it is sealed in; `nil` where there is none, or no more at `time`.
    package func image(
        _ id: String, ofCase consultation: String, of tenant: String, at time: Double
    ) async throws -> (image: StoredImage, sealed: [UInt8])? {
        try await database.read { session in
            try session.row(
                """
                SELECT \(Self.imageColumns), sealed FROM image
                WHERE tenant = ? AND consultation = ? AND id = ? AND expires > ?
                """, [.text(tenant), .text(consultation), .text(id), .real(time)]
            ).map { row in (try Self.image(row), try row.blob(6)) }
        }
    }

    /// Removes what has expired, and says so in the audit log.
    /// - Returns: How many pictures.
    package func removeExpiredImages(at time: Double, actor: String) async throws -> Int {
        try await database.write { session in
            let counts = try session.rows(
                "SELECT tenant, COUNT(*) FROM image WHERE expires <= ? GROUP BY tenant ORDER BY tenant", [.real(time)])
            var removed = 0
            for row in counts {
                let tenant = try row.text(0)
                let count = try session.run(
                    "DELETE FROM image WHERE tenant = ? AND expires <= ?", [.text(tenant), .real(time)])
                removed += count
                try Self.append(
                    AuditEntry(at: time, actor: actor, .imagesExpired, tenant, ["images": String(count)]), of: tenant,
                    session)
            }
            return removed
        }
    }

    private static let imageColumns = "id, consultation, at, expires, type, bytes"

    private static func image(_ row: SQLRow) throws(StoreError) -> StoredImage {
        StoredImage(
            id: try row.text(0), consultation: try row.text(1), at: try row.real(2), expires: try row.real(3),
            type: try row.text(4), bytes: try row.integer(5))
    }
}
