import Foundation
import Logging
import Stores
import TestSupport
import Testing

@testable import Server

/// Workers who take the pictures of jobs, several at once, and some of which end before they are done.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct JobRunnerTests {
    @Test func whatAKilledWorkerHadTakenIsTakenUpWhenItsLeaseEndsAndCountsOnce() async throws {
        let shop = try await ShopFixture.withJobs()
        try await shop.addJob(of: 3)
        let now = Date().timeIntervalSince1970
        // Two leases: one that has ended, and one that has not.
        let ended = try await shop.store.takeJobItems(1, holder: "killed", at: now - 61, lease: 60)
        let alive = try await shop.store.takeJobItems(1, holder: "alive", at: now, lease: 600)
        #expect((ended.count, alive.count) == (1, 1))
        let runner = shop.jobRunner
        while try await runner.workOnce() > 0 {}
        var job = try #require(try await shop.store.job("j_1", of: ShopFixture.tenant))
        #expect((job.done, job.failed) == (2, 0))
        #expect(job.finished == nil)
        // Back from the dead, it has no say; the living one has.
        #expect(try await !shop.store.finish(ended[0], result: "{}", code: nil, at: now))
        #expect(try await shop.store.finish(alive[0], result: "{}", code: nil, at: now))
        #expect(try await !shop.store.finish(alive[0], result: "{}", code: nil, at: now))
        job = try #require(try await shop.store.job("j_1", of: ShopFixture.tenant))
        #expect((job.done, job.failed) == (3, 0))
        #expect(job.finished != nil)
    }

    @Test func aRenewedLeaseKeepsOthersOff() async throws {
        let shop = try await ShopFixture.withJobs()
        try await shop.addJob(of: 1)
        let now = Date().timeIntervalSince1970
        #expect(try await shop.store.takeJobItems(9, holder: "one", at: now, lease: 60).count == 1)
        try await shop.store.renewJobItems(of: "one", until: now + 120)
        #expect(try await shop.store.takeJobItems(9, holder: "two", at: now + 119, lease: 60).isEmpty)
        #expect(try await shop.store.takeJobItems(9, holder: "two", at: now + 121, lease: 60).count == 1)
    }

    @Test func aPictureThatFailsAgainAndAgainIsGivenUpOnWithLaterAndLaterTries() async throws {
        let shop = try await ShopFixture.withJobs()
        try await shop.addJob(of: 1)
        try await shop.store.database.write { session in
            _ = try session.run("UPDATE jobItem SET sealed = ?", [.blob([UInt8](repeating: 1, count: 100))])
        }
        let runner = shop.jobRunner
        var pauses: [Double] = []
        for attempt in 1...JobRunner.mostAttempts {
            let start = Date().timeIntervalSince1970
            #expect(try await runner.workOnce() == 1, "attempt \(attempt)")
            let due = try await shop.store.database.read { session in
                try session.row("SELECT due FROM jobItem", [])?.optionalReal(0)
            }
            if let due { pauses.append(due - start) }
            try await shop.store.database.write { session in
                _ = try session.run("UPDATE jobItem SET due = 0 WHERE due IS NOT NULL", [])
            }
        }
        #expect(pauses.count == JobRunner.mostAttempts - 1)
        #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $1 > 1.5 * $0 })
        let job = try #require(try await shop.store.job("j_1", of: ShopFixture.tenant))
        #expect((job.done, job.failed) == (0, 1))
        let results = try await shop.store.results(ofJob: "j_1", of: ShopFixture.tenant, after: 0)
        #expect(results.first?.text.contains("\"code\":\"given_up\"") == true)
    }

    @Test func twoServicesOnOneDatabaseReadEveryPictureOnce() async throws {
        let shop = try await ShopFixture.withJobs()
        let path = shop.folder.appending(path: "shop.sqlite").path(percentEncoded: false)
        var options = ServerOptions()
        options.masterKey = try MasterKey(base64: ShopFixture.masterKey)
        let second = try ServerApplication(
            store: try await Store(SQLiteDatabase(path: path)),
            models: SharedData.models.path(percentEncoded: false), options: options, logger: Logger(label: "test"))
        try await shop.addJob(of: 24)
        let runners = [shop.jobRunner, JobRunner(service: second.service)]
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for runner in runners {
                group.addTask {
                    var sum = 0
                    while true {
                        let count = try await runner.workOnce()
                        if count == 0 { return sum }
                        sum += count
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts.reduce(0, +) == 24)
        let job = try #require(try await shop.store.job("j_1", of: ShopFixture.tenant))
        #expect((job.done, job.failed) == (24, 0))
        let most = try await shop.store.database.read { session in
            try session.row("SELECT MAX(attempts) FROM jobItem", [])?.integer(0)
        }
        #expect(most == 1)
    }
}
