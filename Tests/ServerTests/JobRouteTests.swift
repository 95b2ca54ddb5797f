import Foundation
import HTTPTypes
import HummingbirdTesting
import Stores
import TestSupport
import Testing

@testable import Server

/// What a shop's programs ask of jobs, and are told.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct JobRouteTests {
    private static let consent = ["Consent": "analysis;v=1"]

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
        let shop = try await ShopFixture.withJobs()
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
        let shop = try await ShopFixture.withJobs()
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
        let shop = try await ShopFixture.withJobs { $0.jobRoot = root.path(percentEncoded: false) }
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
        let shop = try await ShopFixture.withJobs()
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

    @Test func whoGoesOnAfterTheLastResultMissesNoneThatIsFinishedLater() async throws {
        let shop = try await ShopFixture.withJobs()
        try await shop.application.application().test(.router) { client in
            // Later than the service itself would look for.
            try await shop.addJob(of: 3, dueIn: 86_400)
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
        let shop = try await ShopFixture.withJobs()
        try await shop.application.application().test(.router) { client in
            // Later than the service itself would look for.
            try await shop.addJob(of: 3, dueIn: 86_400)
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

    @Test func aCustomersJobsAreInHerExportAndGoWithHer() async throws {
        let shop = try await ShopFixture.withJobs()
        try await shop.addJob(of: 1, customer: "anna")
        let runner = shop.jobRunner
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
        let shop = try await ShopFixture.withJobs()
        let stranger = try await ShopFixture.addShop("stranger", to: shop.store)
        try await shop.addJob(of: 1, dueIn: 86_400)
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
