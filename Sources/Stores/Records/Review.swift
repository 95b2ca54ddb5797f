/// A person's look at a consultation: what was asked for, and what came of it.
package struct Review: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// She wants a person.
        case handoff
        /// She does not accept what the machine says.
        case contest
        /// She wrote something.
        case message
    }

    package enum Decision: String, Sendable, CaseIterable {
        /// What was shown stands.
        case approve
        /// Something else is right.
        case override
        /// A person goes on from here.
        case takeOver
    }

    package let id: String
    package let consultation: String
    package let kind: Kind
    package let opened: Double
    /// By when a person has to have looked; `nil` where nothing was promised.
    package let due: Double?
    /// What she wrote, in her own words.
    package let note: String?
    package var decision: Decision?
    package var decidedBy: String?
    package var reason: String?
    package var decided: Double?

    package init(
        id: String, consultation: String, kind: Kind, opened: Double, due: Double? = nil, note: String? = nil
    ) {
        (self.id, self.consultation, self.kind) = (id, consultation, kind)
        (self.opened, self.due, self.note) = (opened, due, note)
    }
}

extension Store {
    /// - Throws: `conflict` when the case is gone.
    package func open(_ review: Review, of tenant: String, along writes: [StoreWrite] = []) async throws {
        try await database.write { session in
            try session.run(
                """
                INSERT INTO review(tenant, id, consultation, kind, opened, due, note) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(tenant), .text(review.id), .text(review.consultation), .text(review.kind.rawValue),
                    .real(review.opened), SQLValue(review.due), SQLValue(review.note),
                ])
            try Self.perform(writes, of: tenant, session)
        }
    }

    /// Reviews that wait for a person, or those decided, those due first in front.
    /// - Parameter after: The id of the last one seen; `nil` for the first page.
    /// - Returns: `nil` when no review has that id.
    package func reviews(
        of tenant: String, decided: Bool, limit: Int, after: String? = nil
    ) async throws -> [Review]? {
        try await database.read { session in
            var condition = "tenant = ? AND decided IS \(decided ? "NOT NULL" : "NULL")"
            var values: [SQLValue] = [.text(tenant)]
            if let after {
                let last = try session.row(
                    "SELECT 1 FROM review WHERE tenant = ? AND id = ?", [.text(tenant), .text(after)])
                guard last != nil else { return nil }
                condition +=
                    """
                     AND (COALESCE(due, 1e12), opened, id) >
                    (SELECT COALESCE(due, 1e12), opened, id FROM review WHERE tenant = ? AND id = ?)
                    """
                values += [.text(tenant), .text(after)]
            }
            return try session.rows(
                "SELECT \(Self.reviewColumns) FROM review WHERE \(condition) "
                    + "ORDER BY COALESCE(due, 1e12), opened, id LIMIT \(limit)", values
            ).map(Self.review)
        }
    }

    /// Records what a person decided.
    /// - Returns: The review; `nil` where there is none with that id.
    /// - Throws: `conflict` when it is decided already.
    package func decide(
        _ id: String, of tenant: String, _ decision: Review.Decision, by person: String, because reason: String?,
        at time: Double, along writes: @escaping @Sendable (Review) throws -> [StoreWrite] = { _ in [] }
    ) async throws -> Review? {
        try await database.write { session in
            let updated = try session.run(
                """
                UPDATE review SET decision = ?, decidedBy = ?, reason = ?, decided = ?
                WHERE tenant = ? AND id = ? AND decided IS NULL
                """,
                [
                    .text(decision.rawValue), .text(person), SQLValue(reason), .real(time), .text(tenant), .text(id),
                ])
            let found = try session.row(
                "SELECT \(Self.reviewColumns) FROM review WHERE tenant = ? AND id = ?", [.text(tenant), .text(id)])
            guard let found else { return nil }
            guard updated == 1 else { throw StoreError(code: .conflict, message: "the review is decided already") }
            let review = try Self.review(found)
            try Self.perform(try writes(review), of: tenant, session)
            return review
        }
    }

    /// Whether a case waits for a person's look, or was decided since a time.
    package func hasReview(ofCase consultation: String, of tenant: String, since time: Double) async throws -> Bool {
        try await database.read { session in
            try session.row(
                """
                SELECT 1 FROM review WHERE tenant = ? AND consultation = ? AND (decided IS NULL OR decided >= ?) LIMIT 1
                """, [.text(tenant), .text(consultation), .real(time)]) != nil
        }
    }

    static func reviews(ofCase consultation: String, of tenant: String, _ session: any SQLSession) throws -> [Review] {
        try session.rows(
            "SELECT \(reviewColumns) FROM review WHERE tenant = ? AND consultation = ? ORDER BY opened, id",
            [.text(tenant), .text(consultation)]
        ).map(review)
    }

    private static let reviewColumns =
        "id, consultation, kind, opened, due, note, decision, decidedBy, reason, decided"

    private static func review(_ row: SQLRow) throws -> Review {
        guard let kind = Review.Kind(rawValue: try row.text(2)) else {
            throw StoreError(code: .damaged, message: "a review is of no known kind")
        }
        var review = Review(
            id: try row.text(0), consultation: try row.text(1), kind: kind, opened: try row.real(3),
            due: try row.optionalReal(4), note: try row.optionalText(5))
        review.decision = try row.optionalText(6).flatMap(Review.Decision.init)
        (review.decidedBy, review.reason) = (try row.optionalText(7), try row.optionalText(8))
        review.decided = try row.optionalReal(9)
        return review
    }
}
