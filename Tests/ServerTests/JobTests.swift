import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import Stores
import TestSupport
import Testing

@testable import Server

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct JobTests {
    private static let consent = ["Consent": "analysis;v=1"]

    private static func shop(_ set: (inout ServerOptions) -> Void = { _ in }) async throws -> ShopFixture {
        try await ShopFixture { options in
            options.queueMilliseconds = 20
            set(&options)
        }
    }

    /// A form of pictures by their names.
    private static func form(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        files.flatMap { file in
            let head = """
                --cut\r
                Content-Disposition: form-data; name="pictures"; filename="\(file.name)"\r
                Content-Type: image/jpeg\r
                \r

                """
            return Array(head.utf8) + file.bytes + Array("\r\n".utf8)
        } + Array("--cut--\r\n".utf8)
    }

    private static let formType = "multipart/form-data; boundary=cut"

    private static func begin(
        _ client: any TestClientProtocol, _ shop: ShopFixture, _ files: [(name: String, bytes: [UInt8])],
        query: String = ""
    ) async throws -> Answer {
        try await client.ask(
            .post, "/v1/jobs" + query, key: shop.key, body: form(files), type: formType, consent)
    }

    private static func finished(
        _ id: String, _ client: any TestClientProtocol, _ shop: ShopFixture
    ) async throws -> Answer {
        try await eventually {
            try await client.ask(.get, "/v1/jobs/\(id)", key: shop.key)["state"] == "finished"
        }
        return try await client.ask(.get, "/v1/jobs/\(id)", key: shop.key)
    }

    private static func results(_ answer: Answer) throws -> [[String: Any]] {
        try answer.text.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
    }

    @Test func picturesOfAFormAreReadEachWithItsResultAndThenRemoved() async throws {
        let shop = try await Self.shop()
        let selfie = try ShopFixture.selfie()
        try await shop.application.application().test(.router) { client in
            let begun = try await Self.begin(
                client, shop, [("a.jpg", selfie), ("b.jpg", Array(selfie.prefix(900))), ("c.jpg", selfie)],
                query: "?match=foundation&top=2")
            #expect(begun.status == 202)
            let id = try #require(begun["id"])
            #expect(begun.response.headers[.location] == "/v1/jobs/\(id)")
            let progress = try await Self.finished(id, client, shop)
            #expect(["total", "done", "failed"].map { progress.json[$0] as? Int } == [3, 2, 1])
            let answer = try await client.ask(.get, "/v1/jobs/\(id)/results", key: shop.key)
            #expect(answer.response.headers[.contentType] == "application/x-ndjson")
            let results = try Self.results(answer)
            #expect(results.map { ($0["image"] as? [String: Any])?["path"] as? String } == ["a.jpg", "b.jpg", "c.jpg"])
            #expect(results.map { $0["error"] == nil } == [true, false, true])
            #expect(results.map { $0["number"] as? Int } == [1, 2, 3])
            let shades = (results[0]["match"] as? [String: Any])?["shades"] as? [Any]
            #expect(shades?.count == 2)
            let rest = try await client.ask(.get, "/v1/jobs/\(id)/results?after=2", key: shop.key)
            #expect(try Self.results(rest).map { $0["number"] as? Int } == [3])
            let kept = try await shop.store.database.read { session in
                try session.row("SELECT COUNT(*) FROM jobItem WHERE sealed IS NOT NULL", [])?.integer(0)
            }
            #expect(kept == 0)
            // Finished: what is left is removed.
            #expect(try await client.ask(.delete, "/v1/jobs/\(id)", key: shop.key).status == 204)
            #expect(try await client.ask(.get, "/v1/jobs/\(id)", key: shop.key).status == 404)
        }
    }

    @Test func resultsOfBeforeTheyHadNumbersHaveThemToo() async throws {
        let shop = try await Self.shop()
        try await shop.application.application().test(.router) { client in
            let begun = try await Self.begin(
                client, shop, [("a.jpg", [1]), ("b.jpg", [2])], query: "?customer=bea")
            let id = try #require(begun["id"])
            _ = try await Self.finished(id, client, shop)
            try await shop.store.database.write { session in
                try session.run(
                    "UPDATE jobItem SET result = ? WHERE number = 2", [#"{"image":{"path":"\"number\":7"}}"#])
            }
            let answer = try await client.ask(.get, "/v1/jobs/\(id)/results", key: shop.key)
            let results = try Self.results(answer)
            #expect(results.map { $0["number"] as? Int } == [1, 2])
            #expect((results[1]["image"] as? [String: Any])?["path"] as? String == #""number":7"#)
            let export = try await client.ask(.get, "/v1/customers/bea", key: shop.key)
            let kept = (export.json["jobs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]]
            #expect(kept?.map { $0["number"] as? Int } == [1, 2])
        }
    }

    @Test func aFolderBelowTheShopsOwnIsReadNoneIsReachedThroughLinksOrUp() async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "shadewise-jobs-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let shop = try await Self.shop { $0.jobRoot = root.path(percentEncoded: false) }
        let (mine, other) = (root.appending(path: "shop/spring/north"), root.appending(path: "stranger/spring"))
        for folder in [mine, other] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(try ShopFixture.selfie()).write(to: folder.appending(path: "one.jpg"))
        }
        try FileManager.default.createSymbolicLink(
            at: mine.appending(path: "two.jpg"), withDestinationURL: other.appending(path: "one.jpg"))
        try FileManager.default.createSymbolicLink(at: root.appending(path: "shop/way"), withDestinationURL: other)
        try await shop.application.application().test(.router) { client in
            func ask(_ folder: String) async throws -> Answer {
                try await client.ask(
                    .post, "/v1/jobs", key: shop.key, json: #"{"folder": "\#(folder)"}"#, Self.consent)
            }
            let begun = try await ask("spring")
            #expect(begun.status == 202, "\(begun.text)")
            #expect(begun.json["total"] as? Int == 1)
            _ = try await Self.finished(try #require(begun["id"]), client, shop)
            let answer = try await client.ask(.get, "/v1/jobs/\(begun["id"] ?? "")/results", key: shop.key)
            let path = try Self.results(answer).first?["image"] as? [String: Any]
            #expect(path?["path"] as? String == "north/one.jpg")
            for folder in ["way", "../stranger/spring", "/etc", "", ".", "spring/../spring", "none", "spring//north"] {
                #expect(try await ask(folder)["code"] == "unknown_folder", "\(folder)")
            }
        }
    }

    @Test func addressesAreRefusedAndPicturesThatCouldNotBeSealed() async throws {
        let shop = try await Self.shop()
        let bare = try await ShopFixture(master: nil)
        try await shop.application.application().test(.router) { client in
            for (body, type) in [
                (#"{"urls": ["https://shop.example/a.jpg"]}"#, "application/json"),
                ("https://shop.example/a.jpg\n", "text/uri-list"), ("https://shop.example/a.jpg\n", "text/plain"),
            ] {
                let answer = try await client.ask(
                    .post, "/v1/jobs", key: shop.key, body: Array(body.utf8), type: type, Self.consent)
                #expect(answer.status == 422)
                #expect(answer["code"] == "addresses_refused")
            }
            let none = try await client.ask(.post, "/v1/jobs", key: shop.key, body: [], type: Self.formType)
            #expect(none["code"] == "consent_required")
            let many = try await Self.begin(
                client, shop, (0...200).map { ("\($0).jpg", [UInt8(truncatingIfNeeded: $0)]) })
            #expect(many.status == 400)
        }
        try await bare.application.application().test(.router) { client in
            let answer = try await Self.begin(client, bare, [("a.jpg", try ShopFixture.selfie())])
            #expect(answer.status == 409)
            #expect(answer["code"] == "retention_unavailable")
        }
    }

    /// A job that nobody works on yet.
    private static func waiting(
        _ shop: ShopFixture, _ count: Int, id: String = "j_1", customer: String? = nil, dueIn seconds: Double = -1000
    ) async throws {
        let now = Date().timeIntervalSince1970
        let selfie = try ShopFixture.selfie()
        var pictures: [Job.Picture] = []
        for number in 1...count {
            let sealed = try await shop.application.service.vault.seal(
                selfie, of: ShopFixture.tenant, "job", id, String(number))
            pictures.append(Job.Picture(name: "\(number).jpg", sealed: sealed))
        }
        try await shop.store.add(
            Job(
                id: id, customer: customer, created: now + seconds, expires: now + 864_000,
                settings: #"{"top": 5, "tolerance": 2}"#,
                total: count), pictures: pictures, of: ShopFixture.tenant)
    }

    private static func runner(_ shop: ShopFixture) -> JobRunner {
        JobRunner(service: shop.application.service)
    }

    @Test func whatAKilledWorkerHadTakenIsTakenUpWhenItsLeaseEndsAndCountsOnce() async throws {
        let shop = try await Self.shop()
        try await Self.waiting(shop, 3)
        let now = Date().timeIntervalSince1970
        // Two leases: one that has ended, and one that has not.
        let ended = try await shop.store.takeJobItems(1, holder: "killed", at: now - 61, lease: 60)
        let alive = try await shop.store.takeJobItems(1, holder: "alive", at: now, lease: 600)
        #expect((ended.count, alive.count) == (1, 1))
        let runner = Self.runner(shop)
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
        let shop = try await Self.shop()
        try await Self.waiting(shop, 1)
        let now = Date().timeIntervalSince1970
        #expect(try await shop.store.takeJobItems(9, holder: "one", at: now, lease: 60).count == 1)
        try await shop.store.renewJobItems(of: "one", until: now + 120)
        #expect(try await shop.store.takeJobItems(9, holder: "two", at: now + 119, lease: 60).isEmpty)
        #expect(try await shop.store.takeJobItems(9, holder: "two", at: now + 121, lease: 60).count == 1)
    }

    @Test func aPictureThatFailsAgainAndAgainIsGivenUpOnWithLaterAndLaterTries() async throws {
        let shop = try await Self.shop()
        try await Self.waiting(shop, 1)
        try await shop.store.database.write { session in
            _ = try session.run("UPDATE jobItem SET sealed = ?", [.blob([UInt8](repeating: 1, count: 100))])
        }
        let runner = Self.runner(shop)
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

    @Test func whoGoesOnAfterTheLastResultMissesNoneThatIsFinishedLater() async throws {
        let shop = try await Self.shop()
        try await shop.application.application().test(.router) { client in
            // Later than the service itself would look for.
            try await Self.waiting(shop, 3, dueIn: 86_400)
            let now = Date().timeIntervalSince1970 + 90_000
            let items = try await shop.store.takeJobItems(3, holder: "one", at: now, lease: 60)
            func page(after number: Int) async throws -> String {
                try await client.ask(.get, "/v1/jobs/j_1/results?after=\(number)", key: shop.key).text
            }
            #expect(items.map(\.number) == [1, 2, 3])
            #expect(try await shop.store.finish(items[1], result: "two", code: nil, at: now))
            #expect(try await page(after: 0) == "")
            #expect(try await shop.store.finish(items[0], result: "one", code: nil, at: now))
            #expect(try await page(after: 0) == "one\ntwo\n")
            #expect(try await page(after: 1) == "two\n")
            #expect(try await shop.store.finish(items[2], result: "three", code: nil, at: now))
            #expect(try await page(after: 2) == "three\n")
            #expect(try await page(after: 3) == "")
        }
    }

    @Test func aCancelledJobKeepsItsResultsAndNoPicture() async throws {
        let shop = try await Self.shop()
        try await shop.application.application().test(.router) { client in
            // Later than the service itself would look for.
            try await Self.waiting(shop, 3, dueIn: 86_400)
            let now = Date().timeIntervalSince1970 + 90_000
            let items = try await shop.store.takeJobItems(2, holder: "one", at: now, lease: 60)
            #expect(try await shop.store.finish(items[0], result: "{}", code: nil, at: now))
            let answer = try await client.ask(.delete, "/v1/jobs/j_1", key: shop.key)
            #expect(answer.status == 200)
            #expect(answer["state"] == "cancelled")
            #expect(try await !shop.store.finish(items[1], result: "{}", code: nil, at: now))
            #expect(try await shop.store.takeJobItems(9, holder: "two", at: now + 1e6, lease: 60).isEmpty)
            let results = try await client.ask(.get, "/v1/jobs/j_1/results", key: shop.key)
            #expect(results.text == "{\"number\":1}\n")
            let kept = try await shop.store.database.read { session in
                try session.row("SELECT COUNT(*) FROM jobItem WHERE sealed IS NOT NULL", [])?.integer(0)
            }
            #expect(kept == 0)
        }
    }

    @Test func twoServicesOnOneDatabaseReadEveryPictureOnce() async throws {
        let shop = try await Self.shop()
        let path = shop.folder.appending(path: "shop.sqlite").path(percentEncoded: false)
        var options = ServerOptions()
        options.masterKey = try MasterKey(base64: ShopFixture.masterKey)
        let second = try ServerApplication(
            store: try await Store(SQLiteDatabase(path: path)),
            models: SharedData.models.path(percentEncoded: false), options: options, logger: Logger(label: "test"))
        try await Self.waiting(shop, 24)
        let runners = [Self.runner(shop), JobRunner(service: second.service)]
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

    @Test func aCustomersJobsAreInHerExportAndGoWithHer() async throws {
        let shop = try await Self.shop()
        try await Self.waiting(shop, 1, customer: "anna")
        let runner = Self.runner(shop)
        while try await runner.workOnce() > 0 {}
        try await shop.application.application().test(.router) { client in
            let export = try await client.ask(.get, "/v1/customers/anna", key: shop.key)
            let jobs = try #require(export.json["jobs"] as? [[String: Any]])
            let results = jobs.first?["results"] as? [[String: Any]]
            #expect(results?.first?["skin"] != nil)
            #expect(try await client.ask(.delete, "/v1/customers/anna", key: shop.key).status == 200)
            #expect(try await shop.store.job("j_1", of: ShopFixture.tenant) == nil)
            #expect(try await client.ask(.get, "/v1/customers/anna", key: shop.key).status == 404)
        }
    }

    @Test func anotherShopsJobsAreNotThere() async throws {
        let shop = try await Self.shop()
        let stranger = try await ShopFixture.addShop("stranger", to: shop.store)
        try await Self.waiting(shop, 1, dueIn: 86_400)
        try await shop.application.application().test(.router) { client in
            for (method, path) in [
                (HTTPRequest.Method.get, "/v1/jobs/j_1"), (.get, "/v1/jobs/j_1/results"), (.delete, "/v1/jobs/j_1"),
            ] {
                let answer = try await client.ask(method, path, key: stranger)
                #expect(answer.status == 404)
            }
        }
        #expect(try await shop.store.job("j_1", of: ShopFixture.tenant) != nil)
    }
}
