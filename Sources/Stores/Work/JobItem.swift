/// A picture of a job, taken by one worker for the time of a lease.
package struct JobItem: Sendable, Hashable {
    package let tenant: String
    package let job: String
    package let number: Int
    package let name: String
    package let path: String?
    package let sealed: [UInt8]?
    /// What to do with it, as JSON.
    package let settings: String
    /// How often it was taken, this time included. A picture that brings programs down is taken again and again.
    package let attempts: Int
    /// Who took it.
    package let holder: String
}

extension Store {
    /// Takes pictures that are due: new ones, those to try again, and those whose worker has not been heard of.
    /// - Parameters:
    ///   - holder: a name for this taking, used for no other.
    ///   - lease: seconds after which another may take them, unless it is renewed.
    package func takeJobItems(
        _ limit: Int, holder: String, at time: Double, lease: Double
    ) async throws -> [JobItem] {
        // Most of the time there are none, and readers hold nobody up.
        let isAnyDue = try await database.read { session in
            try session.row("SELECT 1 FROM jobItem WHERE due <= ? LIMIT 1", [.real(time)]) != nil
        }
        guard isAnyDue else { return [] }
        return try await database.write { session in
            let due = try session.rows(
                "SELECT tenant, job, number FROM jobItem WHERE due <= ? ORDER BY due, job, number LIMIT \(limit)"
                    + session.dialect.skippingLocked, [.real(time)])
            var taken: [JobItem] = []
            for row in due {
                let key: [SQLValue] = [
                    .text(try row.text(0)), .text(try row.text(1)), .integer(try row.integer(2)),
                ]
                try session.run(
                    """
                    UPDATE jobItem SET due = ?, holder = ?, attempts = attempts + 1
                    WHERE tenant = ? AND job = ? AND number = ?
                    """, [.real(time + lease), .text(holder)] + key)
                let found = try session.row(
                    """
                    SELECT i.tenant, i.job, i.number, i.name, i.path, i.sealed, j.settings, i.attempts
                    FROM jobItem i JOIN job j ON j.tenant = i.tenant AND j.id = i.job
                    WHERE i.tenant = ? AND i.job = ? AND i.number = ?
                    """, key)
                guard let found else { continue }
                taken.append(
                    JobItem(
                        tenant: try found.text(0), job: try found.text(1), number: try found.integer(2),
                        name: try found.text(3), path: try found.optionalText(4),
                        sealed: try found.optionalBlob(5), settings: try found.text(6),
                        attempts: try found.integer(7), holder: holder))
            }
            return taken
        }
    }

    /// Puts off the end of a lease.
    package func renewJobItems(of holder: String, until time: Double) async throws {
        try await database.write { session in
            try session.run(
                "UPDATE jobItem SET due = ? WHERE holder = ? AND due IS NOT NULL", [.real(time), .text(holder)])
        }
    }

    /// Gives a picture back, to be taken again later.
    package func putOff(_ item: JobItem, until time: Double) async throws {
        try await database.write { session in
            try session.run(
                """
                UPDATE jobItem SET due = ?, holder = NULL
                WHERE tenant = ? AND job = ? AND number = ? AND holder = ?
                """,
                [.real(time), .text(item.tenant), .text(item.job), .integer(item.number), .text(item.holder)])
        }
    }

    private struct Finished: Encodable {
        let job: String
        let total: Int
        let done: Int
        let failed: Int
    }

    /// Records what came of a picture, and removes the picture. With the last one the job is finished, and webhooks are
    /// told.
    /// - Parameters:
    ///   - result: JSON.
    ///   - code: why it was given up on; `nil` when it was read.
    /// - Returns: Whether it was recorded: not when another has taken it meanwhile, or the job was cancelled.
    package func finish(_ item: JobItem, result: String, code: String?, at time: Double) async throws -> Bool {
        try await database.write { session in
            let recorded = try session.run(
                """
                UPDATE jobItem SET due = NULL, holder = NULL, sealed = NULL, path = NULL, code = ?, result = ?
                WHERE tenant = ? AND job = ? AND number = ? AND holder = ?
                """,
                [
                    SQLValue(code), .text(result), .text(item.tenant), .text(item.job), .integer(item.number),
                    .text(item.holder),
                ])
            guard recorded > 0 else { return false }
            let key: [SQLValue] = [.text(item.tenant), .text(item.job)]
            try session.run(
                "UPDATE job SET done = done + ?, failed = failed + ? WHERE tenant = ? AND id = ?",
                [.integer(code == nil ? 1 : 0), .integer(code == nil ? 0 : 1)] + key)
            let ended = try session.run(
                "UPDATE job SET finished = ? WHERE tenant = ? AND id = ? AND finished IS NULL AND done + failed = total",
                [.real(time)] + key)
            if ended > 0, let job = try Self.job(item.job, of: item.tenant, session) {
                let news = try News(
                    .jobFinished, at: time, job: job.id,
                    Finished(job: job.id, total: job.total, done: job.done, failed: job.failed))
                try Self.enqueue(news, of: item.tenant, session)
            }
            return true
        }
    }
}
