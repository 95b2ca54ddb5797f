import Foundation
import HTTPTypes
import HummingbirdTesting
import Stores
import TestSupport
import Testing

@testable import Server

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct CaseErasureTests {
    /// A case of nobody by name, with a photo that is kept.
    private static func begin(
        _ client: any TestClientProtocol, _ shop: ShopFixture
    ) async throws -> (id: String, token: String) {
        let begun = try await client.ask(
            .post, "/v1/consultations", key: shop.key,
            json: #"{"consent": {"analysis": true, "retainImage": true}}"#)
        let (id, token) = (try #require(begun["id"]), try #require(begun["clientToken"]))
        let sent = try await client.send(try ShopFixture.selfie(), to: id, of: shop)
        #expect(sent.status == 201)
        return (id, token)
    }

    @Test func aCaseOfNobodyByNameGoesWithItsPhotosAndItsToken() async throws {
        let shop = try await ShopFixture()
        try await shop.application.application().test(.router) { client in
            let (id, token) = try await Self.begin(client, shop)
            let path = "/v1/consultations/\(id)"
            let other = try await client.begin(shop, consent: #""analysis": true"#)
            #expect(try await shop.store.images(ofCase: id, of: ShopFixture.tenant).count == 1)
            #expect(try await client.ask(.delete, path, key: token).status == 401, "not by a browser")
            let erased = try await client.ask(.delete, path, key: shop.key)
            #expect(erased.status == 200)
            #expect(erased.json["consultations"] as? Int == 1)
            let tombstone = try #require(erased["tombstone"])
            #expect(try await client.ask(.get, path, key: shop.key).status == 404)
            #expect(try await client.ask(.get, path, key: token).status == 401)
            #expect(try await client.ask(.delete, path, key: shop.key).status == 404)
            #expect(try await shop.store.images(ofCase: id, of: ShopFixture.tenant).isEmpty)
            #expect(try await client.ask(.get, "/v1/consultations/\(other)", key: shop.key).status == 200)
            let last = try await shop.store.audit(of: ShopFixture.tenant, after: 0).last
            #expect(last?.action == "consultation.erased")
            #expect(last?.subject == tombstone)
        }
    }

    @Test func aCaseOfNobodyByNameIsGivenOut() async throws {
        let shop = try await ShopFixture()
        try await shop.application.application().test(.router) { client in
            let (id, token) = try await Self.begin(client, shop)
            let path = "/v1/consultations/\(id)"
            _ = try await client.ask(.post, path + "/messages", key: token, json: #"{"text": "easy to find"}"#)
            #expect(try await client.ask(.get, path + "/export", key: token).status == 401, "not to a browser")
            let export = try await client.ask(.get, path + "/export", key: shop.key)
            #expect(export.status == 200, "\(export.text)")
            #expect(export.text.contains("easy to find"))
            #expect((export.json["receipts"] as? [Any])?.count == 1)
            let found = try #require(export.json["consultation"] as? [String: Any])
            #expect(found["id"] as? String == id)
            #expect((found["images"] as? [Any])?.count == 1)
            #expect((found["events"] as? [Any])?.isEmpty == false)
            let next = try await client.ask(.get, path + "/export", key: shop.key)
            #expect(next.text.contains("consultation.exported"), "who had it is told the next time")
            #expect(try await client.ask(.get, "/v1/consultations/c_none/export", key: shop.key).status == 404)
        }
    }

    @Test func aReceiptIsToldAndIsHersWhereTheShopSaysWhoseThePhotoIs() async throws {
        let shop = try await ShopFixture()
        let selfie = try ShopFixture.selfie()
        let receipt = HTTPField.Name("Shadewise-Receipt")!
        try await shop.application.application().test(.router) { client in
            func analyze(_ query: String) async throws -> Answer {
                try await client.ask(
                    .post, "/v1/analyses\(query)", key: shop.key, body: selfie, type: "image/jpeg",
                    ["Consent": "analysis;v=1"])
            }
            let nobodys = try await analyze("")
            #expect(nobodys.response.headers[receipt]?.hasPrefix("r_") == true)
            let hers = try #require(try await analyze("?customer=bea").response.headers[receipt])
            let form =
                Array("--x\r\nContent-Disposition: form-data; name=\"selfie\"\r\n\r\n".utf8) + selfie
                + Array(
                    "\r\n--x\r\nContent-Disposition: form-data; name=\"looks\"\r\n\r\nlip=40,45,20:80\r\n--x--\r\n"
                        .utf8)
            let worn = try await client.ask(
                .post, "/v1/try-ons?customer=bea", key: shop.key, body: form, type: "multipart/form-data; boundary=x",
                ["Consent": "analysis;v=1"])
            #expect(worn.status == 200, "\(worn.text)")
            let worns = try #require(worn.response.headers[receipt])
            let kept = try await shop.store.customer("bea", of: ShopFixture.tenant).receipts.map(\.id)
            #expect(Set(kept) == [hers, worns])
            #expect(try await analyze("?customer=\(String(repeating: "x", count: 101))").status == 400)
            #expect(try await client.ask(.delete, "/v1/customers/bea", key: shop.key).status == 200)
            #expect(try await shop.store.customer("bea", of: ShopFixture.tenant).isEmpty)
        }
    }
}
