internal import Logging
internal import ServiceLifecycle
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

/// The sweeper, again and again while the service runs.
struct SweeperService: ServiceLifecycle.Service {
    let sweeper: Sweeper
    let pause: Duration
    let clock: @Sendable () -> Double
    let logger: Logger

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                do {
                    let removed = try await sweeper.sweep(at: clock()).filter { $0.value > 0 }
                    if !removed.isEmpty {
                        logger.info("swept", metadata: removed.mapValues { .stringConvertible($0) })
                    }
                } catch  where !(error is CancellationError) {
                    logger.error("sweeping failed", metadata: ["error": .string(Problem.logged(error))])
                }
                try await Task.sleep(for: pause)
            }
        }
    }
}
