import Foundation

/// A list's items on all cores, with a progress line; the small sibling of the `batch` command.
enum Batch {
    /// - Parameters:
    ///   - work: called from several threads at once.
    ///   - emit: called in the items' order, one at a time, as soon as an outcome and all before it are there.
    static func run<Item: Sendable, Outcome: Sendable>(
        _ items: [Item], work: @escaping @Sendable (Item) -> Outcome, emit: @escaping @Sendable (Outcome) -> Void
    ) {
        var rest = items.makeIterator()
        var progress = BatchProgress(total: items.count, linePeriod: nil)
        OrderedWork.run(threads: min(items.count, Cores.available)) {
            rest.next()
        } work: {
            work($0)
        } emit: { outcome in
            progress.clear()
            emit(outcome)
            progress.advance()
            return true
        }
        progress.clear()
    }
}

/// How many threads keep this machine busy.
enum Cores {
    /// The processors this process may run on, or the share a container is limited to.
    static let available: Int = {
        let processors = max(1, ProcessInfo.processInfo.activeProcessorCount)
        // "200000 100000": microseconds of processor time in each period; "max 100000" without a limit.
        guard let limit = try? String(contentsOfFile: "/sys/fs/cgroup/cpu.max", encoding: .utf8) else {
            return processors
        }
        let fields = limit.split(whereSeparator: \.isWhitespace).map { Double($0) }
        guard fields.count == 2, let quota = fields[0], let period = fields[1], period > 0 else { return processors }
        return min(processors, max(1, Int((quota / period).rounded(.up))))
    }()
}
