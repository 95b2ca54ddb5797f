package import Consultation

/// What the shop's own systems know: an order, a return, a review of a product.
package struct ShopEvent: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, CaseIterable, Codable {
        case purchased, kept, returned, reviewed
    }

    /// The shop's own id of it, or one made of what it says: sent twice, it counts once.
    package let id: String
    package let customer: String
    package let sku: String
    package let kind: Kind
    package let reason: String?
    /// Of a review, in her own words.
    package let text: String?
    /// Seconds since 1970.
    package let at: Double

    package init(
        id: String, customer: String, sku: String, kind: Kind, reason: String? = nil, text: String? = nil, at: Double
    ) {
        (self.id, self.customer, self.sku, self.kind) = (id, customer, sku, kind)
        (self.reason, self.text, self.at) = (reason, text, at)
    }
}

/// What a shop's event says in a case of hers.
package struct ShopStatement: Sendable {
    /// Of the cases that it may be about.
    package let category: String
    package let feedback: [ConsultationEvent.Feedback]

    package init(category: String, feedback: [ConsultationEvent.Feedback]) {
        (self.category, self.feedback) = (category, feedback)
    }
}

extension Store {
    /// Takes in what a shop's systems know, and, of what is new, says it in the cases that it is about: of her cases of
    /// the category the latest that began before, if she agrees there to `learn`. An event that comes when there is no
    /// such case stays the shop's, whatever she begins or agrees to later.
    /// - Parameters:
    ///   - time: now, in seconds since 1970.
    ///   - statement: what an event says in a case; `nil` for nothing.
    /// - Returns: How many of them were new, and how many were said in a case.
    @discardableResult
    package func add(
        _ events: [ShopEvent], of tenant: String, at time: Double = 0,
        saying statement: @escaping @Sendable (ShopEvent) -> ShopStatement? = { _ in nil }
    ) async throws -> (new: Int, joined: Int) {
        try await database.write { session in
            var (new, joined) = (0, 0)
            for event in events {
                let inserted = try session.run(
                    """
                    INSERT INTO shopEvent(tenant, id, customer, sku, kind, reason, body, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """,
                    [
                        .text(tenant), .text(event.id), .text(event.customer), .text(event.sku),
                        .text(event.kind.rawValue), SQLValue(event.reason), SQLValue(event.text), .real(event.at),
                    ])
                guard inserted > 0 else { continue }
                new += 1
                if let statement = statement(event), try Self.say(statement, by: event, of: tenant, at: time, session) {
                    joined += 1
                }
            }
            return (new, joined)
        }
    }

    /// - Returns: Whether there is a case to say it in, and it was not said there before.
    private static func say(
        _ statement: ShopStatement, by event: ShopEvent, of tenant: String, at time: Double, _ session: any SQLSession
    ) throws -> Bool {
        let head = try session.row(
            """
            SELECT id FROM consultation WHERE tenant = ? AND customer = ? AND category = ? AND created <= ?
            ORDER BY created DESC, id DESC LIMIT 1
            """, [.text(tenant), .text(event.customer), .text(statement.category), .real(event.at)])
        guard let head, let found = try readable(head.text(0), of: tenant, session), found.consultation.consent.learn
        else { return false }
        // A shop's clock that is ahead of ours makes nobody's skin older.
        let said = try Self.new(statement.feedback, at: min(event.at, time), in: found.consultation)
        try append(said, to: found.id, of: tenant, expecting: found.version, session)
        return !said.isEmpty
    }

    /// A case; `nil` also where it is damaged, which whoever opens it is told: others' orders do not wait for that.
    private static func readable(
        _ id: String, of tenant: String, _ session: any SQLSession
    ) throws -> StoredCase? {
        do { return try loadCase(id, of: tenant, session) } catch let error as StoreError where error.code == .damaged {
            return nil
        }
    }

    /// What a case has not been told yet: what she has said herself, or an order before, is not said again.
    private static func new(
        _ feedback: [ConsultationEvent.Feedback], at time: Double, in consultation: Consultation
    ) throws(ConsultationError) -> [ConsultationEvent] {
        var (told, events) = (consultation, [ConsultationEvent]())
        for feedback in feedback {
            let event = ConsultationEvent(at: time, .feedback(feedback))
            do throws(ConsultationError) { try told.record(event) } catch  where error.code == .repeated { continue }
            events.append(event)
        }
        return events
    }

    static func shopEvents(
        ofCustomer customer: String, of tenant: String, _ session: any SQLSession
    ) throws -> [ShopEvent] {
        try session.rows(
            """
            SELECT id, customer, sku, kind, reason, body, at FROM shopEvent
            WHERE tenant = ? AND customer = ? ORDER BY at, id
            """, [.text(tenant), .text(customer)]
        ).map { row in
            guard let kind = ShopEvent.Kind(rawValue: try row.text(3)) else {
                throw StoreError(code: .damaged, message: "a shop's event is of no known kind")
            }
            return ShopEvent(
                id: try row.text(0), customer: try row.text(1), sku: try row.text(2), kind: kind,
                reason: try row.optionalText(4), text: try row.optionalText(5), at: try row.real(6))
        }
    }
}
