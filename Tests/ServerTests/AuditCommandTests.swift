import Foundation
import Stores
import TestSupport
import Testing

struct AuditCommandTests {
    @Test func theCommandThatChecksTheAuditLogSaysByItsExitCodeWhetherItIsWhole() async throws {
        let shop = try await ShopFixture()
        let path = shop.folder.appending(path: "shop.sqlite").path(percentEncoded: false)
        for index in 0..<4 {
            try await shop.store.write(
                [.audit(AuditEntry(at: 0, actor: "operator", .imageRead, "c_\(index)"))], of: ShopFixture.tenant)
        }
        let arguments = ["audit", "verify", "--database", "sqlite:\(path)"]
        let sound = try ServerProgram.run(arguments)
        #expect(sound.status == 0)
        // The key that the fixture made is the first record.
        #expect(sound.output.hasPrefix("shop  5 records  head "))
        let head = try #require(sound.output.split(whereSeparator: \.isWhitespace).last)
        #expect(try ServerProgram.run(arguments + ["--head", String(head)]).status == 0)
        let lines = try ServerProgram.run(["audit", "export", "--database", "sqlite:\(path)"])
        #expect(lines.output.split(separator: "\n").count == 5)
        let kept = try #require(try await shop.store.audit(of: ShopFixture.tenant, after: 3).first)
        try await shop.store.database.write { session in
            _ = try session.run("DELETE FROM audit WHERE number > 4", [])
            _ = try session.run("UPDATE auditHead SET number = 4, hash = ?", [.blob(kept.hash)])
        }
        #expect(try ServerProgram.run(arguments).status == 0)
        let cut = try ServerProgram.run(arguments + ["--head", String(head)])
        #expect(cut.status == 1)
        #expect(cut.output.contains("is not in the log"))
        try await shop.store.database.write { session in
            _ = try session.run("UPDATE audit SET actor = 'nobody' WHERE number = 3", [])
        }
        let broken = try ServerProgram.run(arguments)
        #expect(broken.status == 1)
        #expect(broken.output.hasPrefix("shop  record 3 is bad"))
        try await shop.store.database.write { session in
            _ = try session.run("DELETE FROM audit", [])
            _ = try session.run("DELETE FROM auditHead", [])
        }
        let emptied = try ServerProgram.run(arguments)
        #expect(emptied.status == 1)
        #expect(emptied.output.contains("all records are missing"))
        let swept = try ServerProgram.run(["sweep", "--database", "sqlite:\(path)"])
        #expect(swept.status == 0)
        #expect(swept.output == "answers  0\nimages  0\njobs  0\nsessions  0\ntokens  0\n")
    }
}
