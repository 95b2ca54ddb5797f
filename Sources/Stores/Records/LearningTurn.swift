package import Consultation

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
        try await database.write { session in
            try session.run(
                "UPDATE learning SET due = ?, holder = NULL WHERE tenant = ? AND holder = ?",
                [.real(time), .text(turn.tenant), .text(turn.holder)])
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
}
