import Consultation
import Foundation
import HTTPTypes
import Logging
import ShadeCatalog
import Stores
import TestSupport
import Testing

@testable import Server

@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct ShopLearningTests {
    /// Cases of invented customers who agree to `learn`, each with an answer or two, shades shown and one bought.
    private static let cases: [Consultation] = {
        guard let catalog = try? ShadeCatalog.read(path: TestService.sampleCatalog),
            let offer = try? Offer(catalog: catalog, category: .foundation)
        else { return [] }
        var simulation = Simulation(advisor: Advisor(offer: offer))
        simulation.questions = 1
        return (0..<12).compactMap {
            try? simulation.consultation(with: SimulatedCustomer(id: $0, seed: 5, offer: offer))
        }
    }()

    private static func begin(
        _ cases: some Sequence<(offset: Int, element: Consultation)>, in store: Store, of tenant: String
    ) async throws {
        for (index, consultation) in cases {
            try await store.begin(
                "c_\(index)", customer: "w-\(index)", of: tenant, with: consultation.events, at: 1)
        }
    }

    private static func options() -> ServerOptions {
        var options = ServerOptions()
        // By hand.
        options.learnMinutes = 0
        return options
    }

    private static func learn(_ service: TestService) async throws {
        try await Learner(service: service.application.service, logger: .init(label: "test")).learnOnce()
    }

    @Test func ordersAreBelievedInHerCaseWhereSheAgreesToLearn() async throws {
        try await TestService(options: Self.options()).run { shop in
            let (id, _) = try await shop.begin(#"{"customer": "c-1", "consent": {"learn": true}}"#)
            let path = "/v1/consultations/\(id)"
            func event(_ id: String, _ kind: String, reason: String? = nil, customer: String = "c-1") -> String {
                let reason = reason.map { #", "reason": "\#($0)""# } ?? ""
                let at = Date(timeIntervalSinceNow: 60).ISO8601Format()
                return #"{"id": "\#(id)", "customer": "\#(customer)", "sku": "\#(TestService.sku)", "#
                    + #""kind": "\#(kind)", "at": "\#(at)"\#(reason)}"#
            }
            let before = try await shop.get(path + "/recommendations")
            let returned = try await shop.post("/v1/events", event("e1", "returned", reason: "Too dark"))
            #expect(returned.status == 201)
            #expect((returned.json["new"] as? Int, returned.json["joined"] as? Int) == (1, 1))
            let again = try await shop.post("/v1/events", event("e1", "returned", reason: "Too dark"))
            #expect((again.json["new"] as? Int, again.json["joined"] as? Int) == (0, 0))
            #expect(try await shop.get(path).json["version"] as? Int == 4)
            let after = try await shop.get(path + "/recommendations")
            #expect(try Self.lightness(after) > Self.lightness(before), "it was too dark: she is lighter")

            let other = try await shop.begin(#"{"customer": "c-2", "consent": {"analysis": true}}"#)
            let unasked = try await shop.post("/v1/events", event("e2", "kept", customer: "c-2"))
            #expect((unasked.json["new"] as? Int, unasked.json["joined"] as? Int) == (1, 0))
            #expect(try await shop.get("/v1/consultations/\(other.id)").json["version"] as? Int == 1)

            // Taken back, her orders are not believed any more.
            _ = try await shop.send(
                .put, path + "/consent", Data(#"{"consent": {"analysis": true}}"#.utf8), type: "application/json")
            let withdrawn = try await shop.get(path + "/recommendations")
            #expect(try abs(Self.lightness(withdrawn) - Self.lightness(before)) < 1e-9)
        }
    }

    private static func lightness(_ answer: Caller.Answer) throws -> Double {
        let skin = try #require(answer.json["skin"] as? [String: Any])
        return try #require((skin["lab"] as? [Double])?.first)
    }

    @Test func whatCustomersTeachIsUsedForTheNextUntilOneOfThemGoes() async throws {
        let service = try await TestService(options: Self.options())
        try await Self.begin(Self.cases.enumerated(), in: service.store, of: "demo")
        try await service.run { shop in
            let (id, _) = try await shop.begin()
            let path = "/v1/consultations/\(id)/recommendations"
            let untaught = try await shop.get(path)
            #expect(untaught.json["lessons"] == nil)
            #expect(try await shop.get("/v1/policy").json["learning"] == nil)
            try await Self.learn(service)
            let taught = try await shop.get(path)
            #expect(taught.json["lessons"] as? Int == 1)
            #expect(taught.data != untaught.data)
            #expect(try await shop.get(path).data == taught.data, "the same lessons, the same answer")
            let learning = try #require(try await shop.get("/v1/policy").json["learning"] as? [String: Any])
            #expect(learning["cases"] as? Int == 12)

            try await Self.learn(service)
            #expect(try await shop.get(path).json["lessons"] as? Int == 1, "nothing new, nothing learned")

            let erased = try await shop.send(.delete, "/v1/customers/w-3")
            #expect(erased.json["consultations"] as? Int == 1)
            let bare = try await shop.get(path)
            #expect(bare.json["lessons"] == nil)
            #expect(try Self.lightness(bare) == Self.lightness(untaught))
            #expect(try await shop.get("/v1/policy").json["learning"] == nil)
            try await Self.learn(service)
            #expect(try await shop.get(path).json["lessons"] as? Int == 2)

            _ = try await shop.send(
                .put, "/v1/consultations/c_4/consent", Data(#"{"consent": {"analysis": true}}"#.utf8),
                type: "application/json")
            #expect(try await shop.get(path).json["lessons"] == nil)
            try await Self.learn(service)
            let state = try await service.store.learningState(of: "demo")
            #expect(state?.cases == 10)
        }
    }

    @Test func whoWasErasedHasNeverTaughtAnything() async throws {
        let service = try await TestService(options: Self.options())
        let (store, feed) = (service.store, try #require(try await service.store.catalog(1, of: "demo")).feed)
        try await store.add(Tenant(id: "without", name: "Without her"), at: 0)
        _ = try await store.replaceCatalog(of: "without", with: feed, name: "x", shades: 1, at: 0)
        try await Self.begin(Self.cases.enumerated(), in: store, of: "demo")
        try await Self.begin(Self.cases.enumerated().filter { $0.offset != 5 }.reversed(), in: store, of: "without")
        try await Self.learn(service)
        let first = try #require(try await store.lessons(of: "demo", category: "foundation"))
        let reference = try #require(try await store.lessons(of: "without", category: "foundation"))
        #expect(first.lessons.customers == 12)
        #expect(first.lessons != reference.lessons)
        _ = try await store.erase("w-5", of: "demo", tombstone: "t", subject: [1], at: 1)
        #expect(try await store.lessons(of: "demo", category: "foundation") == nil)
        try await Self.learn(service)
        let after = try #require(try await store.lessons(of: "demo", category: "foundation"))
        #expect(after.lessons.customers == 11)
        #expect(after.lessons == reference.lessons)
    }

    @Test func aRunningServiceLearnsByItself() async throws {
        let service = try await TestService()
        try await Self.begin(Self.cases.enumerated(), in: service.store, of: "demo")
        try await service.run { _ in
            for _ in 0..<3000 where try await service.store.learningState(of: "demo") == nil {
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(try await service.store.learningState(of: "demo")?.cases == 12)
        }
    }

    @Test func ofFewNothingIsKept() async throws {
        let service = try await TestService(options: Self.options())
        try await Self.begin(Self.cases.enumerated().prefix(Learner.fewest - 1), in: service.store, of: "demo")
        try await Self.learn(service)
        #expect(try await service.store.learningState(of: "demo") == nil)
    }
}
