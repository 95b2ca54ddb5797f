/// By what right somebody agreed.
package enum ConsentBasis: String, Sendable, Codable, CaseIterable {
    /// For herself, being of age.
    case adult
    /// For a child in her care.
    case guardian
}

/// Proof of what somebody agreed to, and when.
package struct ConsentReceipt: Sendable, Hashable, Codable {
    package let id: String
    package let consultation: String?
    package let customer: String?
    /// Seconds since 1970.
    package let at: Double
    /// By name; none when she took it all back.
    package let purposes: [String]
    /// Of the text she agreed to.
    package let version: String
    /// Who says so; `nil` where the shop did not tell.
    package let basis: ConsentBasis?

    package init(
        id: String, consultation: String?, customer: String?, at: Double, purposes: [String], version: String,
        basis: ConsentBasis? = nil
    ) {
        (self.id, self.consultation, self.customer) = (id, consultation, customer)
        (self.at, self.purposes, self.version, self.basis) = (at, purposes, version, basis)
    }
}

extension Store {
    static func insert(_ receipt: ConsentReceipt, of tenant: String, _ session: any SQLSession) throws(StoreError) {
        try session.run(
            """
            INSERT INTO receipt(tenant, id, consultation, customer, at, purposes, version, basis)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(tenant), .text(receipt.id), SQLValue(receipt.consultation), SQLValue(receipt.customer),
                .real(receipt.at), .text(receipt.purposes.joined(separator: " ")), .text(receipt.version),
                SQLValue(receipt.basis?.rawValue),
            ])
    }

    static func receipts(
        ofCustomer customer: String, of tenant: String, _ session: any SQLSession
    ) throws(StoreError) -> [ConsentReceipt] {
        try receipts(whose: "customer", is: customer, of: tenant, session)
    }

    static func receipts(
        ofCase consultation: String, of tenant: String, _ session: any SQLSession
    ) throws(StoreError) -> [ConsentReceipt] {
        try receipts(whose: "consultation", is: consultation, of: tenant, session)
    }

    private static func receipts(
        whose column: String, is value: String, of tenant: String, _ session: any SQLSession
    ) throws(StoreError) -> [ConsentReceipt] {
        let rows = try session.rows(
            """
            SELECT id, consultation, customer, at, purposes, version, basis FROM receipt
            WHERE tenant = ? AND \(column) = ? ORDER BY at, id
            """, [.text(tenant), .text(value)])
        var receipts: [ConsentReceipt] = []
        for row in rows {
            receipts.append(
                ConsentReceipt(
                    id: try row.text(0), consultation: try row.optionalText(1), customer: try row.optionalText(2),
                    at: try row.real(3), purposes: try row.text(4).split(separator: " ").map(String.init),
                    version: try row.text(5), basis: try row.optionalText(6).flatMap(ConsentBasis.init)))
        }
        return receipts
    }
}
