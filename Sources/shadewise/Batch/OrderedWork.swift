import Foundation

/// Works through a stream of items on several threads and hands the outcomes on in the order of the items.
///
/// Threads fetch an item each when they are free, so no more items are in memory than threads. An outcome waits for
/// those before it; when `window` outcomes wait or are in work, fetching waits too.
final class OrderedWork<Item, Outcome>: @unchecked Sendable {
    private let window: Int
    private let next: () -> Item?
    private let work: (Item) -> Outcome
    private let emit: (Outcome) -> Bool

    /// Held while an item is fetched; guards `taken`.
    private let source = NSLock()
    private var taken = 0

    /// Guards everything below, signalled when there is room or the end has come.
    private let state = NSCondition()
    private var waiting: [Int: Outcome] = [:]
    private var emitted = 0
    private var isEmitting = false
    private var isStopped = false

    /// - Parameters:
    ///   - next: called by one thread at a time, until it gives `nil`.
    ///   - work: called from several threads at once.
    ///   - emit: called by one thread at a time, in order; `false` ends the work, and later outcomes are dropped.
    private init(
        window: Int, next: @escaping () -> Item?, work: @escaping (Item) -> Outcome,
        emit: @escaping (Outcome) -> Bool
    ) {
        self.window = window
        self.next = next
        self.work = work
        self.emit = emit
    }

    /// Returns when every item is emitted, or `emit` has given `false` and no thread works any more. The calling thread
    /// is one of the `threads`.
    static func run(
        threads: Int, window: Int = 1_024, next: @escaping () -> Item?, work: @escaping (Item) -> Outcome,
        emit: @escaping (Outcome) -> Bool
    ) where Item: Sendable, Outcome: Sendable {
        OrderedWork(window: max(window, threads), next: next, work: work, emit: emit).run(threads: threads)
    }

    /// Works through `count` items by their numbers on all cores, showing how far it is.
    /// - Parameters:
    ///   - noun: what the items are, several of them.
    ///   - window: how many outcomes may wait for one before them.
    ///   - emit: may clear the progress it is given, to write something else.
    /// - Throws: What `work` or `emit` throws first in the order of the items; nothing is emitted after it.
    static func run<Value: Sendable>(
        count: Int, of noun: String = "photos", window: Int, work: @escaping (Int) throws -> Value,
        emit: @escaping (Value, inout BatchProgress) throws -> Void
    ) throws where Item == Int, Outcome == Result<Value, any Error> {
        var next = 0
        var progress = BatchProgress(total: count, of: noun)
        var failure: (any Error)?
        run(
            threads: min(count, Cores.available), window: window,
            next: {
                defer { next += 1 }
                return next < count ? next : nil
            },
            work: { index in Result { try work(index) } },
            emit: { outcome in
                do {
                    try emit(outcome.get(), &progress)
                    progress.advance()
                } catch { failure = error }
                return failure == nil
            })
        progress.clear()
        if let failure { throw failure }
    }

    private func run(threads: Int) {
        let group = DispatchGroup()
        for _ in 1..<max(threads, 1) {
            group.enter()
            let thread = Thread { [self] in
                goOn()
                group.leave()
            }
            // Decoders and lcms2 were written for a main thread's stack.
            thread.stackSize = 8 << 20
            thread.start()
        }
        goOn()
        group.wait()
    }

    private func goOn() {
        while let (index, item) = take() { deliver(work(item), at: index) }
    }

    private func take() -> (Int, Item)? {
        source.withLock {
            state.lock()
            while taken - emitted >= window, !isStopped { state.wait() }
            let isOver = isStopped
            state.unlock()
            guard !isOver else { return nil }
            guard let item = next() else {
                stop()
                return nil
            }
            defer { taken += 1 }
            return (taken, item)
        }
    }

    /// Nothing more is fetched; what was is still emitted, unless `emit` refused.
    private func stop() {
        state.lock()
        isStopped = true
        state.broadcast()
        state.unlock()
    }

    private func deliver(_ outcome: Outcome, at index: Int) {
        state.lock()
        defer { state.unlock() }
        waiting[index] = outcome
        guard !isEmitting else { return }
        isEmitting = true
        defer { isEmitting = false }
        while let ready = waiting.removeValue(forKey: emitted) {
            state.unlock()
            let goesOn = emit(ready)
            state.lock()
            emitted += 1
            if !goesOn {
                isStopped = true
                // Never reached again: later outcomes find no turn.
                emitted = .max / 2
            }
            state.broadcast()
        }
    }
}
