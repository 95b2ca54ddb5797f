import ArgumentParser
import Foundation
import Reports

/// One run of the `batch` command, from open inputs to the summary.
struct BatchRun {
    var inputs: BatchInputs
    var reader: BatchReader
    var shard: Shard
    var threads: Int
    /// More failures than this end the run; `nil` for any number.
    var maximumFailures: Int?
    var output: String
    var existing: BatchOutput.Existing
    /// Everything rows depend on.
    var settings: [String: String]
    var summaryFormat: OutputFormat

    /// - Throws: `ExitCode`, after saying why.
    func execute() throws {
        let interruption = Interruption()
        do {
            let source = try inputs.open { () throws(BatchInputError) in
                try StandardInput.source(ByteStream(standardInputUntil: interruption))
            }
            try telling {
                switch try BatchOutput.open(output, rows: reader.rows, settings: settings, existing: existing) {
                case .unfinished(let output, let journal):
                    let feed = BatchFeed(source, shard: shard, journal: journal, interruption: interruption)
                    try answer(feed, after: journal, to: output, interruption)
                case .finished(let journal):
                    try confirm(BatchFeed(source, shard: shard, journal: journal, interruption: interruption), journal)
                }
            }
        } catch BatchInputError.broken(let message) {
            throw misuse(message)
        } catch BatchInputError.interrupted {
            throw ExitCode(128 + (interruption.signalNumber ?? SIGINT))
        }
    }

    private func answer(
        _ feed: BatchFeed, after journal: BatchJournal, to output: BatchOutput, _ interruption: Interruption
    ) throws {
        var progress = BatchProgress(total: nil)
        var failures = journal.failures
        var failureCount = failures.values.reduce(0, +)
        var writeError: OutputError?
        func isOverLimit() -> Bool { maximumFailures.map { failureCount > $0 } ?? false }

        if !isOverLimit() {
            let total = ItemCount(of: inputs, in: shard)
            defer { total.cancel() }
            OrderedWork.run(threads: threads) {
                feed.next()
            } work: { item in
                reader.answer(item)
            } emit: { answer in
                do throws(OutputError) { try output.write(answer.row) } catch {
                    writeError = error
                    return false
                }
                if let failure = answer.failure {
                    failures[failure, default: 0] += 1
                    failureCount += 1
                }
                progress.total = total.value.map { max($0 - journal.answered.count, progress.done) }
                progress.advance()
                return !isOverLimit()
            }
            progress.clear()
        }

        var summary = BatchSummary(
            output: self.output, photos: journal.answered.count + progress.done, failures: failures,
            resumed: journal.answered.count, skipped: feed.skipped)
        let ending = ending(of: feed, writeError, isOverLimit: isOverLimit(), interruption)
        // A shard may well be empty, and an archive of nothing was packed on purpose.
        let isEmpty = ending == nil && summary.photos == 0 && shard == .whole && !inputs.readsStandardInput
        if let ending {
            summary.complete = false
            Terminal.complain(
                Terminal.safe(ending.message) + " " + remedy(output, isOverLimit: writeError == nil && isOverLimit()))
        } else if isEmpty {
            summary.complete = false
            output.discard()
            Terminal.complain(
                "Error: there is no photo in the inputs, and no output was made; name a folder, list or archive with "
                    + "photos in it, JPEG or PNG.")
        } else {
            if feed.hasChanged, !journal.answered.isEmpty {
                Terminal.complain(
                    "The inputs are not what they were when this batch began: rows of new photos come after the others")
            }
            try output.finish()
        }
        show(summary, seconds: progress.seconds)
        if let code = ending?.code ?? (isEmpty || summary.failed > 0 ? 1 : nil) { throw ExitCode(code) }
    }

    /// Why the run ends before its end; `nil` when it does not.
    private func ending(
        of feed: BatchFeed, _ writeError: OutputError?, isOverLimit: Bool, _ interruption: Interruption
    ) -> (message: String, code: Int32)? {
        if let writeError { return ("Error: \(writeError.message).", writeError.exitCode) }
        if isOverLimit, let maximumFailures {
            return ("Stopped: more than \(counted(maximumFailures, "photo")) failed (--max-failures).", 3)
        }
        switch feed.failure {
        case .broken(let message): return ("Error: \(message).", 1)
        case .interrupted: return ("Stopped.", 128 + (interruption.signalNumber ?? SIGINT))
        case nil: return nil
        }
    }

    private func remedy(_ output: BatchOutput, isOverLimit: Bool) -> String {
        guard let path = output.partialPath else { return "The rows written so far are whole." }
        // The failures so far count again, so the same limit would stop at once.
        let change = isOverLimit ? "--resume and a higher --max-failures" : "--resume"
        return "What is answered is kept in \(Terminal.safe(path)); the same command with \(change) goes on."
    }

    /// The output was complete before this run: nothing is to be done, if it was made from these inputs.
    private func confirm(_ feed: BatchFeed, _ journal: BatchJournal) throws {
        if let missing = feed.next() {
            throw OutputError(
                misuse: "\(output) is complete, yet lacks \(missing.id): it was made from other inputs. "
                    + "--overwrite replaces it, or choose another --out")
        }
        if let failure = feed.failure { throw failure }
        let summary = BatchSummary(
            output: output, photos: journal.answered.count, failures: journal.failures,
            resumed: journal.answered.count, skipped: feed.skipped)
        show(summary, seconds: 0)
        if summary.failed > 0 { throw ExitCode(1) }
    }

    /// On standard output, unless rows went there.
    private func show(_ summary: BatchSummary, seconds: Double) {
        let text =
            switch summaryFormat {
            case .json: jsonLine(summary)
            case .text: summary.text(seconds: seconds)
            }
        Optional(OutputPlace(output)).say(text)
    }
}

/// Counts a batch's photos while they are being answered.
private final class ItemCount: @unchecked Sendable {
    private let lock = NSLock()
    private var count: Int?
    private var isCancelled = false

    init(of inputs: BatchInputs, in shard: Shard) {
        let thread = Thread { [self] in set(inputs.count(in: shard) { goesOn }) }
        thread.qualityOfService = .utility
        thread.start()
    }

    var value: Int? { lock.withLock { count } }
    func cancel() { lock.withLock { isCancelled = true } }

    private var goesOn: Bool { lock.withLock { !isCancelled } }
    private func set(_ value: Int?) { lock.withLock { if !isCancelled { count = value } } }
}
