import Consultation
import Stores
import Testing

/// What waits for a person.
@Suite struct ReviewTests {
    @Test(arguments: Backend.present) func pagesHoldEachReviewOnceDueFirst(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.begin("c", customer: nil, of: "a", with: [.began(at: 1)], at: 1)
            // Some due at the same time, some opened at the same time, some never due.
            for number in 0..<23 {
                let review = Review(
                    id: "v\(number)", consultation: "c", kind: Review.Kind.allCases[number % 3],
                    opened: Double(number % 4), due: number % 5 == 0 ? nil : Double(number % 3), note: "note \(number)")
                try await store.open(review, of: "a")
            }
            #expect(try await store.hasReview(ofCase: "c", of: "a", since: 1e12))
            #expect(try await !store.hasReview(ofCase: "c", of: "b", since: 1e12))
            var (seen, last): ([Review], String?) = ([], nil)
            while true {
                let page = try #require(try await store.reviews(of: "a", decided: false, limit: 5, after: last))
                guard let end = page.last else { break }
                #expect(page.count <= 5)
                seen += page
                last = end.id
            }
            #expect(Set(seen.map(\.id)).count == 23)
            #expect(seen.count == 23)
            let order = seen.map { ($0.due ?? .infinity, $0.opened) }
            #expect(zip(order, order.dropFirst()).allSatisfy { $0 <= $1 })
            #expect(seen.first { $0.id == "v7" }?.note == "note 7")
            #expect(try await store.reviews(of: "a", decided: true, limit: 50) == [])
            #expect(try await store.reviews(of: "b", decided: false, limit: 50) == [])
        }
    }

    @Test(arguments: Backend.present) func isDecidedOnce(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.begin("c", customer: nil, of: "a", with: [.began(at: 1)], at: 1)
            try await store.open(Review(id: "v", consultation: "c", kind: .contest, opened: 1), of: "a")
            #expect(try await store.decide("v", of: "b", .approve, by: "x", because: nil, at: 2) == nil)
            #expect(try await store.decide("no", of: "a", .approve, by: "x", because: nil, at: 2) == nil)
            let decided = try await store.decide("v", of: "a", .override, by: "Kim", because: "yellower", at: 2)
            #expect(decided?.decision == .override)
            #expect((decided?.decidedBy, decided?.reason, decided?.decided) == ("Kim", "yellower", 2))
            #expect(
                await code { try await store.decide("v", of: "a", .approve, by: "x", because: nil, at: 3) }
                    == .conflict)
            #expect(try await store.reviews(of: "a", decided: true, limit: 5)?.map(\.id) == ["v"])
            #expect(try await store.reviews(of: "a", decided: false, limit: 5) == [])
        }
    }

    @Test(arguments: Backend.present) func oneOfManyStylistsDecides(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            try await store.begin("c", customer: nil, of: "a", with: [.began(at: 1)], at: 1)
            try await store.open(Review(id: "v", consultation: "c", kind: .handoff, opened: 1), of: "a")
            let winners = await withTaskGroup(of: StoreError.Code?.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        await code {
                            _ = try await store.decide("v", of: "a", .takeOver, by: "\(number)", because: nil, at: 2)
                        }
                    }
                }
                return await group.reduce(into: [:]) { counts, code in counts[code, default: 0] += 1 }
            }
            #expect(winners == [nil: 1, .conflict: 11])
        }
    }

    @Test(arguments: Backend.present) func isOfACaseThatIsThere(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let review = Review(id: "v", consultation: "c", kind: .contest, opened: 1)
            #expect(await code { try await store.open(review, of: "a") } == .conflict)
        }
    }
}
