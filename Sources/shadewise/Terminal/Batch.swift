import Dispatch
import Foundation

/// Works through items on all cores and hands the outcomes on in the order of the items.
enum Batch {
    /// - Parameters:
    ///   - work: called from several threads at once.
    ///   - emit: called in order, one at a time, as soon as an outcome and all before it are there.
    static func run<Item: Sendable, Outcome: Sendable>(
        _ items: [Item], work: @Sendable (Item) -> Outcome, emit: @Sendable (Outcome) -> Void
    ) {
        let queue = OrderedOutcomes<Outcome>(total: items.count)
        DispatchQueue.concurrentPerform(iterations: items.count) { index in
            queue.finish(index, with: work(items[index]), emit: emit)
        }
        if items.count > 1 { Terminal.progress("") }
    }
}

/// Holds outcomes that came early until their turn; shared by the workers, guarded by its lock.
private final class OrderedOutcomes<Outcome: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var waiting: [Int: Outcome] = [:]
    private var next = 0
    private var done = 0
    private let total: Int
    private let start = ContinuousClock.now

    init(total: Int) { self.total = total }

    func finish(_ index: Int, with outcome: Outcome, emit: (Outcome) -> Void) {
        lock.withLock {
            waiting[index] = outcome
            done += 1
            if total > 1 { Terminal.progress("") }
            while let ready = waiting.removeValue(forKey: next) {
                emit(ready)
                next += 1
            }
            // Short runs need no progress line, and their rate would be noise.
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            if done < total, seconds > 1 {
                let rate = Double(done) / seconds
                let left = Double(total - done) / rate
                Terminal.progress(
                    "\(done) of \(total) photos, \(rate.text()) a second, \(left.text(0)) seconds left")
            }
        }
    }
}
