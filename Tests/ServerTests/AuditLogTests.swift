import Foundation
import Stores
import Testing

@Suite struct AuditLogTests {
    /// A log of `count` lines.
    private static func log(_ count: Int) async throws -> Store {
        let store = try await Store(SQLiteDatabase(path: nil))
        try await store.add(Tenant(id: "shop", name: "Shop"), at: 0)
        for index in 0..<count {
            try await store.write([entry(index)], of: "shop")
        }
        return store
    }

    private static func entry(_ index: Int) -> StoreWrite {
        .audit(
            AuditEntry(
                at: 1_800_000_000.123 + Double(index), actor: "key:k_1", .imageRead, "c_\(index)",
                ["image": "i_\(index)"]))
    }

    @Test func `A log that nobody touched is sound, across its pages`() async throws {
        let store = try await Self.log(1203)
        var hashes: [[UInt8]] = []
        let verdict = try await store.verifyAudit(of: "shop") { hashes.append($0) }
        #expect(verdict == .sound(records: 1203, head: try #require(hashes.last)))
        #expect(Set(hashes).count == 1203)
        #expect(try await store.verifyAudit(of: "nobody") == .sound(records: 0, head: AuditRecord.origin))
    }

    @Test(arguments: [
        "UPDATE audit SET actor = 'key:k_2' WHERE number = 4", "UPDATE audit SET at = at + 1 WHERE number = 4",
        "UPDATE audit SET detail = '{}' WHERE number = 4", "UPDATE audit SET subject = 'c_9' WHERE number = 4",
        "UPDATE audit SET action = 'policy.changed' WHERE number = 4", "DELETE FROM audit WHERE number = 4",
        "UPDATE audit SET hash = zeroblob(32) WHERE number = 4",
    ])
    func `Whatever is changed in a record or with it, the log says which`(change: String) async throws {
        let store = try await Self.log(7)
        try await store.database.write { session in _ = try session.run(change, []) }
        guard case .broken(let number, _) = try await store.verifyAudit(of: "shop") else {
            Issue.record("the log passes for sound")
            return
        }
        #expect(number == 4)
    }

    @Test func `Records taken off the end are missed by the head`() async throws {
        let store = try await Self.log(7)
        try await store.database.write { session in _ = try session.run("DELETE FROM audit WHERE number > 5", []) }
        #expect(try await store.verifyAudit(of: "shop") == .broken(number: 6, why: "it is missing"))
    }

    @Test func `Records taken off the end, head and all, are missed by who has noted the head`() async throws {
        let store = try await Self.log(7)
        guard case .sound(_, let noted) = try await store.verifyAudit(of: "shop") else {
            Issue.record("the log is broken")
            return
        }
        let earlier = try await store.audit(of: "shop", after: 4).first
        let last = try #require(earlier)
        try await store.database.write { session in
            _ = try session.run("DELETE FROM audit WHERE number > 5", [])
            _ = try session.run("UPDATE auditHead SET number = 5, hash = ?", [.blob(last.hash)])
        }
        var isThere = false
        let verdict = try await store.verifyAudit(of: "shop") { isThere = isThere || $0 == noted }
        #expect(verdict == .sound(records: 5, head: last.hash))
        #expect(!isThere)
    }

    @Test func `Writers of two programs keep one chain`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shadewise-audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "log.sqlite").path(percentEncoded: false)
        let stores = [try await Store(SQLiteDatabase(path: path)), try await Store(SQLiteDatabase(path: path))]
        try await stores[0].add(Tenant(id: "shop", name: "Shop"), at: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<60 {
                group.addTask { try await stores[index % 2].write([Self.entry(index)], of: "shop") }
            }
            try await group.waitForAll()
        }
        guard case .sound(let records, _) = try await stores[0].verifyAudit(of: "shop") else {
            Issue.record("the log is broken")
            return
        }
        #expect(records == 60)
    }

    @Test func `What is undone leaves no line`() async throws {
        let store = try await Self.log(1)
        let homeless = StoredImage(
            id: "i_1", consultation: "c_none", at: 0, expires: 1, type: "image/jpeg", bytes: 1)
        await #expect(throws: StoreError.self) {
            try await store.write([Self.entry(1), .image(homeless, sealed: [1])], of: "shop")
        }
        #expect(try await store.audit(of: "shop", after: 0).map(\.subject) == ["c_0"])
        try await store.write([Self.entry(1)], of: "shop")
        guard case .sound(2, _) = try await store.verifyAudit(of: "shop") else {
            Issue.record("the log is broken")
            return
        }
    }
}
