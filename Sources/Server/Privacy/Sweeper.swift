package import Stores

/// Removes what is kept no longer.
package struct Sweeper: Sendable {
    private let store: Store
    /// As the audit log names who sweeps.
    private let actor: String

    package init(store: Store, actor: String) { (self.store, self.actor) = (store, actor) }

    /// - Parameter time: seconds since 1970.
    /// - Returns: How many of each were removed, by name.
    package func sweep(at time: Double) async throws -> [String: Int] {
        let removed = [
            "images": try await store.removeExpiredImages(at: time, actor: actor),
            "jobs": try await store.removeExpiredJobs(at: time),
            "answers": try await store.dropAnswers(before: time - Repeats.day),
            "sessions": try await store.removeEndedSessions(before: time, unusedSince: time - SessionLimits.idle),
            "tokens": try await store.removeEndedTokens(before: time),
        ]
        if removed["images", default: 0] + removed["jobs", default: 0] > 0 { await store.database.forgetErased() }
        return removed
    }
}
