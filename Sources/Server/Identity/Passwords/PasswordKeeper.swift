internal import Stores

/// Hashes and checks passwords, off the event loops: each takes 128 MB for half a second, so there are two at a time, and
/// few may wait.
struct PasswordKeeper: Sendable {
    let cost: PasswordCost
    private let pool: WorkerPool
    /// What is checked where there is no password, so that time does not tell.
    private let nobody: PasswordHash

    private static let atOnce = 2
    private static let waiting = 16

    init(cost: PasswordCost) {
        self.cost = cost
        nobody = PasswordHash(ofNobodyAt: cost)
        // Metrics of its own: its queue is none of photos.
        pool = WorkerPool(threads: Self.atOnce, room: Self.waiting, metrics: Metrics())
    }

    /// What came of checking.
    struct Verdict: Sendable {
        let isRight: Bool
        /// The same password at today's cost, where its hash is weaker.
        let rehashed: String?
    }

    /// - Parameter hash: what is kept; `nil` for nobody's.
    /// - Throws: `overloaded`; `damaged`.
    func check(_ password: String, against hash: String?) async throws -> Verdict {
        let kept = try hash.map { text throws(StoreError) in try PasswordHash(text: text) }
        return try await pool.run { [cost, nobody] in
            guard try (kept ?? nobody).isOf(password), let kept else { return Verdict(isRight: false, rehashed: nil) }
            let isWeak = kept.cost.isLess(than: cost)
            return Verdict(
                isRight: true, rehashed: isWeak ? try PasswordHash(of: password, cost: cost).text : nil)
        }
    }

    /// - Throws: `overloaded`.
    func hash(_ password: String) async throws -> String {
        try await pool.run { [cost] in try PasswordHash(of: password, cost: cost).text }
    }

    func close() { pool.close() }
}
