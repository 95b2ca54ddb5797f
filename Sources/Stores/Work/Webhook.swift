/// Where a shop's program wants to be told of what happens.
package struct Webhook: Sendable, Hashable {
    package let id: String
    package let url: String
    /// Of `News.Kind`, sorted.
    package let events: [String]
    /// Seconds since 1970, as all times here.
    package let created: Double
    /// Since when nothing has got through; `nil` while all is well.
    package let failing: Double?
    /// What went wrong last: a status, or what the network said.
    package let failure: String?
    /// When it was given up on; it is told nothing more.
    package let disabled: Double?

    package init(
        id: String, url: String, events: [String], created: Double, failing: Double? = nil, failure: String? = nil,
        disabled: Double? = nil
    ) {
        (self.id, self.url, self.events, self.created) = (id, url, events, created)
        (self.failing, self.failure, self.disabled) = (failing, failure, disabled)
    }
}

/// What messages are signed with, as it is kept.
package struct WebhookSecret: Sendable, Hashable {
    package let bytes: [UInt8]
    /// Whether it is sealed with the tenant's key.
    package let isSealed: Bool

    package init(bytes: [UInt8], isSealed: Bool) { (self.bytes, self.isSealed) = (bytes, isSealed) }
}

extension Store {
    package func add(
        _ webhook: Webhook, secret: WebhookSecret, of tenant: String, along writes: [StoreWrite] = []
    ) async throws {
        try await database.write { session in
            try session.run(
                """
                INSERT INTO webhook(tenant, id, url, events, secret, sealed, created) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(tenant), .text(webhook.id), .text(webhook.url),
                    .text(webhook.events.joined(separator: " ")), .blob(secret.bytes), SQLValue(secret.isSealed),
                    .real(webhook.created),
                ])
            try Self.perform(writes, of: tenant, session)
        }
    }

    package func webhooks(of tenant: String) async throws -> [Webhook] {
        try await database.read { session in
            try session.rows(
                "SELECT \(Self.webhookColumns) FROM webhook WHERE tenant = ? ORDER BY created, id", [.text(tenant)]
            ).map(Self.webhook)
        }
    }

    /// What is still to be told to it goes, too.
    /// - Returns: Whether there was one.
    package func removeWebhook(
        _ id: String, of tenant: String, along writes: [StoreWrite] = []
    ) async throws -> Bool {
        try await database.write { session in
            let removed = try session.run(
                "DELETE FROM webhook WHERE tenant = ? AND id = ?", [.text(tenant), .text(id)])
            if removed > 0 { try Self.perform(writes, of: tenant, session) }
            return removed > 0
        }
    }

    private static let webhookColumns = "id, url, events, created, failing, failure, disabled"

    private static func webhook(_ row: SQLRow) throws(StoreError) -> Webhook {
        Webhook(
            id: try row.text(0), url: try row.text(1), events: try row.text(2).split(separator: " ").map(String.init),
            created: try row.real(3), failing: try row.optionalReal(4), failure: try row.optionalText(5),
            disabled: try row.optionalReal(6))
    }
}
