internal import Foundation
internal import Stores

/// Threads with a connection each, off Swift's own threads, for libpq blocks. They come when there is work for them and
/// end when there was none for a minute.
///
/// What waits is bounded in number and in time: beyond that the database is as good as unreachable.
final class ConnectionPool: @unchecked Sendable {
    private let address: PostgreSQLAddress
    private let condition = NSCondition()
    private var jobs: [Job] = []
    /// Index of the next of `jobs`.
    private var head = 0
    /// Threads that take jobs; of them, those that wait for one; and all that have a connection still.
    private var (working, idle, alive) = (0, 0, 0)
    private var isClosed = false
    private var closers: [CheckedContinuation<Void, Never>] = []

    private struct Job {
        let deadline: ContinuousClock.Instant
        let run: @Sendable (PostgreSQLLink) -> Void
        let refuse: @Sendable () -> Void
    }

    init(_ address: PostgreSQLAddress) { self.address = address }

    /// - Throws: `unavailable` when no connection is free in time; what `work` throws.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable (PostgreSQLLink) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let job = Job(deadline: .now + .seconds(address.patience)) { link in
                continuation.resume(with: Result { try work(link) })
            } refuse: {
                continuation.resume(
                    throwing: StoreError(code: .unavailable, message: "PostgreSQL: no connection is free"))
            }
            if !add(job) { job.refuse() }
        }
    }

    /// Lets what waits be done, then ends the connections.
    func close() async {
        await withCheckedContinuation { continuation in
            let isDone = condition.withLock {
                isClosed = true
                condition.broadcast()
                if alive > 0 { closers.append(continuation) }
                return alive == 0
            }
            if isDone { continuation.resume() }
        }
    }
}

extension ConnectionPool {
    private func add(_ job: Job) -> Bool {
        condition.withLock {
            guard !isClosed, jobs.count - head < address.room else { return false }
            jobs.append(job)
            if jobs.count - head > idle, working < address.connections {
                (working, alive) = (working + 1, alive + 1)
                start()
            }
            condition.signal()
            return true
        }
    }

    private func start() {
        let thread = Thread { [self] in
            serve()
            condition.withLock {
                alive -= 1
                guard isClosed, alive == 0 else { return }
                for closer in closers { closer.resume() }
                closers = []
            }
        }
        thread.name = "shadewise-postgres"
        // Transactions decode what they read.
        thread.stackSize = 2 << 20
        thread.start()
    }

    private func serve() {
        let link = PostgreSQLLink(address)
        while let job = next() {
            if job.deadline < .now { job.refuse() } else { job.run(link) }
        }
    }

    private func next() -> Job? {
        condition.withLock {
            while head == jobs.count {
                var isTime = isClosed
                if !isTime {
                    idle += 1
                    isTime = !condition.wait(until: Date(timeIntervalSinceNow: address.leisure)) && head == jobs.count
                    idle -= 1
                }
                if isTime {
                    working -= 1
                    return nil
                }
            }
            let job = jobs[head]
            head += 1
            if head == jobs.count || head > 256 {
                jobs.removeFirst(head)
                head = 0
            }
            return job
        }
    }
}
