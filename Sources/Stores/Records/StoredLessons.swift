package import Consultation

/// What a tenant's customers taught of one category.
package struct StoredLessons: Sendable, Hashable {
    package let category: String
    /// Counts up with each making, of all categories at once; used for no others, even after these were dropped.
    package let number: Int
    /// The catalog's version that they were learned with.
    package let catalog: Int
    /// When they were made, in seconds since 1970.
    package let at: Double
    package let lessons: Lessons
}

/// A worker's turn at a tenant's cases.
package struct LearningTurn: Sendable, Hashable {
    package let tenant: String
    /// Who has it.
    package let holder: String
    /// Cases and events that there were before, and the catalog.
    package let seen: String
    /// What had been withdrawn before.
    package let withdrawals: Int
}

extension Store {
    /// Takes a turn, if it is time for one and something has changed since the last.
    /// - Parameters:
    ///   - holder: a name for this turn, used for no other.
    ///   - lease: seconds after which another may take it, unless it is renewed.
    package func takeLearningTurn(
        of tenant: String, holder: String, at time: Double, lease: Double
    ) async throws -> LearningTurn? {
        // Readers hold nobody up, and most of the time there is nothing to do.
        let found = try await database.read { session -> String? in
            let row = try session.row("SELECT due, seen FROM learning WHERE tenant = ?", [.text(tenant)])
            if let row, try row.real(0) > time { return nil }
            let catalog = try session.row(
                "SELECT number FROM catalogVersion WHERE tenant = ? ORDER BY number DESC LIMIT 1", [.text(tenant)]
            )?.integer(0)
            let cases = try session.row(
                """
                SELECT COUNT(*), CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM consultation
                WHERE tenant = ? AND COALESCE(learns, 1) = 1
                """, [.text(tenant)])
            guard let catalog, let cases else { return nil }
            let seen = "\(catalog) \(try cases.integer(0)) \(try cases.integer(1))"
            if let row, try row.optionalText(1) == seen { return nil }
            return seen
        }
        guard let seen = found else { return nil }
        return try await database.write { session in
            try session.run(
                "INSERT INTO learning(tenant, withdrawals, number, due) VALUES (?, 0, 0, 0) ON CONFLICT DO NOTHING",
                [.text(tenant)])
            let taken = try session.run(
                "UPDATE learning SET holder = ?, due = ? WHERE tenant = ? AND due <= ?",
                [.text(holder), .real(time + lease), .text(tenant), .real(time)])
            let row = try session.row("SELECT withdrawals FROM learning WHERE tenant = ?", [.text(tenant)])
            guard taken > 0, let row else { return nil }
            return LearningTurn(
                tenant: tenant, holder: holder, seen: seen, withdrawals: try row.integer(0))
        }
    }

    /// Puts off the end of a turn's lease.
    /// - Returns: Whether it is still its holder's.
    package func renew(_ turn: LearningTurn, until time: Double) async throws -> Bool {
        try await database.write { session in
            try session.run(
                "UPDATE learning SET due = ? WHERE tenant = ? AND holder = ?",
                [.real(time), .text(turn.tenant), .text(turn.holder)]) > 0
        }
    }

    /// Gives a turn back with nothing learned.
    package func giveBack(_ turn: LearningTurn, until time: Double) async throws {
        _ = try await renew(turn, until: time)
    }

    /// Cases of those who agree to `learn`, some at a time, in the order of their ids.
    /// - Parameter id: the last one seen.
    package func teachingCases(of tenant: String, after id: String?, limit: Int = 64) async throws -> [StoredCase] {
        try await database.read { session in
            try session.rows(
                """
                SELECT id FROM consultation WHERE tenant = ? AND COALESCE(learns, 1) = 1 AND id > ?
                ORDER BY id LIMIT \(limit)
                """, [.text(tenant), .text(id ?? "")]
            ).compactMap { row in try Self.loadCase(row.text(0), of: tenant, session) }
        }
    }

    /// Keeps what a turn taught in place of what was there.
    /// - Parameters:
    ///   - lessons: by category.
    ///   - catalog: the version that they were learned with.
    ///   - next: when the next turn may be taken.
    /// - Returns: Their number; `nil` where another has taken the turn meanwhile, or somebody whose case was gone through
    ///   has withdrawn: nothing is kept then.
    package func keep(
        _ lessons: [String: Lessons], of turn: LearningTurn, catalog: Int, at time: Double, next: Double
    ) async throws -> Int? {
        try await database.write { session in
            let row = try session.row(
                "SELECT number FROM learning WHERE tenant = ? AND holder = ? AND withdrawals = ?",
                [.text(turn.tenant), .text(turn.holder), .integer(turn.withdrawals)])
            guard let row else { return nil }
            let number = try row.integer(0) + 1
            try session.run("DELETE FROM lessons WHERE tenant = ?", [.text(turn.tenant)])
            for (category, lessons) in lessons {
                try session.run(
                    "INSERT INTO lessons(tenant, category, number, catalog, at, cases, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    [
                        .text(turn.tenant), .text(category), .integer(number), .integer(catalog), .real(time),
                        .integer(lessons.customers), .text(try Self.json(lessons)),
                    ])
            }
            try session.run(
                "UPDATE learning SET number = ?, seen = ?, due = ?, holder = NULL WHERE tenant = ?",
                [.integer(number), .text(turn.seen), .real(next), .text(turn.tenant)])
            return number
        }
    }

    /// Which lessons a tenant has of a category; 0 for none.
    package func lessonsNumber(of tenant: String, category: String) async throws -> Int {
        try await database.read { session in
            try session.row(
                "SELECT number FROM lessons WHERE tenant = ? AND category = ?", [.text(tenant), .text(category)]
            )?.integer(0) ?? 0
        }
    }

    package func lessons(of tenant: String, category: String) async throws -> StoredLessons? {
        try await database.read { session in
            try session.row(
                "SELECT number, catalog, at, body FROM lessons WHERE tenant = ? AND category = ?",
                [.text(tenant), .text(category)]
            ).map { row in
                StoredLessons(
                    category: category, number: try row.integer(0), catalog: try row.integer(1), at: try row.real(2),
                    lessons: try Self.value(Lessons.self, json: row.text(3)))
            }
        }
    }

    /// How many cases taught what a tenant's advice stands on, and when that was; `nil` where it stands on nobody's.
    package func learningState(of tenant: String) async throws -> (cases: Int, at: Double)? {
        try await database.read { session in
            let rows = try session.rows("SELECT cases, at FROM lessons WHERE tenant = ?", [.text(tenant)])
            guard let at = try rows.map({ try $0.real(1) }).max() else { return nil }
            return (try rows.reduce(0) { try $0 + $1.integer(0) }, at)
        }
    }

    /// Somebody who taught is to have taught nothing: the lessons go, and those who are making new ones keep them not.
    static func dropLessons(of tenant: String, _ session: any SQLSession) throws(StoreError) {
        try session.run("DELETE FROM lessons WHERE tenant = ?", [.text(tenant)])
        try session.run(
            "UPDATE learning SET withdrawals = withdrawals + 1, seen = NULL WHERE tenant = ?", [.text(tenant)])
    }
}
