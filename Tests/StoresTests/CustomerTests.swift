import Consultation
import Stores
import Testing

/// What is kept of a customer, and that none of it is after erasure.
@Suite struct CustomerTests {
    private static func shopEvent(_ id: String, _ customer: String) -> ShopEvent {
        ShopEvent(id: id, customer: customer, sku: "S", kind: .returned, reason: "too dark", text: "Hm.", at: 3)
    }

    /// One case with all that hangs on it.
    private static func fill(_ store: Store, tenant: String, customer: String) async throws {
        let id = "c-\(tenant)-\(customer)"
        try await store.begin(id, customer: customer, of: tenant, with: [.began(at: 1), .consented(at: 2)], at: 1)
        let receipt = ConsentReceipt(
            id: "r-\(customer)", consultation: id, customer: customer, at: 1, purposes: ["analysis", "learn"],
            version: "1")
        try await store.write([.receipt(receipt)], of: tenant)
        let hash = Array("\(tenant)-\(customer)".utf8)
        let token = ClientToken(tenant: tenant, consultation: id, expires: 99)
        try await store.write([.clientToken(token, hash: hash)], of: tenant)
        try await store.open(
            Review(id: "v-\(customer)", consultation: id, kind: .message, opened: 2, note: "secret"), of: tenant)
        #expect(try await store.add([Self.shopEvent("e-\(customer)", customer)], of: tenant).new == 1)
    }

    @Test(arguments: Backend.present) func sentTwiceCountsOnce(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let events = (0..<5).map { Self.shopEvent("e\($0)", "Ann") }
            let new = try await store.add(events, of: "a").new
            #expect(new == 5)
            #expect(try await store.add(events + [Self.shopEvent("e9", "Ann")] + events, of: "a").new == 1)
            #expect(try await store.add(events, of: "b").new == 5)
            #expect(try await store.customer("Ann", of: "a").shopEvents == events + [Self.shopEvent("e9", "Ann")])
        }
    }

    @Test(arguments: Backend.present) func sentByManyAtOnceCountsOnce(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let added = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        try await store.add((0..<20).map { Self.shopEvent("e\($0)", "Ann") }, of: "a").new
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(added == 20)
            #expect(try await store.customer("Ann", of: "a").shopEvents.count == 20)
        }
    }

    @Test(arguments: Backend.present) func allOfACustomerComesTogether(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await Self.fill(store, tenant: "a", customer: "Ann")
            let data = try await store.customer("Ann", of: "a")
            #expect(data.cases.map(\.id) == ["c-a-Ann"])
            #expect(data.cases.first?.events.map(\.at) == [1, 2])
            #expect(data.cases.first?.reviews.map(\.note) == ["secret"])
            #expect(data.receipts.map(\.purposes) == [["analysis", "learn"]])
            #expect(data.shopEvents == [Self.shopEvent("e-Ann", "Ann")])
            #expect(try await store.customer("Ann", of: "b").isEmpty)
            #expect(try await store.customer("ann", of: "a").isEmpty)
        }
    }

    @Test(arguments: Backend.present) func nothingOfACustomerIsLeftInAnyTable(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await Self.fill(store, tenant: "a", customer: "Ann")
            let before = try await Self.counts(store)
            for (tenant, customer) in [("a", "Bea"), ("b", "Ann")] {
                try await Self.fill(store, tenant: tenant, customer: customer)
            }
            // Every table that the customer is in has a row of hers, or this would prove nothing.
            for table in ["consultation", "event", "clienttoken", "receipt", "review", "shopevent"] {
                #expect(before[table] ?? 0 > 0, "\(table)")
            }
            #expect(try await store.erase("Ann", of: "a", tombstone: "t", subject: [7], at: 9) == 1)
            var expected = before.mapValues { $0 * 2 }
            for table in ["tenant", "migration"] { expected[table] = before[table] }
            expected["tombstone"] = 1
            #expect(try await Self.counts(store) == expected)
            #expect(try await store.customer("Ann", of: "a").isEmpty)
            #expect(try await store.loadCase("c-a-Ann", of: "a") == nil)
            #expect(try await store.client(hash: Array("a-Ann".utf8)) == nil)
            for (tenant, customer) in [("a", "Bea"), ("b", "Ann")] {
                let data = try await store.customer(customer, of: tenant)
                #expect(data.cases.count == 1)
                #expect(data.receipts.count == 1)
                #expect(data.shopEvents.count == 1)
            }
            let stone = try await store.database.read { session in
                try session.row("SELECT tenant, id, subject, at, consultations FROM tombstone", [])
            }
            #expect(stone == SQLRow(["a", "t", .blob([7]), .real(9), 1]))
        }
    }

    @Test(arguments: Backend.present)
    func oneCaseGoesWithAllThatHangsOnItAndNothingElse(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await Self.fill(store, tenant: "a", customer: "Ann")
            let before = try await Self.counts(store)
            try await store.begin("c-2", customer: nil, of: "a", with: [.began(at: 1), .consented(at: 2)], at: 1)
            let receipt = ConsentReceipt(
                id: "r-2", consultation: "c-2", customer: nil, at: 1, purposes: ["analysis"], version: "1")
            let image = StoredImage(id: "i-2", consultation: "c-2", at: 1, expires: 99, type: "image/png", bytes: 1)
            try await store.write([.receipt(receipt), .image(image, sealed: [1])], of: "a")
            try await store.write(
                [.clientToken(ClientToken(tenant: "a", consultation: "c-2", expires: 99), hash: [2])], of: "a")
            try await store.open(Review(id: "v-2", consultation: "c-2", kind: .handoff, opened: 2), of: "a")
            func erase(_ id: String, of tenant: String) async throws -> Bool {
                try await store.eraseCase(id, of: tenant, tombstone: "t", subject: [7], at: 9)
            }
            #expect(try await !erase("c-2", of: "b"))
            #expect(try await !erase("c-3", of: "a"))
            #expect(try await erase("c-2", of: "a"))
            #expect(try await !erase("c-2", of: "a"))
            var expected = before
            expected["tombstone"] = 1
            #expect(try await Self.counts(store) == expected)
            #expect(try await store.client(hash: [2]) == nil)
            #expect(try await store.customer("Ann", of: "a").receipts.count == 1)
        }
    }

    @Test(arguments: Backend.present) func erasingWhoIsNotThereIsSaidToo(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let cases = try await store.erase("no", of: "a", tombstone: "t", subject: [7], at: 9)
            #expect(cases == 0)
            #expect(
                await code { try await store.erase("no", of: "a", tombstone: "t", subject: [7], at: 9) }
                    == .conflict)
        }
    }

    /// Rows of every table that there is.
    private static func counts(_ store: Store) async throws -> [String: Int] {
        try await store.database.read { session in
            var counts: [String: Int] = [:]
            for table in try Self.tables(session) {
                counts[table] = try session.row("SELECT COUNT(*) FROM \(table)", [])?.integer(0)
            }
            return counts
        }
    }

    private static func tables(_ session: any SQLSession) throws -> [String] {
        let query =
            session.dialect == .sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        // PostgreSQL folds names that are not quoted.
        return try session.rows(query, []).map { row in try row.text(0).lowercased() }
    }
}
