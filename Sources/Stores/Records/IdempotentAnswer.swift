/// A request that its sender may repeat, and what it was answered.
package struct IdempotentAnswer: Sendable, Hashable {
    /// Of method, path and body.
    package let fingerprint: [UInt8]
    /// Seconds since 1970: when it was first taken on.
    package let created: Double
    /// Whether something of it was done: a part, it may be, while it is worked on.
    package var isDone = false
    /// `nil` while it is being worked on, here as below.
    package var status: Int?
    package var body: [UInt8]?
}

extension Store {
    /// Takes on a request by its name.
    /// - Returns: `nil` when it is new, or was left undone by a worker that is gone since `stale`; what is known of it
    ///   otherwise.
    package func claim(
        _ name: String, of tenant: String, fingerprint: [UInt8], at time: Double, stale: Double
    ) async throws -> IdempotentAnswer? {
        try await database.write { session in
            let added = try session.run(
                """
                INSERT INTO idempotency(tenant, name, fingerprint, created) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                """, [.text(tenant), .text(name), .blob(fingerprint), .real(time)])
            if added == 1 { return nil }
            let taken = try session.run(
                """
                UPDATE idempotency SET created = ? WHERE tenant = ? AND name = ? AND fingerprint = ? AND status IS NULL
                AND done IS NULL AND created < ?
                """, [.real(time), .text(tenant), .text(name), .blob(fingerprint), .real(stale)])
            if taken == 1 { return nil }
            return try session.row(
                "SELECT fingerprint, created, status, body, done FROM idempotency WHERE tenant = ? AND name = ?",
                [.text(tenant), .text(name)]
            ).map { row in
                var answer = IdempotentAnswer(fingerprint: try row.blob(0), created: try row.real(1))
                answer.status = try row.optionalReal(2).map { Int($0) }
                answer.body = try row.optionalBlob(3)
                answer.isDone = try row.optionalReal(4) != nil
                return answer
            }
        }
    }

    /// Keeps what a request was answered.
    package func settle(_ name: String, of tenant: String, status: Int, body: [UInt8]) async throws {
        try await database.write { session in
            try session.run(
                "UPDATE idempotency SET status = ?, body = ? WHERE tenant = ? AND name = ?",
                [.integer(status), .blob(body), .text(tenant), .text(name)])
        }
    }

    /// Forgets a request that failed, so that it may be tried again.
    /// - Parameter isInDoubt: Whether it may have been done all the same; if so, it is not forgotten.
    package func release(_ name: String, of tenant: String, isInDoubt: Bool = false) async throws {
        try await database.write { session in
            try session.run(
                "DELETE FROM idempotency WHERE tenant = ? AND name = ? AND status IS NULL"
                    + (isInDoubt ? " AND done IS NULL" : ""), [.text(tenant), .text(name)])
        }
    }

    /// Forgets answers of before a time.
    /// - Returns: How many.
    @discardableResult
    package func dropAnswers(before time: Double) async throws -> Int {
        try await database.write { session in
            try session.run("DELETE FROM idempotency WHERE created < ?", [.real(time)])
        }
    }
}
