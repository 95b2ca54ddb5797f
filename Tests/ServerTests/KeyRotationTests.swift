import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import Stores
import TestSupport
import Testing

@testable import Server

/// Another master key, without a photo lost.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct KeyRotationTests {
    private static let old = ShopFixture.masterKey
    private static let new = Data(repeating: 9, count: 32).base64EncodedString()

    private static func application(_ shop: ShopFixture, _ master: String, former: String? = nil) throws
        -> ServerApplication
    {
        var options = ServerOptions()
        options.masterKey = try MasterKey(base64: master)
        options.formerMasterKey = try former.map { try MasterKey(base64: $0) }
        return try ServerApplication(
            store: shop.store, models: SharedData.models.path(percentEncoded: false), options: options,
            logger: .init(label: "test"))
    }

    /// The status of reading a photo that is kept, and its bytes.
    private static func read(
        _ image: String, of shop: ShopFixture, by application: ServerApplication
    ) async throws -> Answer {
        try await application.application().test(.router) { client in
            try await client.ask(.get, image, key: shop.key)
        }
    }

    @Test func aPhotoKeptBeforeIsReadWhileAndAfterTheKeyIsRotated() async throws {
        let shop = try await ShopFixture()
        let selfie = try ShopFixture.selfie()
        let image = try await shop.application.application().test(.router) { client in
            let id = try await client.begin(shop, consent: #""analysis": true, "retainImage": true"#)
            let kept = try await client.send(selfie, to: id, of: shop).json["retained"] as? [String: Any]
            return "/v1/consultations/\(id)/images/\(try #require(kept?["image"] as? String))"
        }
        let both = try Self.application(shop, Self.new, former: Self.old)
        #expect(try await Self.read(image, of: shop, by: both).bytes == selfie)
        let path = shop.folder.appending(path: "shop.sqlite").path(percentEncoded: false)
        let environment = ["SHADEWISE_MASTER_KEY": Self.new, "SHADEWISE_MASTER_KEY_OLD": Self.old]
        let arguments = ["keys", "rotate", "--database", "sqlite:\(path)"]
        let names = try [Self.old, Self.new].map { try MasterKey(base64: $0).name }

        let before = try ServerProgram.run(
            ["keys", "status", "--database", "sqlite:\(path)"], environment: environment)
        #expect(before.output == "\(names[0])  1  (old)\n")
        #expect(try ServerProgram.run(arguments).status == 2, "without keys")
        let rotated = try ServerProgram.run(arguments, environment: environment)
        #expect(rotated.status == 0)
        #expect(rotated.output == "1 data keys are now sealed with \(names[1])\n")
        let again = try ServerProgram.run(arguments, environment: environment)
        #expect((again.status, again.output) == (0, "0 data keys are now sealed with \(names[1])\n"))

        for application in [both, try Self.application(shop, Self.new)] {
            let answer = try await Self.read(image, of: shop, by: application)
            #expect(answer.status == 200)
            #expect(answer.bytes == selfie)
        }
        // One that was left with the old key says so.
        let left = try await Self.read(image, of: shop, by: try Self.application(shop, Self.old))
        #expect((left.status, left["code"]) == (503, "master_key_missing"))
        #expect(!left.text.contains(names[0]))
        let log = try await shop.store.audit(of: ShopFixture.tenant, after: 0)
        #expect(
            log.filter { $0.action == "masterKey.rotated" }.map(\.detail) == [
                #"{"from":"\#(names[0])","to":"\#(names[1])"}"#
            ])
        guard case .sound = try await shop.store.verifyAudit(of: ShopFixture.tenant) else {
            Issue.record("the audit log is broken")
            return
        }
    }

    @Test func aKeyThatDoesNotOpenChangesNothing() async throws {
        let (old, new) = (try MasterKey(base64: Self.old), try MasterKey(base64: Self.new))
        let other = try MasterKey(base64: Data(repeating: 5, count: 32).base64EncodedString())
        let store = try await Store(SQLiteDatabase(path: nil))
        for tenant in ["a", "b", "c"] {
            try await store.add(Tenant(id: tenant, name: tenant), at: 0)
            _ = try await store.addDataKey(
                Vault.wrap(Array(tenant.utf8), of: tenant, with: old), of: tenant, at: 0)
        }
        // Another tenant's, put in its place.
        let moved = try Vault.wrap([7], of: "a", with: old)
        try await store.database.write { session in
            try session.run("UPDATE dataKey SET sealed = ? WHERE tenant = ?", [.blob(moved.sealed), "c"])
        }
        await #expect(throws: StoreError.self) {
            try await KeyRotation(store: store, from: old, to: new).run(at: 1)
        }
        #expect(try await store.masterNames() == [old.name: 3])
        #expect(try await store.audit(of: "a", after: 0).isEmpty)
        await #expect(throws: StoreError.self) {
            try await KeyRotation(store: store, from: other, to: new).run(at: 1)
        }
        #expect(try await store.masterNames() == [old.name: 3])
        await store.database.close()
    }
}
