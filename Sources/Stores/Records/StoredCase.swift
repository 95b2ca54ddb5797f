package import Consultation

/// A consultation as it is kept: whose it is, and all that happened.
package struct StoredCase: Sendable {
    package let id: String
    package let tenant: String
    /// The shop's own reference of the customer, if it gave one.
    package let customer: String?
    /// When it began.
    package let created: Double
    /// How many events there are: who appends names it, and loses if another was faster.
    package let version: Int
    package let consultation: Consultation
}

extension StoredCase {
    /// The case after events were recorded.
    package func with(_ consultation: Consultation) -> StoredCase {
        StoredCase(
            id: id, tenant: tenant, customer: customer, created: created, version: consultation.events.count,
            consultation: consultation)
    }
}

extension Store {
    /// Begins a case.
    /// - Parameter events: The first of them begins the consultation.
    /// - Throws: `conflict` when the id is taken.
    package func begin(
        _ id: String, customer: String?, of tenant: String, with events: [ConsultationEvent], at time: Double,
        along writes: [StoreWrite] = []
    ) async throws {
        let bodies = try events.map { (at: $0.at, body: try Self.json($0)) }
        try await database.write { session in
            try session.run(
                """
                INSERT INTO consultation(tenant, id, customer, created, version, learns, category)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(tenant), .text(id), SQLValue(customer), .real(time), .integer(bodies.count),
                    SQLValue(Self.agreesToLearn(events) ?? false), SQLValue(Self.category(of: events)),
                ])
            try Self.insert(bodies, after: 0, in: id, of: tenant, session)
            try Self.perform(writes, of: tenant, session)
        }
    }

    /// A case and all its events; `nil` where the tenant has none with that id.
    /// - Throws: `damaged` when its events cannot have happened.
    package func loadCase(_ id: String, of tenant: String) async throws -> StoredCase? {
        let found = try await database.read { session in try Self.rows(ofCase: id, of: tenant, session) }
        return try found.map { head, rows in try Self.storedCase(id, of: tenant, head, rows) }
    }

    static func loadCase(_ id: String, of tenant: String, _ session: any SQLSession) throws -> StoredCase? {
        try rows(ofCase: id, of: tenant, session).map { head, rows in try storedCase(id, of: tenant, head, rows) }
    }

    private static func rows(
        ofCase id: String, of tenant: String, _ session: any SQLSession
    ) throws -> (head: SQLRow, events: [SQLRow])? {
        let head = try session.row(
            "SELECT customer, created, version FROM consultation WHERE tenant = ? AND id = ?",
            [.text(tenant), .text(id)])
        guard let head else { return nil }
        let events = try session.rows(
            "SELECT body FROM event WHERE tenant = ? AND consultation = ? ORDER BY number", [.text(tenant), .text(id)])
        return (head, events)
    }

    private static func storedCase(
        _ id: String, of tenant: String, _ head: SQLRow, _ rows: [SQLRow]
    ) throws(StoreError) -> StoredCase {
        var events: [ConsultationEvent] = []
        for row in rows { events.append(try value(ConsultationEvent.self, json: row.text(0))) }
        let consultation: Consultation
        do { consultation = try Consultation(events: events) } catch {
            throw StoreError(code: .damaged, message: "the events of a case cannot have happened: \(error.code)")
        }
        return StoredCase(
            id: id, tenant: tenant, customer: try head.optionalText(0), created: try head.real(1),
            version: try head.integer(2), consultation: consultation)
    }

    /// Adds events to a case.
    /// - Parameters:
    ///   - version: the one that the events follow.
    ///   - writes: what is true only if the case is still as it was, and goes with it.
    /// - Throws: `conflict` when others were added meanwhile, or the case is gone: load it again.
    package func append(
        _ events: [ConsultationEvent], to id: String, of tenant: String, expecting version: Int,
        along writes: [StoreWrite] = []
    ) async throws {
        guard !events.isEmpty || !writes.isEmpty else { return }
        try await database.write { session in
            try Self.append(events, to: id, of: tenant, expecting: version, session)
            try Self.perform(writes, of: tenant, session)
        }
    }

    private static func category(of events: [ConsultationEvent]) -> String? {
        guard case .began(let category, _, _, _) = events.first?.what else { return nil }
        return category
    }

    /// Whoever agrees to `learn` no more has taught nothing: lessons that she taught go with the same transaction.
    static func append(
        _ events: [ConsultationEvent], to id: String, of tenant: String, expecting version: Int,
        _ session: any SQLSession
    ) throws {
        let key: [SQLValue] = [.text(tenant), .text(id)]
        let updated = try session.run(
            "UPDATE consultation SET version = ? WHERE tenant = ? AND id = ? AND version = ?",
            [.integer(version + events.count), .text(tenant), .text(id), .integer(version)])
        guard updated == 1 else { throw StoreError(code: .conflict, message: "the case has changed, or is gone") }
        if let learns = agreesToLearn(events) {
            let before = try session.row(
                "SELECT COALESCE(learns, 1) FROM consultation WHERE tenant = ? AND id = ?", key)
            try session.run(
                "UPDATE consultation SET learns = ? WHERE tenant = ? AND id = ?", [SQLValue(learns)] + key)
            if !learns, try before?.flag(0) == true { try dropLessons(of: tenant, session) }
        }
        try insert(events.map { (at: $0.at, body: try json($0)) }, after: version, in: id, of: tenant, session)
    }

    /// Whether she agrees to others' learning from her after some events; `nil` where they do not tell.
    private static func agreesToLearn(_ events: [ConsultationEvent]) -> Bool? {
        for event in events.reversed() {
            switch event.what {
            case .began(_, _, _, let consent), .consented(let consent): return consent.learn
            default: continue
            }
        }
        return nil
    }

    private static func insert(
        _ bodies: [(at: Double, body: String)], after number: Int, in id: String, of tenant: String,
        _ session: any SQLSession
    ) throws(StoreError) {
        for (index, event) in bodies.enumerated() {
            try session.run(
                "INSERT INTO event(tenant, consultation, number, at, body) VALUES (?, ?, ?, ?, ?)",
                [.text(tenant), .text(id), .integer(number + index + 1), .real(event.at), .text(event.body)])
        }
    }
}
