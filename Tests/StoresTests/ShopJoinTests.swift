import Consultation
import Foundation
import Stores
import Testing

/// What a shop's orders say in cases, each once.
@Suite struct ShopJoinTests {
    private static func began(
        at time: Double, category: String = "foundation", learn: Bool = true
    ) -> ConsultationEvent {
        ConsultationEvent(
            at: time,
            .began(category: category, language: "en", market: "", consent: Consent(analysis: true, learn: learn)))
    }

    private static func order(_ id: String, at time: Double, _ kind: ShopEvent.Kind = .kept) -> ShopEvent {
        ShopEvent(id: id, customer: "Ann", sku: "S", kind: kind, at: time)
    }

    @Sendable private static func statement(_ event: ShopEvent) -> ShopStatement? {
        guard event.kind == .kept || event.kind == .returned else { return nil }
        let kind: FeedbackKind = event.kind == .kept ? .kept : .returned
        var feedback: [ConsultationEvent.Feedback] = []
        for said in kind == .kept ? [kind] : [kind, .tooDark] {
            feedback.append(.of(event.sku, said, order: event.id))
        }
        return ShopStatement(category: "foundation", feedback: feedback)
    }

    /// The orders that a case's feedback is from.
    private static func orders(_ store: Store, _ id: String, of tenant: String = "a") async throws -> [String] {
        try await store.loadCase(id, of: tenant)?.consultation.events.compactMap { event in
            if case .feedback(let feedback) = event.what { feedback.order } else { nil }
        } ?? []
    }

    @Test(arguments: Backend.present)
    func anOrderIsSaidInTheLatestCaseBeforeItAndOnce(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            for (id, time) in [("c1", 10.0), ("c2", 30)] {
                try await store.begin(id, customer: "Ann", of: "a", with: [Self.began(at: time)], at: time)
            }
            try await store.begin(
                "c3", customer: "Ann", of: "a", with: [Self.began(at: 35, category: "concealer")], at: 35)
            try await store.begin("c4", customer: "Bea", of: "a", with: [Self.began(at: 35)], at: 35)
            try await store.begin("c2", customer: "Ann", of: "b", with: [Self.began(at: 30)], at: 30)
            let orders = [
                Self.order("early", at: 5), Self.order("first", at: 20), Self.order("second", at: 40, .returned),
                Self.order("bought", at: 41, .purchased),
            ]
            let first = try await store.add(orders, of: "a", at: 50, saying: Self.statement)
            #expect(first == (4, 2))
            let again = try await store.add(orders + orders, of: "a", at: 60, saying: Self.statement)
            #expect(again == (0, 0))
            #expect(try await Self.orders(store, "c1") == ["first"])
            #expect(try await Self.orders(store, "c2") == ["second", "second"])
            #expect(try await Self.orders(store, "c3") == [])
            #expect(try await Self.orders(store, "c4") == [])
            #expect(try await Self.orders(store, "c2", of: "b") == [])
            #expect(try await store.loadCase("c2", of: "a")?.version == 3)
            // The same shade kept again says nothing new.
            let kept = try await store.add([Self.order("third", at: 25)], of: "a", at: 60, saying: Self.statement)
            #expect(kept == (1, 0))
        }
    }

    @Test(arguments: Backend.present)
    func aCaseThatCannotBeReadKeepsNoOrderFromTheOthers(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let twice = [Self.began(at: 10), Self.began(at: 11)]
            try await store.begin("bad", customer: "Ann", of: "a", with: twice, at: 10)
            try await store.begin("good", customer: "Bea", of: "a", with: [Self.began(at: 10)], at: 10)
            let hers = ShopEvent(id: "hers", customer: "Bea", sku: "S", kind: .kept, at: 20)
            let added = try await store.add(
                [Self.order("other", at: 20), hers], of: "a", at: 30, saying: Self.statement)
            #expect(added == (2, 1))
            #expect(try await Self.orders(store, "good") == ["hers"])
            await #expect(throws: StoreError.self) { _ = try await store.loadCase("bad", of: "a") }
        }
    }

    @Test(arguments: Backend.present)
    func aCaseThatBeginsOrAgreesLaterIsNotTold(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let early = Self.order("early", at: 20)
            #expect(try await store.add([early], of: "a", at: 21, saying: Self.statement) == (1, 0))
            try await store.begin("c", customer: "Ann", of: "a", with: [Self.began(at: 10, learn: false)], at: 10)
            #expect(try await store.add([early], of: "a", at: 22, saying: Self.statement) == (0, 0))
            #expect(
                try await store.add([Self.order("late", at: 30)], of: "a", at: 31, saying: Self.statement) == (1, 0))
            #expect(try await Self.orders(store, "c") == [])
            try await store.append([.consented(at: 40)], to: "c", of: "a", expecting: 1)
            #expect(try await store.add([early], of: "a", at: 41, saying: Self.statement) == (0, 0))
            #expect(try await Self.orders(store, "c") == [])
            #expect(try await store.customer("Ann", of: "a").shopEvents.map(\.id) == ["early", "late"])
        }
    }

    @Test(arguments: Backend.present)
    func anOrderSentByManyWhileTheCaseGoesOnIsSaidOnce(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.begin("c", customer: "Ann", of: "a", with: [Self.began(at: 1)], at: 1)
            let joined = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        try await store.add([Self.order("o", at: 9)], of: "a", at: 9, saying: Self.statement).joined
                    }
                    group.addTask {
                        while true {
                            let version = try await store.loadCase("c", of: "a")?.version ?? 0
                            do {
                                try await store.append(
                                    [.consented(at: Double(number))], to: "c", of: "a", expecting: version)
                                return 0
                            } catch let error as StoreError where error.code == .conflict { continue }
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(joined == 1)
            #expect(try await Self.orders(store, "c") == ["o"])
            #expect(try await store.loadCase("c", of: "a")?.version == 14)
        }
    }
}

extension ConsultationEvent.Feedback {
    /// As it is kept, of a shade of no matter what colour.
    static func of(_ sku: String, _ kind: FeedbackKind, order: String?) -> Self {
        let order = order.map { #", "order": "\#($0)""# } ?? ""
        let json = #"{"sku": "\#(sku)", "lab": [60, 10, 15], "features": {}, "kind": "\#(kind.rawValue)"\#(order)}"#
        return try! JSONDecoder().decode(Self.self, from: Data(json.utf8))
    }
}
