internal import Consultation
internal import Stores

/// Reads cases and adds to them, one winner at a time.
struct CaseKeeper: Sendable {
    let store: Store
    /// Seconds since 1970.
    let clock: @Sendable () -> Double

    /// What a change comes to: events that follow the case, and an answer.
    struct Change<Answer: Sendable>: Sendable {
        var events: [ConsultationEvent.What] = []
        /// What is written with them, in one transaction.
        var along: [StoreWrite] = []
        var answer: Answer
    }

    /// - Throws: `not_found`.
    func load(_ id: String, of tenant: String) async throws -> StoredCase {
        guard let found = try await store.loadCase(id, of: tenant) else { throw Problem.notFound }
        return found
    }

    /// The case that a request's path names, as a check has read it, or read now.
    /// - Throws: `not_found`.
    func load(for context: ServerContext) async throws -> StoredCase {
        if let stored = context.stored { return stored }
        return try await load(context.parameter("id"), of: context.tenant)
    }

    /// Works out a change to a case and records it. When others were faster it is worked out anew, so it may be run
    /// several times.
    /// - Throws: `conflict` when others are faster again and again; what `work` and recording throw.
    func change<Answer: Sendable>(
        _ id: String, of tenant: String, _ work: @Sendable (StoredCase) async throws -> Change<Answer>
    ) async throws -> Answer { try await changed(id, of: tenant, work).answer }

    /// The same, with the case as it is after.
    func changed<Answer: Sendable>(
        _ id: String, of tenant: String, _ work: @Sendable (StoredCase) async throws -> Change<Answer>
    ) async throws -> (answer: Answer, stored: StoredCase) {
        var attempt = 1
        while true {
            let found = try await load(id, of: tenant)
            let change = try await work(found)
            let at = clock()
            let events = change.events.map { ConsultationEvent(at: at, $0) }
            var consultation = found.consultation
            for event in events { try consultation.record(event) }
            do {
                try await store.append(events, to: id, of: tenant, expecting: found.version, along: change.along)
                return (change.answer, found.with(consultation))
            } catch let error as StoreError where error.code == .conflict && attempt < Self.attempts {
                // Not in step with those who lost the same race.
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...(4 << min(attempt, 6)))))
                attempt += 1
            }
        }
    }

    private static let attempts = 16
}
