/// A message on its way to a webhook, taken by one sender for the time of a lease.
package struct Delivery: Sendable, Hashable {
    package let tenant: String
    /// The same however often it is sent: by it a receiver tells what it has had.
    package let id: String
    package let webhook: String
    package let url: String
    package let secret: WebhookSecret
    package let body: String
    /// Seconds since 1970.
    package let created: Double
    /// How often it was tried, this time included.
    package let attempts: Int
    /// Who took it.
    package let holder: String
}

extension Store {
    /// Takes messages that are due, the longest due first.
    /// - Parameters:
    ///   - most: how many of one tenant's may be taken at once, by whomever: who does not answer keeps others' waiting no
    ///     longer.
    ///   - holder: a name for this taking, used for no other.
    ///   - lease: seconds after which another may take them.
    package func takeDeliveries(
        _ limit: Int, ofEach most: Int = .max, holder: String, at time: Double, lease: Double
    ) async throws -> [Delivery] {
        // Most of the time there are none to take, and readers hold nobody up.
        let isAny = try await database.read { session in
            let held = try Self.heldDeliveries(at: time, lease: lease, session)
            return try Self.tenantInTurn(besides: held.filter { $0.value >= most }.map(\.key), at: time, session) != nil
        }
        guard isAny else { return [] }
        return try await database.write { session in
            var held = try Self.heldDeliveries(at: time, lease: lease, session)
            var taken: [Delivery] = []
            var passed: Set<String> = []
            while taken.count < limit {
                let full = held.filter { $0.value >= most }.map(\.key)
                guard let tenant = try Self.tenantInTurn(besides: passed.union(full), at: time, session) else { break }
                if let found = try Self.takeDelivery(of: tenant, holder: holder, at: time, lease: lease, session) {
                    held[tenant, default: 0] += 1
                    taken.append(found)
                } else {
                    // Others are taking what it has.
                    passed.insert(tenant)
                }
            }
            return taken
        }
    }

    /// The tenant whose message has been due longest; `nil` where nothing is due.
    /// - Parameter full: tenants whose messages are left.
    /// - Complexity: O(tenants with webhooks), however many messages each has.
    private static func tenantInTurn(
        besides full: some Collection<String>, at time: Double, _ session: any SQLSession
    ) throws -> String? {
        let marks = full.map { _ in "?" }.joined(separator: ", ")
        return try session.row(
            """
            SELECT tenant FROM (
                SELECT tenant, (SELECT MIN(due) FROM delivery WHERE delivery.tenant = waiting.tenant) AS first
                FROM (SELECT DISTINCT tenant FROM webhook) AS waiting
            ) AS turns WHERE first <= ?\(full.isEmpty ? "" : " AND tenant NOT IN (\(marks))") ORDER BY first, tenant LIMIT 1
            """, [SQLValue.real(time)] + full.sorted().map { SQLValue.text($0) })?.text(0)
    }

    /// How many messages of each tenant are somebody's now.
    private static func heldDeliveries(
        at time: Double, lease: Double, _ session: any SQLSession
    ) throws -> [String: Int] {
        let rows = try session.rows(
            """
            SELECT tenant, COUNT(*) FROM delivery WHERE due > ? AND due <= ? AND holder IS NOT NULL GROUP BY tenant
            """, [.real(time), .real(time + lease)])
        var held: [String: Int] = [:]
        for row in rows { held[try row.text(0)] = try row.integer(1) }
        return held
    }

    /// Takes a tenant's message that has been due longest; `nil` where others have it.
    private static func takeDelivery(
        of tenant: String, holder: String, at time: Double, lease: Double, _ session: any SQLSession
    ) throws -> Delivery? {
        let due = try session.row(
            "SELECT id FROM delivery WHERE tenant = ? AND due <= ? ORDER BY due, id LIMIT 1"
                + session.dialect.skippingLocked, [.text(tenant), .real(time)])
        guard let due else { return nil }
        let key: [SQLValue] = [.text(tenant), .text(try due.text(0))]
        try session.run(
            "UPDATE delivery SET due = ?, holder = ?, attempts = attempts + 1 WHERE tenant = ? AND id = ?",
            [.real(time + lease), .text(holder)] + key)
        return try session.row(
            """
            SELECT d.tenant, d.id, d.webhook, w.url, w.secret, w.sealed, d.body, d.created, d.attempts
            FROM delivery d JOIN webhook w ON w.tenant = d.tenant AND w.id = d.webhook
            WHERE d.tenant = ? AND d.id = ?
            """, key
        ).map { found in
            Delivery(
                tenant: try found.text(0), id: try found.text(1), webhook: try found.text(2), url: try found.text(3),
                secret: WebhookSecret(bytes: try found.blob(4), isSealed: try found.flag(5)),
                body: try found.text(6), created: try found.real(7), attempts: try found.integer(8), holder: holder)
        }
    }

    /// The message has arrived.
    package func finish(_ delivery: Delivery) async throws {
        try await database.write { session in
            try session.run(
                "DELETE FROM delivery WHERE tenant = ? AND id = ? AND holder = ?",
                [.text(delivery.tenant), .text(delivery.id), .text(delivery.holder)])
            try session.run(
                "UPDATE webhook SET failing = NULL, failure = NULL WHERE tenant = ? AND id = ? AND failing IS NOT NULL",
                [.text(delivery.tenant), .text(delivery.webhook)])
        }
    }

    /// The message has not arrived.
    /// - Parameters:
    ///   - why: for the shop; nothing of the message.
    ///   - next: when to try again; `nil` to give the message up.
    ///   - patience: seconds without any success after which a webhook whose message is given up is disabled.
    package func fail(
        _ delivery: Delivery, why: String, at time: Double, next: Double?, patience: Double
    ) async throws {
        try await database.write { session in
            let webhook: [SQLValue] = [.text(delivery.tenant), .text(delivery.webhook)]
            try session.run(
                "UPDATE webhook SET failing = COALESCE(failing, ?), failure = ? WHERE tenant = ? AND id = ?",
                [.real(time), .text(why)] + webhook)
            let key: [SQLValue] = [.text(delivery.tenant), .text(delivery.id), .text(delivery.holder)]
            if let next {
                try session.run(
                    "UPDATE delivery SET due = ?, holder = NULL WHERE tenant = ? AND id = ? AND holder = ?",
                    [.real(next)] + key)
                return
            }
            try session.run("DELETE FROM delivery WHERE tenant = ? AND id = ? AND holder = ?", key)
            let disabled = try session.run(
                """
                UPDATE webhook SET disabled = ?
                WHERE tenant = ? AND id = ? AND disabled IS NULL AND failing <= ?
                """, [.real(time)] + webhook + [.real(time - patience)])
            if disabled > 0 {
                try session.run("DELETE FROM delivery WHERE tenant = ? AND webhook = ?", webhook)
            }
        }
    }

    /// How many messages wait.
    package func waitingDeliveries(of tenant: String) async throws -> Int {
        try await database.read { session in
            try session.row("SELECT COUNT(*) FROM delivery WHERE tenant = ?", [.text(tenant)])?.integer(0) ?? 0
        }
    }
}
