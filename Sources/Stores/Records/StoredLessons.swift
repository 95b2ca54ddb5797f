package import Consultation

/// What a tenant's customers taught of one category.
package struct StoredLessons: Sendable, Hashable {
    /// Counts up with each making, of all categories at once; used for no others, even after these were dropped.
    package let number: Int
    package let lessons: Lessons
}

extension Store {
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
                "SELECT number, body FROM lessons WHERE tenant = ? AND category = ?",
                [.text(tenant), .text(category)]
            ).map { row in
                StoredLessons(
                    number: try row.integer(0), lessons: try Self.value(Lessons.self, json: row.text(1)))
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
