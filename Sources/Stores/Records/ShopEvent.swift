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

extension Store {
    /// - Returns: How many of them were new.
    package func add(_ events: [ShopEvent], of tenant: String) async throws -> Int {
        try await database.write { session in
            var added = 0
            for event in events {
                added += try session.run(
                    """
                    INSERT INTO shopEvent(tenant, id, customer, sku, kind, reason, body, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """,
                    [
                        .text(tenant), .text(event.id), .text(event.customer), .text(event.sku),
                        .text(event.kind.rawValue), SQLValue(event.reason), SQLValue(event.text), .real(event.at),
                    ])
            }
            return added
        }
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
