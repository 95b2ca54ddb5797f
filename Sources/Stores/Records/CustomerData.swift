package import Consultation

/// All that is kept of one customer.
package struct CustomerData: Sendable {
    package struct Case: Sendable {
        package let id: String
        package let created: Double
        package let events: [ConsultationEvent]
        package let reviews: [Review]
        package let images: [StoredImage]
        /// Who did what with the case, as the audit log has it.
        package let accesses: [AuditRecord]
    }

    package let customer: String
    package let cases: [Case]
    package let receipts: [ConsentReceipt]
    package let shopEvents: [ShopEvent]
    package let jobs: [Job]

    package var isEmpty: Bool { cases.isEmpty && receipts.isEmpty && shopEvents.isEmpty && jobs.isEmpty }
}

extension Store {
    /// - Parameter time: pictures that have expired by then are left out.
    /// - Returns: All that is kept of a customer, of one moment.
    package func customer(_ customer: String, of tenant: String, at time: Double? = nil) async throws -> CustomerData {
        try await database.read { session in
            let heads = try session.rows(
                "SELECT id, created FROM consultation WHERE tenant = ? AND customer = ? ORDER BY created, id",
                [.text(tenant), .text(customer)])
            let cases = try heads.map { head in try Self.data(ofCase: head, of: tenant, at: time, session) }
            return CustomerData(
                customer: customer, cases: cases,
                receipts: try Self.receipts(ofCustomer: customer, of: tenant, session),
                shopEvents: try Self.shopEvents(ofCustomer: customer, of: tenant, session),
                jobs: try Self.jobs(ofCustomer: customer, of: tenant, session))
        }
    }

    /// - Parameter time: pictures that have expired by then are left out.
    /// - Returns: All that is kept of one case, of one moment; `nil` where there is none.
    package func caseData(
        _ id: String, of tenant: String, at time: Double? = nil
    ) async throws -> (found: CustomerData.Case, receipts: [ConsentReceipt])? {
        try await database.read { session in
            let head = try session.row(
                "SELECT id, created FROM consultation WHERE tenant = ? AND id = ?", [.text(tenant), .text(id)])
            guard let head else { return nil }
            return (
                found: try Self.data(ofCase: head, of: tenant, at: time, session),
                receipts: try Self.receipts(ofCase: id, of: tenant, session)
            )
        }
    }

    /// - Parameter head: its id, and when it was made.
    private static func data(
        ofCase head: SQLRow, of tenant: String, at time: Double?, _ session: any SQLSession
    ) throws -> CustomerData.Case {
        let id = try head.text(0)
        let events = try session.rows(
            "SELECT body FROM event WHERE tenant = ? AND consultation = ? ORDER BY number",
            [.text(tenant), .text(id)]
        ).map { row in try value(ConsultationEvent.self, json: row.text(0)) }
        return CustomerData.Case(
            id: id, created: try head.real(1), events: events,
            reviews: try reviews(ofCase: id, of: tenant, session),
            images: try images(ofCase: id, of: tenant, at: time, session),
            accesses: try audit(about: id, of: tenant, session))
    }

    /// Removes all that is kept of a customer. What stays says that it was done: when, how many cases, and a hash by
    /// which the shop can prove whose they were.
    /// - Parameters:
    ///   - subject: the hash.
    ///   - writes: what goes with it, given the ids of the cases that there were.
    /// - Returns: How many cases there were.
    package func erase(
        _ customer: String, of tenant: String, tombstone id: String, subject: [UInt8], at time: Double,
        along writes: @escaping @Sendable (_ cases: [String]) throws -> [StoreWrite] = { _ in [] }
    ) async throws -> Int {
        let cases = try await database.write { session in
            let heads = try session.rows(
                "SELECT id, COALESCE(learns, 1) FROM consultation WHERE tenant = ? AND customer = ? ORDER BY created, id",
                [.text(tenant), .text(customer)])
            let gone = try heads.map { row in try row.text(0) }
            if try heads.contains(where: { try $0.flag(1) }) { try Self.dropLessons(of: tenant, session) }
            // What hangs on a consultation goes with it.
            let cases = try session.run(
                "DELETE FROM consultation WHERE tenant = ? AND customer = ?", [.text(tenant), .text(customer)])
            for table in ["receipt", "shopEvent", "job"] {
                try session.run(
                    "DELETE FROM \(table) WHERE tenant = ? AND customer = ?", [.text(tenant), .text(customer)])
            }
            try Self.bury(id, of: tenant, subject: subject, at: time, cases: cases, session)
            try Self.perform(try writes(gone), of: tenant, session)
            return cases
        }
        // A copy in the database's log would outlive what it is a copy of.
        await database.forgetErased()
        return cases
    }

    /// Removes one case and all that hangs on it, receipts of its consent and what is untold of it too. What the shop's
    /// systems know of its customer, and her other cases, stay.
    /// - Parameters:
    ///   - subject: a hash by which the shop can prove which case it was.
    ///   - writes: what goes with it.
    /// - Returns: Whether there was one; nothing is written otherwise.
    package func eraseCase(
        _ id: String, of tenant: String, tombstone: String, subject: [UInt8], at time: Double,
        along writes: [StoreWrite] = []
    ) async throws -> Bool {
        let isErased = try await database.write { session in
            let key: [SQLValue] = [.text(tenant), .text(id)]
            let head = try session.row("SELECT COALESCE(learns, 1) FROM consultation WHERE tenant = ? AND id = ?", key)
            guard let head else { return false }
            if try head.flag(0) { try Self.dropLessons(of: tenant, session) }
            try session.run("DELETE FROM consultation WHERE tenant = ? AND id = ?", key)
            try session.run("DELETE FROM receipt WHERE tenant = ? AND consultation = ?", key)
            try Self.bury(tombstone, of: tenant, subject: subject, at: time, cases: 1, session)
            try Self.perform(writes, of: tenant, session)
            return true
        }
        if isErased { await database.forgetErased() }
        return isErased
    }

    /// Notes that there was something, and no more of it.
    private static func bury(
        _ tombstone: String, of tenant: String, subject: [UInt8], at time: Double, cases: Int, _ session: any SQLSession
    ) throws(StoreError) {
        try session.run(
            "INSERT INTO tombstone(tenant, id, subject, at, consultations) VALUES (?, ?, ?, ?, ?)",
            [.text(tenant), .text(tombstone), .blob(subject), .real(time), .integer(cases)])
    }
}
