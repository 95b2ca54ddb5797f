internal import Foundation

/// Many pictures to be read, one by one, by whichever of the service's programs has time.
package struct Job: Sendable, Hashable {
    package let id: String
    /// Whose pictures they are, where they are all of one customer.
    package let customer: String?
    /// Seconds since 1970, as all times here.
    package let created: Double
    /// When it is removed with its results.
    package let expires: Double
    /// What to do with each picture, as JSON.
    package let settings: String
    package let total: Int
    /// Pictures read.
    package let done: Int
    /// Pictures given up on, for a reason that their results tell.
    package let failed: Int
    package let finished: Double?
    package let cancelled: Double?

    package init(
        id: String, customer: String?, created: Double, expires: Double, settings: String, total: Int, done: Int = 0,
        failed: Int = 0, finished: Double? = nil, cancelled: Double? = nil
    ) {
        (self.id, self.customer, self.created, self.expires) = (id, customer, created, expires)
        (self.settings, self.total, self.done, self.failed) = (settings, total, done, failed)
        (self.finished, self.cancelled) = (finished, cancelled)
    }

    /// A picture of it: sealed, or where it lies.
    package struct Picture: Sendable, Hashable {
        package let name: String
        package let path: String?
        package let sealed: [UInt8]?

        package init(name: String, path: String) { (self.name, self.path, sealed) = (name, path, nil) }
        package init(name: String, sealed: [UInt8]) { (self.name, path, self.sealed) = (name, nil, sealed) }
    }

    /// What came of a picture.
    package struct Result: Sendable, Hashable {
        package let number: Int
        /// JSON.
        package let text: String
    }
}

extension Store {
    /// - Parameter pictures: numbered from 1 in this order.
    package func add(
        _ job: Job, pictures: [Job.Picture], of tenant: String, along writes: [StoreWrite] = []
    ) async throws {
        // A hundred pictures take so long that as one of `write` it would lose every race: in the audit log, where writers of
        // one tenant meet, and against workers who look for pictures.
        try await database.add { session in
            try session.run(
                """
                INSERT INTO job(tenant, id, customer, created, expires, settings, total, done, failed)
                VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)
                """,
                [
                    .text(tenant), .text(job.id), SQLValue(job.customer), .real(job.created), .real(job.expires),
                    .text(job.settings), .integer(pictures.count),
                ])
            for (index, picture) in pictures.enumerated() {
                try session.run(
                    """
                    INSERT INTO jobItem(tenant, job, number, name, path, sealed, attempts, due)
                    VALUES (?, ?, ?, ?, ?, ?, 0, ?)
                    """,
                    [
                        .text(tenant), .text(job.id), .integer(index + 1), .text(picture.name), SQLValue(picture.path),
                        SQLValue(picture.sealed), .real(job.created),
                    ])
            }
            // Last: others wait for the line from here on.
            try Self.perform(writes, of: tenant, session)
        }
    }

    package func job(_ id: String, of tenant: String) async throws -> Job? {
        try await database.read { session in try Self.job(id, of: tenant, session) }
    }

    /// What came of pictures so far, by their numbers.
    /// - Parameters:
    ///   - number: of the last one seen; 0 for the first page.
    ///   - inOrder: only of those before the first that is still to be read: who goes on after the last of them misses
    ///     none that is finished later.
    package func results(
        ofJob id: String, of tenant: String, after number: Int, inOrder: Bool = false, limit: Int = 100
    ) async throws -> [Job.Result] {
        let key: [SQLValue] = [.text(tenant), .text(id)]
        // What is still to be read is due some time; what was cancelled is not, and has no result either.
        let bound =
            """
            AND number < COALESCE(
                (SELECT MIN(number) FROM jobItem WHERE tenant = ? AND job = ? AND due IS NOT NULL), \(Int32.max))
            """
        return try await database.read { session in
            try session.rows(
                """
                SELECT number, result FROM jobItem
                WHERE tenant = ? AND job = ? AND number > ? AND result IS NOT NULL \(inOrder ? bound : "")
                ORDER BY number LIMIT \(limit)
                """, key + [.integer(number)] + (inOrder ? key : [])
            ).map { row in Job.Result(number: try row.integer(0), text: try row.text(1)) }
        }
    }

    /// Ends a job before its time: pictures that are not read yet are removed. Results so far stay.
    /// - Returns: Whether it was running.
    package func cancelJob(
        _ id: String, of tenant: String, at time: Double, along writes: [StoreWrite] = []
    ) async throws -> Bool {
        try await database.write { session in
            let ended = try session.run(
                """
                UPDATE job SET cancelled = ?, finished = ? WHERE tenant = ? AND id = ? AND finished IS NULL
                """, [.real(time), .real(time), .text(tenant), .text(id)])
            guard ended > 0 else { return false }
            try session.run(
                """
                UPDATE jobItem SET due = NULL, holder = NULL, sealed = NULL, path = NULL, code = 'cancelled'
                WHERE tenant = ? AND job = ? AND due IS NOT NULL
                """, [.text(tenant), .text(id)])
            try Self.perform(writes, of: tenant, session)
            return true
        }
    }

    /// Removes a job with its results.
    /// - Returns: Whether there was one.
    package func removeJob(_ id: String, of tenant: String, along writes: [StoreWrite] = []) async throws -> Bool {
        try await database.write { session in
            let removed = try session.run(
                "DELETE FROM job WHERE tenant = ? AND id = ?", [.text(tenant), .text(id)])
            if removed > 0 { try Self.perform(writes, of: tenant, session) }
            return removed > 0
        }
    }

    /// - Returns: How many jobs were removed because their time is over.
    package func removeExpiredJobs(at time: Double) async throws -> Int {
        try await database.write { session in
            try session.run("DELETE FROM job WHERE expires <= ?", [.real(time)])
        }
    }

    static func job(_ id: String, of tenant: String, _ session: any SQLSession) throws -> Job? {
        try session.row(
            "SELECT \(jobColumns) FROM job WHERE tenant = ? AND id = ?", [.text(tenant), .text(id)]
        ).map(job)
    }

    static func jobs(ofCustomer customer: String, of tenant: String, _ session: any SQLSession) throws -> [Job] {
        try session.rows(
            "SELECT \(jobColumns) FROM job WHERE tenant = ? AND customer = ? ORDER BY created, id",
            [.text(tenant), .text(customer)]
        ).map(job)
    }

    private static let jobColumns =
        "id, customer, created, expires, settings, total, done, failed, finished, cancelled"

    private static func job(_ row: SQLRow) throws(StoreError) -> Job {
        Job(
            id: try row.text(0), customer: try row.optionalText(1), created: try row.real(2),
            expires: try row.real(3), settings: try row.text(4), total: try row.integer(5), done: try row.integer(6),
            failed: try row.integer(7), finished: try row.optionalReal(8), cancelled: try row.optionalReal(9))
    }
}
