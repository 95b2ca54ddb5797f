import Consultation
import Foundation
import HTTPTypes
import Stores
import TestSupport
import Testing

@testable import Server

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct SandboxTests {
    private static let now = 1_790_000_000.0

    private static func options() -> ServerOptions {
        var options = ServerOptions()
        options.learnMinutes = 0
        return options
    }

    @Test func everyRouteThatReadsGivesAnIntegratorSomething() async throws {
        let service = try await TestService(options: Self.options())
        // The fixture's own tenant is none.
        await #expect(throws: Sandbox.Refusal.notASandbox) { try await Sandbox(of: "demo", in: service.store) }
        let key = try await Self.sandbox(in: service.store)
        try await service.run { client in
            let shop = client.with(key)
            for customer in SandboxCustomer.all {
                let path = "/v1/consultations/\(customer.consultation)"
                let state = try await shop.get(path)
                #expect(state.json["customer"] as? String == customer.customer)
                #expect((state.json["shown"] as? [String])?.count == 3)
                let shades = try await shop.get(path + "/recommendations")
                #expect((shades.json["shades"] as? [Any])?.count == 3)
                #expect(try await shop.get(path + "/question").status == 200)
                #expect(try await shop.get(path + "/images").status == 200)
                let export = try await shop.get("/v1/customers/\(customer.customer)")
                #expect((export.json["events"] as? [Any])?.isEmpty == false)
                #expect((export.json["receipts"] as? [Any])?.count == 1)
            }
            let open = try await shop.get("/v1/reviews").json["reviews"] as? [[String: Any]]
            #expect(Set(open?.compactMap { $0["kind"] as? String } ?? []) == ["contest", "handoff"])
            let decided = try await shop.get("/v1/reviews?state=decided").json["reviews"] as? [[String: Any]]
            #expect(decided?.map { $0["kind"] as? String } == ["message"])
            #expect((try await shop.get("/v1/shades").json["shades"] as? [Any])?.isEmpty == false)
            // Her orders are believed where she agreed to it.
            let bea = try #require(try await service.store.loadCase("c_sandbox_bea", of: "try"))
            let told = bea.consultation.events.filter { event in
                guard case .feedback(let feedback) = event.what else { return false }
                return feedback.order != nil
            }
            #expect(told.count == 2)
        }
    }

    @Test func addedAgainNothingIsThereTwice() async throws {
        let store = try await Store(SQLiteDatabase(path: nil))
        _ = try await Self.sandbox(in: store)
        let before = try await Self.counts(store)
        let sandbox = try await Sandbox(of: "try", in: store)
        #expect(try await sandbox.seed(at: Self.now + 86_400) == 0)
        #expect(try await Self.counts(store) == before)
        // One of them erased comes back alone.
        _ = try await store.erase("sandbox-ada", of: "try", tombstone: "t", subject: [1], at: 1)
        #expect(try await sandbox.seed(at: Self.now) == 1)
        #expect(try await store.customer("sandbox-ada", of: "try").cases.count == 1)
        await store.database.close()
    }

    @Test func theDemoTenantIsFilledWhereItCanBe() async throws {
        let store = try await Store(SQLiteDatabase(path: nil))
        _ = try await DemoTenant.prepare(in: store, catalog: TestService.sampleCatalog)
        try await DemoTenant.fill(in: store)
        #expect(try await store.customer("sandbox-cleo", of: "demo").cases.count == 1)
        let lipsticks = "sku,brand,product,shade,category,hex\nL1,B,P,S,lip,#aa3344\n"
        _ = try await store.replaceCatalog(of: "demo", with: Array(lipsticks.utf8), name: "l", shades: 1, at: 0)
        try await DemoTenant.fill(in: store)
        await store.database.close()
    }

    @Test func aSandboxGoesBackToItsStartAndNoOtherDoes() async throws {
        let store = try await Store(SQLiteDatabase(path: nil))
        let key = try await Self.sandbox(in: store)
        try await store.add(Tenant(id: "real", name: "Real"), at: 0)
        try await store.begin("c_sandbox_ada", customer: "ann", of: "real", with: [], at: 1)
        let before = try await Self.counts(store)
        try await store.begin("c_own", customer: "own", of: "try", with: [], at: 1)
        _ = try await store.add(
            [ShopEvent(id: "own", customer: "own", sku: "x", kind: .kept, at: 1)], of: "try")
        try await store.setPolicy("{}", of: "try")
        await #expect(throws: Sandbox.Refusal.notASandbox) { try await Sandbox(of: "real", in: store) }
        await #expect(throws: Sandbox.Refusal.unknown) { try await Sandbox(of: "nobody", in: store) }
        #expect(try await store.emptySandbox("real") == false)

        let sandbox = try await Sandbox(of: "try", in: store)
        try await sandbox.reset(to: SampleCatalog(path: TestService.sampleCatalog), at: Self.now)
        #expect(try await Self.counts(store) == before)
        #expect(try await store.customer("own", of: "try").isEmpty)
        #expect(try await store.customer("ann", of: "real").cases.count == 1)
        #expect(try await store.tenant("try")?.policy == nil)
        #expect(try await store.keys(of: "try").count == 1)
        #expect(!key.isEmpty)
        #expect(try await store.audit(of: "try", after: 0).contains { $0.action == "sandbox.reset" })
        await store.database.close()
    }

    @Test func theCommandMakesFillsAndResetsOne() async throws {
        let shop = try await ShopFixture()
        let database = "sqlite:\(shop.folder.appending(path: "shop.sqlite").path(percentEncoded: false))"
        func run(_ arguments: String...) throws -> (status: Int32, output: String) {
            try ServerProgram.run(arguments + ["--database", database])
        }
        #expect(try run("tenant", "create", "--id", "try", "--name", "Try", "--sandbox").output.hasPrefix("key: "))
        #expect(try run("tenant", "list").output.contains("try  Try  (sandbox)"))
        #expect(try await shop.store.customer("sandbox-femi", of: "try").cases.count == 1)
        #expect(try run("tenant", "seed", "--id", "try").output == "0 invented customers added\n")
        #expect(try run("tenant", "reset", "--id", "try").output == "try is as at the start\n")
        for command in ["seed", "reset"] {
            #expect(try run("tenant", command, "--id", ShopFixture.tenant).status == 2)
        }
        #expect(try await shop.store.customer("sandbox-femi", of: ShopFixture.tenant).isEmpty)
    }

    /// A sandbox `try`, filled.
    /// - Returns: A key.
    private static func sandbox(in store: Store) async throws -> String {
        try await store.add(Tenant(id: "try", name: "Try", isSandbox: true), at: 0)
        try await SampleCatalog(path: TestService.sampleCatalog).give(to: "try", in: store, at: 0)
        let added = try await Sandbox(of: "try", in: store).seed(at: now)
        #expect(added == SandboxCustomer.all.count)
        return try await TenantKeys.add(to: "try", in: store, named: "test", scopes: Scope.allCases)
    }

    private static func counts(_ store: Store) async throws -> [String: Int] {
        try await store.database.read { session in
            var counts: [String: Int] = [:]
            for table in ["consultation", "event", "receipt", "review", "shopEvent"] {
                counts[table] = try session.row("SELECT COUNT(*) FROM \(table) WHERE tenant = 'try'", [])?.integer(0)
            }
            return counts
        }
    }
}
