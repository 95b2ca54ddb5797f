import HTTPTypes
import Stores
import TestSupport
import Testing

@testable import Server

/// Requests whose database breaks off, sent again under their `Idempotency-Key`.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct RepeatTests {
    /// - Parameters:
    ///   - moment: when to break off.
    ///   - part: of which statement.
    ///   - work: is given the first answer, what sends the request again, and a way to let time pass.
    private static func breaking(
        _ moment: BreakingDatabase.Moment, _ part: String,
        _ work:
            @escaping @Sendable (
                _ first: Caller.Answer, _ again: () async throws -> Caller.Answer, TestClock
            ) async throws -> Void
    ) async throws {
        let (database, clock) = (BreakingDatabase(try SQLiteDatabase(path: nil)), TestClock())
        try await TestService(over: database, clock: clock).run { shop in
            @Sendable func begin() async throws -> Caller.Answer {
                try await shop.post(
                    "/v1/consultations", #"{"customer": "c-9"}"#, headers: ["Idempotency-Key": "visit-1"])
            }
            database.breakOff(moment, part)
            try await work(begin(), begin, clock)
            let export = try await shop.get("/v1/customers/c-9")
            #expect((export.json["consultations"] as? [Any])?.count == 1)
        }
    }

    @Test func whatWasNotDoneIsDoneThen() async throws {
        try await Self.breaking(.before, "INSERT INTO consultation(") { first, again, _ in
            #expect((first.status, first.code) == (503, "store_unavailable"))
            let second = try await again()
            #expect(second.status == 201)
        }
    }

    /// As it was done, or as its answer was kept.
    @Test(arguments: [
        (BreakingDatabase.Moment.after, "INSERT INTO consultation("), (.before, "UPDATE idempotency SET status"),
    ])
    func whatWasDoneIsNotDoneAgain(_ moment: BreakingDatabase.Moment, _ part: String) async throws {
        try await Self.breaking(moment, part) { first, again, clock in
            #expect((first.status, first.code) == (503, "store_unavailable"))
            let soon = try await again()
            #expect((soon.status, soon.code) == (409, "request_in_progress"))
            clock.advance(61)
            for _ in 0..<2 {
                let later = try await again()
                #expect((later.status, later.code) == (409, "answer_lost"))
            }
        }
    }

    /// A case that is gone is not said to have been begun.
    @Test func whatWasErasedIsNotSaidToBeThere() async throws {
        try await TestService().run { shop in
            func begin() async throws -> Caller.Answer {
                try await shop.post("/v1/consultations", "{}", headers: ["Idempotency-Key": "visit-9"])
            }
            let (first, again) = (try await begin(), try await begin())
            #expect(first.status == 201 && again.status == 201)
            let location = try #require(first.headers[.location])
            #expect(again.headers[.location] == location)
            let erased = try await shop.send(.delete, location)
            #expect(erased.status == 200 || erased.status == 204)
            let later = try await begin()
            #expect((later.status, later.code) == (409, "erased_since"))
        }
    }

    @Test func aLostRaceIsNoOutage() throws {
        let problem = try #require(Problem(StoreError(code: .overtaken, message: "PostgreSQL 40001") as any Error))
        #expect(problem.status == .serviceUnavailable && problem.code == "overloaded")
        #expect(problem.headers[.retryAfter] == "1" && !problem.refusesBody)
    }

    @Test func anAnswerThatWasKeptIsGivenAgain() async throws {
        try await Self.breaking(.after, "UPDATE idempotency SET status") { first, again, _ in
            #expect(first.status == 503)
            let second = try await again()
            #expect(second.status == 201)
        }
    }
}
