import Foundation
import Logging
import Stores
import TestSupport
import Testing

@testable import Server

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct KilledWorkerTests {
    @Test func aJobWhoseProgramsAreKilledOneAfterAnotherIsFinishedByTheNextEachPictureOnce()
        async throws
    {
        let shop = try await ShopFixture()
        let count = 40
        try await shop.addJob(of: count)
        let path = shop.folder.appending(path: "shop.sqlite").path(percentEncoded: false)
        func done() async throws -> Int { try await shop.store.job("j_1", of: ShopFixture.tenant)?.done ?? 0 }
        let complaints = shop.folder.appending(path: "complaints.txt")
        func program() throws -> Process {
            try ServerProgram.start(
                ["serve", "--port", "0", "--database", "sqlite:\(path)", "--job-lease", "2"],
                environment: ["SHADEWISE_MASTER_KEY": ShopFixture.masterKey], complaints: complaints)
        }
        var goal = 4
        while goal < count {
            let running = try program()
            defer { if running.isRunning { kill(running.processIdentifier, SIGKILL) } }
            let aim = goal
            try await eventually { try await done() >= aim }
            kill(running.processIdentifier, SIGKILL)
            running.waitUntilExit()
            goal += 12
        }
        let last = try program()
        defer { if last.isRunning { kill(last.processIdentifier, SIGKILL) } }
        try await eventually { try await shop.store.job("j_1", of: ShopFixture.tenant)?.finished != nil }
        // Those before it may have left nothing to do: before it listens, it does not hear that it is to stop either.
        try await eventually { try String(contentsOf: complaints, encoding: .utf8).contains("listening") }
        last.terminate()
        last.waitUntilExit()
        // Told to stop, it ends in order.
        let said = try String(contentsOf: complaints, encoding: .utf8)
        #expect(last.terminationStatus == 0, "\(said)")
        let job = try #require(try await shop.store.job("j_1", of: ShopFixture.tenant))
        #expect((job.done, job.failed, job.total) == (count, 0, count))
        let results = try await shop.store.results(ofJob: "j_1", of: ShopFixture.tenant, after: 0)
        #expect(results.map(\.number) == Array(1...count))
    }
}
