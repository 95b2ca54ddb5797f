import Stores
import Testing

struct AuditLogTests {
    /// Runs a test on a log of `count` lines of tenant `a`.
    private static func withLog(
        _ count: Int, _ backend: Backend, _ body: (Store) async throws -> Void
    ) async throws {
        try await withStore(backend) { store in
            for index in 0..<count { try await store.write([entry(index)], of: "a") }
            try await body(store)
        }
    }

    private static func entry(_ index: Int) -> StoreWrite {
        .audit(
            AuditEntry(
                at: 1_800_000_000.123 + Double(index), actor: "key:k_1", .imageRead, "c_\(index)",
                ["image": "i_\(index)"]))
    }

    @Test(arguments: Backend.present)
    func aLogThatNobodyTouchedIsSoundAcrossItsPages(_ backend: Backend) async throws {
        try await Self.withLog(1103, backend) { store in
            var hashes: [[UInt8]] = []
            let verdict = try await store.verifyAudit(of: "a") { hashes.append($0) }
            #expect(verdict == .sound(records: 1103, head: try #require(hashes.last)))
            #expect(Set(hashes).count == 1103)
            #expect(try await store.verifyAudit(of: "b") == .sound(records: 0, head: AuditRecord.origin))
        }
    }

    private static let changes: [(statement: String, values: [SQLValue])] = [
        ("UPDATE audit SET actor = 'key:k_2' WHERE number = 4", []),
        ("UPDATE audit SET at = at + 1 WHERE number = 4", []),
        ("UPDATE audit SET detail = '{}' WHERE number = 4", []),
        ("UPDATE audit SET subject = 'c_9' WHERE number = 4", []),
        ("UPDATE audit SET action = 'policy.changed' WHERE number = 4", []),
        ("DELETE FROM audit WHERE number = 4", []),
        ("UPDATE audit SET hash = ? WHERE number = 4", [.blob([UInt8](repeating: 0, count: 32))]),
    ]

    @Test(arguments: Backend.present, changes.indices)
    func whateverIsChangedInARecordOrWithItTheLogSaysWhich(_ backend: Backend, _ change: Int) async throws {
        try await Self.withLog(7, backend) { store in
            let (statement, values) = Self.changes[change]
            try await store.database.write { session in _ = try session.run(statement, values) }
            guard case .broken(let number, _) = try await store.verifyAudit(of: "a") else {
                Issue.record("the log passes for sound")
                return
            }
            #expect(number == 4)
        }
    }

    @Test(arguments: Backend.present)
    func recordsTakenOffTheEndAreMissedByTheHead(_ backend: Backend) async throws {
        try await Self.withLog(7, backend) { store in
            try await store.database.write { session in _ = try session.run("DELETE FROM audit WHERE number > 5", []) }
            #expect(try await store.verifyAudit(of: "a") == .broken(number: 6, why: "it is missing"))
        }
    }

    @Test(arguments: Backend.present)
    func aLogThatWasEmptiedHeadAndAllIsMissedWhereThereAreKeys(_ backend: Backend) async throws {
        try await Self.withLog(3, backend) { store in
            let key = APIKey(id: "k_1", tenant: "a", name: "first", scopes: [], created: 1)
            try await store.add(key, hash: [1], along: [Self.entry(3)])
            guard case .sound(4, _) = try await store.verifyAudit(of: "a") else {
                Issue.record("the log is broken")
                return
            }
            try await store.database.write { session in
                _ = try session.run("DELETE FROM audit", [])
                _ = try session.run("DELETE FROM auditHead", [])
            }
            guard case .broken(1, _) = try await store.verifyAudit(of: "a") else {
                Issue.record("the log passes for sound")
                return
            }
            // Who has no keys need have no records.
            #expect(try await store.verifyAudit(of: "b") == .sound(records: 0, head: AuditRecord.origin))
        }
    }

    @Test(arguments: Backend.present)
    func recordsTakenOffWithTheHeadAreMissedByWhoHasNotedIt(_ backend: Backend) async throws {
        try await Self.withLog(7, backend) { store in
            guard case .sound(_, let noted) = try await store.verifyAudit(of: "a") else {
                Issue.record("the log is broken")
                return
            }
            let earlier = try await store.audit(of: "a", after: 4).first
            let last = try #require(earlier)
            try await store.database.write { session in
                _ = try session.run("DELETE FROM audit WHERE number > 5", [])
                _ = try session.run("UPDATE auditHead SET number = 5, hash = ?", [.blob(last.hash)])
            }
            var isThere = false
            let verdict = try await store.verifyAudit(of: "a") { isThere = isThere || $0 == noted }
            #expect(verdict == .sound(records: 5, head: last.hash))
            #expect(!isThere)
        }
    }

    @Test(arguments: Backend.shared)
    func writersOfTwoProgramsKeepOneChain(_ backend: Backend) async throws {
        let place = try Place(backend)
        let stores = [try await Store(place.open()), try await Store(place.open())]
        try await stores[0].add(Tenant(id: "a", name: "A"), at: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<6 {
                group.addTask {
                    for index in 0..<10 {
                        try await stores[writer % 2].write([Self.entry(10 * writer + index)], of: "a")
                    }
                }
            }
            try await group.waitForAll()
        }
        guard case .sound(60, _) = try await stores[0].verifyAudit(of: "a") else {
            Issue.record("the log is broken")
            return
        }
        for store in stores { await store.database.close() }
    }

    @Test(arguments: Backend.present) func whatIsUndoneLeavesNoLine(_ backend: Backend) async throws {
        try await Self.withLog(1, backend) { store in
            let homeless = StoredImage(
                id: "i_1", consultation: "c_none", at: 0, expires: 1, type: "image/jpeg", bytes: 1)
            await #expect(throws: StoreError.self) {
                try await store.write([Self.entry(1), .image(homeless, sealed: [1])], of: "a")
            }
            #expect(try await store.audit(of: "a", after: 0).map(\.subject) == ["c_0"])
            try await store.write([Self.entry(1)], of: "a")
            guard case .sound(2, _) = try await store.verifyAudit(of: "a") else {
                Issue.record("the log is broken")
                return
            }
        }
    }
}
