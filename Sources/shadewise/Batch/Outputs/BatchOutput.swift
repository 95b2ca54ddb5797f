import Foundation

/// Where rows go. A file appears under its name only when it is complete; until then it is `FILE.partial`, with what
/// the run was asked to do in `FILE.state`. Standard output, pipes and devices are written to as they are.
final class BatchOutput {
    private let descriptor: Int32
    /// `nil` where there is nothing to rename.
    private let files: BatchFiles?

    private init(descriptor: Int32, files: BatchFiles?) {
        self.descriptor = descriptor
        self.files = files
    }

    deinit { close(descriptor) }

    /// What `open` found.
    enum Opened {
        /// Rows go on after those of the journal.
        case unfinished(BatchOutput, BatchJournal)
        /// The output is complete, as far as it can know.
        case finished(BatchJournal)
    }

    enum Existing { case refuse, resume, overwrite }

    /// - Throws: `OutputError`, with nothing changed but what `existing` allows.
    static func open(
        _ path: String, rows: BatchRows, settings: [String: String], existing: Existing
    ) throws -> Opened {
        let place = OutputPlace(path)
        switch place {
        case .folder, .descriptor, .stream:
            let descriptor = place.open()
            guard descriptor >= 0 else { throw OutputError(misuse: OutputPlace.fault(path)) }
            let output = BatchOutput(descriptor: descriptor, files: nil)
            try output.write(Array(rows.header.utf8))
            return .unfinished(output, BatchJournal())
        case .file(let file):
            let files = BatchFiles(file)
            return try files.open(rows: rows, settings: settings, existing: existing) { descriptor in
                BatchOutput(descriptor: descriptor, files: files)
            }
        }
    }

    /// Hands the bytes to the system, which keeps them whatever becomes of this process.
    func write(_ bytes: [UInt8]) throws(OutputError) {
        guard SystemFile.write(bytes, to: descriptor) else {
            let cause = String(cString: strerror(errno))
            throw OutputError(failure: "the output cannot be written (\(cause))")
        }
    }

    /// Puts the whole output on the disk under its own name.
    func finish() throws(OutputError) {
        guard let files else { return }
        guard fsync(descriptor) == 0, rename(files.partial, files.final) == 0 else {
            throw OutputError(
                failure: "\(files.final): it cannot be put in place; the rows are in \(files.partial)")
        }
        unlink(files.state)
        files.syncFolder()
    }

    /// Leaves nothing behind of an output without a row; one that it was to replace stays.
    func discard() {
        guard let files else { return }
        unlink(files.partial)
        unlink(files.state)
    }

    /// Where rows stay when the run ends early; `nil` where they cannot be gone on with.
    var partialPath: String? { files?.partial }
}
