import Consultation
import Stores
import Testing

/// Lessons and whose turn it is to make them.
@Suite struct LearningStoreTests {
    private static func begin(_ id: String, _ customer: String, _ store: Store, of tenant: String = "a") async throws {
        try await store.begin(id, customer: customer, of: tenant, with: [.began(at: 1), .consented(at: 2)], at: 1)
    }

    private static func turn(
        _ store: Store, of tenant: String = "a", at time: Double, holder: String = "h"
    ) async throws -> LearningTurn? {
        try await store.takeLearningTurn(of: tenant, holder: holder, at: time, lease: 10)
    }

    /// Two tenants, each with a catalog, two cases that teach and one that does not, and lessons.
    private static func withLessons(
        _ backend: Backend, _ body: @escaping @Sendable (Store) async throws -> Void
    ) async throws {
        try await withStore(backend) { store in
            for tenant in ["a", "b"] {
                _ = try await store.replaceCatalog(of: tenant, with: [1], name: "x", shades: 1, at: 1)
                try await begin("c1", "Ann", store, of: tenant)
                try await begin("c2", "Bea", store, of: tenant)
                try await store.begin("c3", customer: "Cleo", of: tenant, with: [.began(at: 1)], at: 1)
                let turn = try #require(try await turn(store, of: tenant, at: 100))
                #expect(
                    try await store.keep(["foundation": Lessons()], of: turn, catalog: 1, at: 101, next: 200) == 1)
            }
            try await body(store)
        }
    }

    @Test(arguments: Backend.present) func whoAgreesTeaches(_ backend: Backend) async throws {
        try await Self.withLessons(backend) { store in
            #expect(try await store.teachingCases(of: "a", after: nil).map(\.id) == ["c1", "c2"])
            #expect(try await store.teachingCases(of: "a", after: nil, limit: 1).map(\.id) == ["c1"])
            #expect(try await store.teachingCases(of: "a", after: "c1").map(\.id) == ["c2"])
            try await store.append([.consented(at: 3)], to: "c3", of: "a", expecting: 1)
            #expect(try await store.teachingCases(of: "a", after: "c1").map(\.id) == ["c2", "c3"])
            #expect(try await store.teachingCases(of: "b", after: "c1").map(\.id) == ["c2"])
        }
    }

    @Test(arguments: Backend.present) func aCaseOfBeforeTheColumnIsLookedInto(_ backend: Backend) async throws {
        try await Self.withLessons(backend) { store in
            try await store.database.write { session in
                try session.run("UPDATE consultation SET learns = NULL WHERE tenant = ?", ["a"])
            }
            let found = try await store.teachingCases(of: "a", after: nil)
            #expect(found.map(\.consultation.consent.learn) == [true, true, false])
        }
    }

    @Test(arguments: Backend.present) func aTurnIsOnesAndOnlyWhenSomethingIsNew(_ backend: Backend) async throws {
        try await Self.withLessons(backend) { store in
            #expect(try await store.lessonsNumber(of: "a", category: "foundation") == 1)
            #expect(try await store.lessonsNumber(of: "a", category: "concealer") == 0)
            #expect(try await Self.turn(store, at: 150) == nil, "it is not time")
            #expect(try await Self.turn(store, at: 250) == nil, "nothing is new")
            try await store.append([.consented(at: 3)], to: "c1", of: "a", expecting: 2)
            let turns = try await withThrowingTaskGroup(of: LearningTurn?.self) { group in
                for index in 0..<8 {
                    group.addTask { try await Self.turn(store, at: 250, holder: "h\(index)") }
                }
                return try await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
            }
            #expect(turns.count == 1)
            let dead = try #require(turns.first)
            #expect(try await store.renew(dead, until: 270))
            #expect(try await Self.turn(store, at: 265, holder: "next") == nil)
            let next = try #require(try await Self.turn(store, at: 271, holder: "next"))
            #expect(try await !store.renew(dead, until: 300))
            #expect(try await store.keep(["foundation": Lessons()], of: dead, catalog: 1, at: 272, next: 300) == nil)
            #expect(try await store.keep(["foundation": Lessons()], of: next, catalog: 1, at: 272, next: 300) == 2)
            _ = try await store.replaceCatalog(of: "a", with: [1], name: "y", shades: 1, at: 1)
            #expect(try await Self.turn(store, at: 301) != nil, "another catalog is something new")
        }
    }

    @Test(arguments: Backend.present, [true, false])
    func whoGoesTakesTheLessonsAlong(_ backend: Backend, isErased: Bool) async throws {
        try await Self.withLessons(backend) { store in
            try await store.append([.consented(at: 3)], to: "c2", of: "a", expecting: 2)
            let running = try #require(try await Self.turn(store, at: 250))
            // Who never taught takes nothing.
            _ = try await store.erase("Cleo", of: "a", tombstone: "t0", subject: [7], at: 9)
            #expect(try await store.lessonsNumber(of: "a", category: "foundation") == 1)
            if isErased {
                _ = try await store.erase("Ann", of: "a", tombstone: "t", subject: [7], at: 9)
            } else {
                try await store.append([.began(at: 3).withdrawn], to: "c1", of: "a", expecting: 2)
            }
            #expect(try await store.lessons(of: "a", category: "foundation") == nil)
            #expect(try await store.learningState(of: "a") == nil)
            #expect(try await store.keep(["foundation": Lessons()], of: running, catalog: 1, at: 251, next: 300) == nil)
            #expect(try await store.lessons(of: "a", category: "foundation") == nil)
            #expect(try await store.teachingCases(of: "a", after: nil).map(\.id) == ["c2"])
            #expect(try await store.lessonsNumber(of: "b", category: "foundation") == 1)
            let next = try #require(try await Self.turn(store, at: 301))
            #expect(try await store.keep(["foundation": Lessons()], of: next, catalog: 1, at: 302, next: 400) == 2)
        }
    }
}

extension ConsultationEvent {
    /// Her taking back all but `analysis`.
    fileprivate var withdrawn: ConsultationEvent {
        ConsultationEvent(at: at, .consented(Consent(analysis: true, learn: false)))
    }
}
