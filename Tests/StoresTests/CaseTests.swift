import Consultation
import Stores
import Testing

extension ConsultationEvent {
    static func began(at time: Double) -> ConsultationEvent {
        ConsultationEvent(
            at: time, .began(category: "foundation", language: "en", market: "", consent: Consent(analysis: true)))
    }

    /// One that may follow any other; told apart by its time.
    static func consented(at time: Double) -> ConsultationEvent {
        ConsultationEvent(at: time, .consented(Consent(analysis: true, learn: true)))
    }
}

/// Events of consultations: appended, in order, each once.
@Suite struct CaseTests {
    @Test(arguments: Backend.present) func casesComeBackAsTheirEvents(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let events = [ConsultationEvent.began(at: 1.5), .consented(at: 2)]
            try await store.begin("c", customer: "Ann", of: "a", with: events, at: 1.5)
            let found = try #require(try await store.loadCase("c", of: "a"))
            #expect(found.consultation.events == events)
            #expect((found.customer, found.created, found.version) == ("Ann", 1.5, 2))
            #expect(try await store.loadCase("d", of: "a") == nil)
            #expect(
                await code { try await store.begin("c", customer: nil, of: "a", with: events, at: 3) } == .conflict)
            #expect(
                await code { try await store.begin("c", customer: nil, of: "no", with: events, at: 3) } == .conflict)
        }
    }

    @Test(arguments: Backend.present) func whoExpectsAnotherVersionLoses(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.begin("c", customer: nil, of: "a", with: [.began(at: 1)], at: 1)
            try await store.append([.consented(at: 2), .consented(at: 3)], to: "c", of: "a", expecting: 1)
            for version in [0, 1, 2, 4] {
                let thrown = await code {
                    try await store.append([.consented(at: 9)], to: "c", of: "a", expecting: version)
                }
                #expect(thrown == .conflict)
            }
            #expect(
                await code { try await store.append([.consented(at: 9)], to: "no", of: "a", expecting: 1) } == .conflict
            )
            try await store.append([], to: "c", of: "a", expecting: 7)
            try await store.append([.consented(at: 4)], to: "c", of: "a", expecting: 3)
            let found = try await store.loadCase("c", of: "a")
            #expect(found?.version == 4)
            #expect(found?.consultation.events.map(\.at) == [1, 2, 3, 4])
        }
    }

    @Test(arguments: Backend.present) func fiftyWhoAppendAtOnceLoseNothing(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.begin("c", customer: nil, of: "a", with: [.began(at: 0)], at: 0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...50 {
                    group.addTask {
                        while true {
                            guard let version = try await store.loadCase("c", of: "a")?.version else { return }
                            do {
                                try await store.append(
                                    [.consented(at: Double(number))], to: "c", of: "a", expecting: version)
                                return
                            } catch let error as StoreError where error.code == .conflict {}
                        }
                    }
                }
                try await group.waitForAll()
            }
            let found = try #require(try await store.loadCase("c", of: "a"))
            #expect(found.version == 51)
            #expect(found.consultation.events.map(\.at).sorted() == (0...50).map(Double.init))
        }
    }

    @Test(arguments: Backend.shared) func twoProgramsShareTheirCases(_ backend: Backend) async throws {
        let place = try Place(backend)
        let (one, two) = (try await Store(place.open()), try await Store(place.open()))
        try await one.add(Tenant(id: "a", name: "A"), at: 1)
        try await one.begin("c", customer: nil, of: "a", with: [.began(at: 1)], at: 1)
        try await two.append([.consented(at: 2)], to: "c", of: "a", expecting: 1)
        let thrown = await code { try await one.append([.consented(at: 3)], to: "c", of: "a", expecting: 1) }
        #expect(thrown == .conflict)
        try await one.append([.consented(at: 3)], to: "c", of: "a", expecting: 2)
        #expect(try await two.loadCase("c", of: "a")?.consultation.events.map(\.at) == [1, 2, 3])
        await one.database.close()
        await two.database.close()
    }

    @Test(arguments: Backend.present) func casesOfACustomerComeOldestFirst(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            for (id, time) in [("x", 3.0), ("y", 1.0), ("z", 2.0)] {
                try await store.begin(id, customer: "Ann", of: "a", with: [.began(at: time)], at: time)
            }
            try await store.begin("w", customer: nil, of: "a", with: [.began(at: 1)], at: 1)
            #expect(try await store.customer("Ann", of: "a").cases.map(\.id) == ["y", "z", "x"])
            #expect(try await store.customer("Ann", of: "b").cases.isEmpty)
        }
    }
}
