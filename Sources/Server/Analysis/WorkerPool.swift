internal import Foundation
internal import Tracing

/// Threads for what takes processor time, off the event loops and off Swift's own threads.
///
/// What waits is bounded: beyond that the answer is no, at once.
final class WorkerPool: @unchecked Sendable {
    private let condition = NSCondition()
    /// Those taken are `nil`: what a job holds may have been the last of a `Place`, which takes the lock as it goes.
    private var jobs: [(@Sendable () -> Void)?] = []
    /// Index of the next of `jobs`.
    private var head = 0
    private var isClosed = false
    /// Threads that wait for work.
    private var idle = 0
    private var isSpareTimeTaken = false
    /// Places held for work that is being made ready.
    private var held = 0
    /// How many may wait, held places among them.
    private let room: Int
    private let metrics: Metrics

    /// - Parameters:
    ///   - threads: as many as cores, for work that waits for nothing.
    ///   - room: how many may wait for one.
    init(threads: Int, room: Int, metrics: Metrics) {
        (self.room, self.metrics) = (room, metrics)
        for index in 0..<threads {
            let thread = Thread { [self] in
                // Answering, and refusing, goes before working: a thread of Linux has a priority of its own.
                #if os(Linux)
                    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
                #endif
                while let job = next() { job() }
            }
            thread.name = "shadewise-worker-\(index)"
            // Decoding and networks keep some on the stack.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Work that waits for a thread, and held places.
    var waiting: Int { condition.withLock { jobs.count - head + held } }

    /// Whether there is no room now: what would only be refused need not be read first.
    var isFull: Bool { waiting >= room }

    /// A place among what waits, for work that is not ready: neither it nor what follows from it will be refused after more
    /// was done for it, even as the pool closes. Let go unspent, it is free again. Whoever has one must wait for no other
    /// work of the pool but what is run for all: all places may be taken by others who do.
    final class Place: Sendable {
        private let pool: WorkerPool
        /// Guarded by the pool's lock.
        private nonisolated(unsafe) var isHeld = true

        fileprivate init(in pool: WorkerPool) { self.pool = pool }

        deinit { _ = pool.condition.withLock { giveBack() } }

        /// Under the pool's lock.
        /// - Returns: Whether it was held until now.
        fileprivate func giveBack() -> Bool {
            guard isHeld else { return false }
            isHeld = false
            pool.held -= 1
            // Threads wait for the last of them.
            if pool.isClosed { pool.condition.broadcast() }
            return true
        }
    }

    /// - Throws: `overloaded` when there is no room.
    func place() throws(Problem) -> Place {
        let isFree = condition.withLock {
            guard hasRoom else { return false }
            held += 1
            return true
        }
        guard isFree else { throw Self.full }
        return Place(in: self)
    }

    /// Under the lock.
    private var hasRoom: Bool { jobs.count - head + held < room && !isClosed }

    static var full: Problem { .busy("All workers are busy") }

    /// Runs `work` on a thread of the pool.
    /// - Parameter place: where it waits, or where that waited from which it follows; without one, there has to be room now.
    /// - Throws: `overloaded` when there is no room; what `work` throws.
    func run<Value: Sendable>(
        at place: Place? = nil, _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value { try await run(at: place, needsRoom: true, work) }

    /// Runs what is worked out once for all who wait for it: one piece of work, however many they are. It needs no room, or
    /// those who have it all would be refused what they wait for.
    /// - Throws: `overloaded` when the pool is closed, and nobody has a place any more; what `work` throws.
    func runForAll<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await run(at: nil, needsRoom: false, work)
    }

    private func run<Value: Sendable>(
        at place: Place?, needsRoom: Bool, _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        let start = ContinuousClock.now
        // The thread knows nothing of the task that waits.
        let trace = InstrumentationContext.current
        return try await withCheckedThrowingContinuation { continuation in
            let isTaken = condition.withLock {
                let wasHeld = place?.giveBack() ?? false
                // What follows from what was let in is no more than was let in.
                let follows = place != nil && !isClosed
                // Threads stay for as long as a place is held.
                let isForAll = !needsRoom && (!isClosed || held > 0)
                guard wasHeld || hasRoom || follows || isForAll else { return false }
                jobs.append { [metrics] in
                    let result = InstrumentationContext.$current.withValue(trace) {
                        metrics.time("queue", ContinuousClock.now - start)
                        return Result { try work() }
                    }
                    continuation.resume(with: result)
                }
                condition.signal()
                return true
            }
            if !isTaken { continuation.resume(throwing: Self.full) }
        }
    }

    /// Whether there is time for work that nobody waits for: nothing else is waited for, and a thread is free that no held
    /// place will need. Whoever takes it ends it; one at a time.
    func takeSpareTime() -> Bool {
        condition.withLock {
            guard !isSpareTimeTaken, jobs.count == head, idle > held else { return false }
            isSpareTimeTaken = true
            return true
        }
    }

    func endSpareTime() { condition.withLock { isSpareTimeTaken = false } }

    /// Lets what waits be done, and what has a place, then ends the threads.
    func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
        }
    }

    private func next() -> (@Sendable () -> Void)? {
        condition.withLock {
            while head == jobs.count {
                if isClosed, held == 0 { return nil }
                idle += 1
                condition.wait()
                idle -= 1
            }
            let job = jobs[head]
            jobs[head] = nil
            head += 1
            if head == jobs.count || head > 256 {
                jobs.removeFirst(head)
                head = 0
            }
            return job
        }
    }
}
