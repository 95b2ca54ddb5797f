import Foundation
import Logging
import Stores
import TestSupport
import Testing

@testable import Server

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct KilledWorkerTests {
    @Test func `A job whose programs are killed one after another is finished by the next, each picture once`()
        async throws
    {
        let shop = try await ShopFixture()
        let (count, now) = (40, Date().timeIntervalSince1970)
        var pictures: [Job.Picture] = []
        for number in 1...count {
            let sealed = try await shop.application.service.vault.seal(
                try ShopFixture.selfie(), of: ShopFixture.tenant, "job", "j_1", String(number))
            pictures.append(Job.Picture(name: "\(number).jpg", sealed: sealed))
        }
        try await shop.store.add(
            Job(
                id: "j_1", customer: nil, created: now, expires: now + 86_400,
                settings: #"{"top": 5, "tolerance": 2}"#, total: count), pictures: pictures, of: ShopFixture.tenant)
        let path = shop.folder.appending(path: "shop.sqlite").path(percentEncoded: false)
        func done() async throws -> Int { try await shop.store.job("j_1", of: ShopFixture.tenant)?.done ?? 0 }
        var goal = 4
        while goal < count {
            let program = try ServerProgram.start(
                ["serve", "--port", "0", "--database", "sqlite:\(path)", "--job-lease", "2"],
                environment: ["SHADEWISE_MASTER_KEY": ShopFixture.masterKey])
            defer { if program.isRunning { kill(program.processIdentifier, SIGKILL) } }
            let aim = goal
            try await eventually { try await done() >= aim }
            kill(program.processIdentifier, SIGKILL)
            program.waitUntilExit()
            goal += 12
        }
        let last = try ServerProgram.start(
            ["serve", "--port", "0", "--database", "sqlite:\(path)", "--job-lease", "2"],
            environment: ["SHADEWISE_MASTER_KEY": ShopFixture.masterKey])
        try await eventually { try await shop.store.job("j_1", of: ShopFixture.tenant)?.finished != nil }
        last.terminate()
        last.waitUntilExit()
        // Told to stop, it ends in order.
        #expect(last.terminationStatus == 0)
        let job = try #require(try await shop.store.job("j_1", of: ShopFixture.tenant))
        #expect((job.done, job.failed, job.total) == (count, 0, count))
        let results = try await shop.store.results(ofJob: "j_1", of: ShopFixture.tenant, after: 0)
        #expect(results.map(\.number) == Array(1...count))
    }

    @Test func `The command that checks the audit log says by its exit code whether it is whole`() async throws {
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
        let swept = try ServerProgram.run(["sweep", "--database", "sqlite:\(path)"])
        #expect(swept.status == 0)
        #expect(swept.output == "images  0\njobs  0\n")
    }
}
