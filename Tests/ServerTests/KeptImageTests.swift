import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import Server
import Stores
import TestSupport
import Testing

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct KeptImageTests {
    private static let keeping = #""analysis": true, "retainImage": true"#

    @Test func aPhotoIsKeptForWhoAgreesSealedAndGivenBackToTheBit() async throws {
        let shop = try await ShopFixture()
        let selfie = try ShopFixture.selfie(comment: "a comment that is easy to find")
        try await shop.application.application().test(.router) { client in
            let id = try await client.begin(shop, consent: Self.keeping)
            let answer = try await client.send(selfie, to: id, of: shop)
            #expect(answer.status == 201)
            let retained = try #require(answer.json["retained"] as? [String: Any])
            #expect(retained["kept"] as? Bool == true)
            let image = try #require(retained["image"] as? String)
            let list = try await client.ask(.get, "/v1/consultations/\(id)/images", key: shop.key)
            #expect((list.json["images"] as? [[String: Any]])?.map { $0["bytes"] as? Int } == [selfie.count])
            let read = try await client.ask(.get, "/v1/consultations/\(id)/images/\(image)", key: shop.key)
            #expect(read.status == 200)
            #expect(read.bytes == selfie)
            #expect(read.response.headers[.contentType] == "image/jpeg")
            let log = try await shop.store.audit(of: ShopFixture.tenant, after: 0).filter { $0.subject == id }
            #expect(log.map(\.action) == ["consent.changed", "selfie.analysed", "image.read"])
            #expect(log.allSatisfy { $0.actor.hasPrefix("key:k_") })
        }
        #expect(try shop.databaseBytes.range(of: Data("a comment that is easy to find".utf8)) == nil)
        #expect(try shop.databaseBytes.range(of: Data(selfie[1000..<1064])) == nil)
    }

    @Test func nothingIsKeptWithoutConsentToIt() async throws {
        let shop = try await ShopFixture()
        try await shop.application.application().test(.router) { client in
            let id = try await client.begin(shop, consent: #""analysis": true"#)
            let answer = try await client.send(try ShopFixture.selfie(), to: id, of: shop)
            #expect(answer.status == 201)
            #expect(answer.json["retained"] == nil)
            #expect(try await shop.store.images(ofCase: id, of: ShopFixture.tenant).isEmpty)
        }
    }

    @Test func withoutAMasterKeyNothingIsKeptTheAnswerSaysWhyAndThePhotoIsRead() async throws {
        let shop = try await ShopFixture(master: nil)
        try await shop.application.application().test(.router) { client in
            let id = try await client.begin(shop, consent: Self.keeping)
            let answer = try await client.send(try ShopFixture.selfie(), to: id, of: shop)
            #expect(answer.status == 201)
            #expect(answer.json["skin"] != nil)
            let retained = try #require(answer.json["retained"] as? [String: Any])
            #expect(retained["kept"] as? Bool == false)
            #expect(retained["code"] as? String == "retention_unavailable")
            #expect(try await shop.store.images(ofCase: id, of: ShopFixture.tenant).isEmpty)
        }
    }

    @Test func aSealedPhotoDoesNotOpenInAnothersPlaceNorUnderAnotherMasterKey() async throws {
        let shop = try await ShopFixture()
        try await shop.application.application().test(.router) { client in
            let (one, other) = (
                try await client.begin(shop, consent: Self.keeping), try await client.begin(shop, consent: Self.keeping)
            )
            _ = try await client.send(try ShopFixture.selfie(), to: one, of: shop)
            let image = try #require(try await shop.store.images(ofCase: one, of: ShopFixture.tenant).first)
            try await shop.store.database.write { session in
                _ = try session.run("UPDATE image SET consultation = ?", [.text(other)])
            }
            let moved = try await client.ask(.get, "/v1/consultations/\(other)/images/\(image.id)", key: shop.key)
            #expect(moved.status == 500)
            #expect(moved["code"] == "internal_error")
        }
        var options = ServerOptions()
        options.masterKey = try MasterKey(base64: Data(repeating: 9, count: 32).base64EncodedString())
        let successor = try ServerApplication(
            store: shop.store, models: SharedData.models.path(percentEncoded: false), options: options,
            logger: .init(label: "test"))
        try await successor.application().test(.router) { client in
            let id = try await client.begin(shop, consent: Self.keeping)
            let answer = try await client.send(try ShopFixture.selfie(), to: id, of: shop)
            #expect(answer.status == 201)
            #expect((answer.json["retained"] as? [String: Any])?["kept"] as? Bool == false)
        }
    }

    @Test func withoutTheMasterKeyKeptPhotosAreRefusedAndNobodyIsSaidToHaveSeenThem() async throws {
        let shop = try await ShopFixture()
        let id = try await shop.application.application().test(.router) { client in
            let id = try await client.begin(shop, consent: Self.keeping)
            _ = try await client.send(try ShopFixture.selfie(), to: id, of: shop)
            return id
        }
        let image = try #require(try await shop.store.images(ofCase: id, of: ShopFixture.tenant).first)
        for master in [nil, Data(repeating: 9, count: 32).base64EncodedString()] {
            var options = ServerOptions()
            options.masterKey = try master.map { try MasterKey(base64: $0) }
            let bare = try ServerApplication(
                store: shop.store, models: SharedData.models.path(percentEncoded: false), options: options,
                logger: .init(label: "test"))
            try await bare.application().test(.router) { client in
                for (path, type) in [
                    ("/v1/customers/anna", "application/zip"), ("/v1/consultations/\(id)/images/\(image.id)", "*/*"),
                ] {
                    let answer = try await client.ask(.get, path, key: shop.key, ["Accept": type])
                    #expect((answer.status, answer["code"]) == (503, "master_key_missing"), "\(path)")
                }
                // Without the photos she is given out all the same.
                #expect(try await client.ask(.get, "/v1/customers/anna", key: shop.key).status == 200)
            }
        }
        let log = try await shop.store.audit(of: ShopFixture.tenant, after: 0)
        #expect(!log.contains { $0.action == "image.read" })
    }

    @Test func takingConsentBackRemovesThePhotosAtOnce() async throws {
        let shop = try await ShopFixture()
        try await shop.application.application().test(.router) { client in
            let id = try await client.begin(shop, consent: Self.keeping)
            _ = try await client.send(try ShopFixture.selfie(), to: id, of: shop)
            #expect(try await shop.store.images(ofCase: id, of: ShopFixture.tenant).count == 1)
            let change = try await client.ask(
                .put, "/v1/consultations/\(id)/consent", key: shop.key, json: #"{"consent": {"analysis": true}}"#)
            #expect(change.status == 200)
            #expect(try await shop.store.images(ofCase: id, of: ShopFixture.tenant).isEmpty)
        }
    }

    @Test func aPhotoExpiresByTheShopsPolicyUnseenBeforeTheSweeperComes() async throws {
        let shop = try await ShopFixture()
        try await shop.application.application().test(.router) { client in
            let policy = try await client.ask(.put, "/v1/policy", key: shop.key, json: #"{"imageDays": 3}"#)
            #expect(policy.json["imageDays"] as? Int == 3)
            let id = try await client.begin(shop, consent: Self.keeping)
            _ = try await client.send(try ShopFixture.selfie(), to: id, of: shop)
            let image = try #require(try await shop.store.images(ofCase: id, of: ShopFixture.tenant).first)
            #expect(abs(image.expires - image.at - 3 * 86_400) < 0.001)
            let gone = try await shop.store.image(
                image.id, ofCase: id, of: ShopFixture.tenant, at: image.expires)
            #expect(gone == nil)
            let sweeper = Sweeper(store: shop.store, actor: "operator")
            #expect(try await sweeper.sweep(at: image.expires - 1)["images"] == 0)
            #expect(try await sweeper.sweep(at: image.expires)["images"] == 1)
            #expect(try await shop.store.images(ofCase: id, of: ShopFixture.tenant).isEmpty)
            let log = try await shop.store.audit(of: ShopFixture.tenant, after: 0)
            #expect(log.last?.action == "images.expired")
        }
    }

    @Test func anotherShopsPhotosAreNotThere() async throws {
        let shop = try await ShopFixture()
        let stranger = try await ShopFixture.addShop("stranger", to: shop.store)
        try await shop.application.application().test(.router) { client in
            let id = try await client.begin(shop, consent: Self.keeping)
            _ = try await client.send(try ShopFixture.selfie(), to: id, of: shop)
            let image = try #require(try await shop.store.images(ofCase: id, of: ShopFixture.tenant).first)
            for path in ["/v1/consultations/\(id)/images", "/v1/consultations/\(id)/images/\(image.id)"] {
                #expect(try await client.ask(.get, path, key: stranger).status == 404)
                #expect(try await client.ask(.get, path, key: nil).status == 401)
            }
        }
    }

    @Test(.enabled(if: PythonOracle.isPresent, Comment(rawValue: PythonOracle.skipReason)))
    func aCustomersExportAsAZipHoldsHerJSONAndPhotosAndPythonOpensIt() async throws {
        let shop = try await ShopFixture()
        let selfie = try ShopFixture.selfie()
        let archive = shop.folder.appending(path: "export.zip")
        try await shop.application.application().test(.router) { client in
            let id = try await client.begin(shop, consent: Self.keeping)
            for _ in 0..<2 { _ = try await client.send(selfie, to: id, of: shop) }
            let answer = try await client.ask(
                .get, "/v1/customers/anna", key: shop.key, ["Accept": "application/zip, application/json;q=0.5"])
            #expect(answer.response.headers[.contentType] == "application/zip")
            try Data(answer.bytes).write(to: archive)
            let plain = try await client.ask(.get, "/v1/customers/anna", key: shop.key)
            #expect(plain.response.headers[.contentType] == "application/json")
        }
        let script = """
            import sys, zipfile, json, hashlib
            with zipfile.ZipFile(sys.argv[1]) as z:
                assert z.testzip() is None
                names = sorted(z.namelist())
                data = json.loads(z.read("customer.json"))
                case = data["consultations"][0]
                assert names == sorted(["customer.json"] + ["images/%s.jpg" % i["id"] for i in case["images"]]), names
                assert [a["action"] for a in case["accesses"]] == ["consent.changed"] + 2 * ["selfie.analysed"]
                assert z.infolist()[0].date_time[0] > 2020
                print(" ".join(hashlib.sha256(z.read(n)).hexdigest() for n in names[1:]))
            """
        let printed = try PythonOracle.run(script, [archive.path(percentEncoded: false)])
        let hash = Array(SHA256.hash(data: selfie)).hex
        #expect(String(decoding: printed, as: UTF8.self) == "\(hash) \(hash)\n")
    }

    @Test func aReceiptSaysByWhatRightSomebodyAgreed() async throws {
        let shop = try await ShopFixture()
        try await shop.application.application().test(.router) { client in
            let id = try await client.begin(shop, consent: #""analysis": true, "guardian": true"#)
            let change = try await client.ask(
                .put, "/v1/consultations/\(id)/consent", key: shop.key,
                json: #"{"consent": {"analysis": true, "adult": true}, "version": "7"}"#)
            #expect(change.status == 200)
            let both = try await client.ask(
                .put, "/v1/consultations/\(id)/consent", key: shop.key,
                json: #"{"consent": {"analysis": true, "adult": true, "guardian": true}}"#)
            #expect(both.status == 400)
            #expect(both.text.contains("one of the two"))
            let receipts = try await shop.store.customer("anna", of: ShopFixture.tenant).receipts
            #expect(receipts.map(\.basis) == [.guardian, .adult])
            #expect(receipts.map(\.version) == ["1", "7"])
            let selfie = try ShopFixture.selfie()
            for (header, status) in [
                ("analysis;v=1;guardian", 200), ("analysis;v=1;adult", 200), ("analysis;v=1", 200),
                ("analysis;v=1;adult;guardian", 400), ("analysis;v=1;child", 400), ("learn;v=1;adult", 403),
            ] {
                let answer = try await client.ask(
                    .post, "/v1/analyses", key: shop.key, body: selfie, type: "image/jpeg", ["Consent": header])
                #expect(answer.status == status, "\(header)")
            }
        }
    }
}
