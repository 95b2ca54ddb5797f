import CatalogStore
import Foundation
import Reports

/// An output's three names, and the rules by which a run may go on where another ended.
///
/// The order of the steps makes every moment one that `--resume` understands: an empty `partial`, then `state`, then
/// rows; at the end `partial` becomes `final`, then `state` goes.
struct BatchFiles {
    let final: String
    let partial: String
    var state: String { final + ".state" }

    init(_ file: ReplacedFile) {
        final = file.path
        partial = file.partial
    }

    var all: [String] { [final, partial, state] }

    func open(
        rows: BatchRows, settings: [String: String], existing: BatchOutput.Existing,
        output: (Int32) -> BatchOutput
    ) throws -> BatchOutput.Opened {
        let (hasFinal, hasPartial) = (access(final, F_OK) == 0, access(partial, F_OK) == 0)
        let state = BatchState.read(state)
        switch existing {
        case .refuse where hasPartial:
            throw OutputError(
                misuse: "\(partial) holds the rows of a run that did not finish: "
                    + "--resume goes on with it, --overwrite starts again")
        case .refuse where hasFinal:
            throw OutputError(misuse: "\(final) exists: --overwrite replaces it, or choose another --out")
        case .resume where hasFinal && !hasPartial:
            if let state { try check(state, settings) }
            let journal = try journal(of: final, rows)
            unlink(self.state)
            return .finished(journal)
        default: break
        }

        let descriptor = SystemFile.open(partial, O_RDWR | O_CREAT)
        guard descriptor >= 0 else {
            throw OutputError(misuse: OutputPlace.fault(final))
        }
        // From here on the output closes the descriptor, and with it gives the lock back.
        let opened = output(descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw OutputError(misuse: "\(partial): another run is writing it")
        }
        var journal = BatchJournal()
        var status = stat()
        let isEmpty = fstat(descriptor, &status) == 0 && status.st_size == 0
        if existing == .resume, !isEmpty {
            guard let state else {
                throw OutputError(
                    misuse: "\(partial) cannot be gone on with: \(self.state), which says what it was made from, is "
                        + "missing or damaged; --overwrite starts again")
            }
            try check(state, settings)
            guard !hasFinal || state.replaces else {
                throw OutputError(
                    misuse: "\(final) appeared while the run stood still; move it away to go on with --resume")
            }
            journal = try self.journal(of: partial, rows)
        } else {
            // Old rows go before the new state comes, or they would be taken for its own.
            unlink(self.state)
            guard ftruncate(descriptor, 0) == 0 else {
                throw OutputError(failure: "\(partial): cannot be written")
            }
            try write(BatchState(settings: settings, replaces: hasFinal))
        }
        guard ftruncate(descriptor, off_t(journal.length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
            throw OutputError(failure: "\(partial): cannot be written")
        }
        if journal.length == 0 { try opened.write(Array(rows.header.utf8)) }
        return .unfinished(opened, journal)
    }

    private func check(_ state: BatchState, _ settings: [String: String]) throws {
        let differences = state.differences(to: settings)
        guard differences.isEmpty else {
            throw OutputError(
                misuse: "--resume goes on only with what the run began with: \(differences.joined(separator: "; ")). "
                    + "Give the same again, or start over with --overwrite")
        }
    }

    private func journal(of path: String, _ rows: BatchRows) throws -> BatchJournal {
        guard let stream = ByteStream(path: path) else {
            throw OutputError(failure: "\(path): cannot be read")
        }
        do { return try BatchJournal(stream, rows: rows) } catch let damage as BatchJournal.Damage {
            throw OutputError(
                misuse: "\(path): what stands \(damage.offset) bytes from its beginning is no row of this batch; "
                    + "--overwrite starts again")
        } catch {
            throw OutputError(failure: "\(path): cannot be read")
        }
    }

    /// Whole or not at all, and on the disk before the first row.
    private func write(_ contents: BatchState) throws {
        let temporary = state + ".new"
        let descriptor = SystemFile.open(temporary, O_WRONLY | O_CREAT | O_TRUNC)
        let bytes = Array((jsonLine(contents) + "\n").utf8)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, SystemFile.write(bytes, to: descriptor), fsync(descriptor) == 0,
            rename(temporary, state) == 0
        else { throw OutputError(failure: "\(state): cannot be written") }
        syncFolder()
    }

    /// Makes names last through a loss of power.
    func syncFolder() {
        let folder = URL(filePath: final).deletingLastPathComponent().path(percentEncoded: false)
        let descriptor = SystemFile.open(folder, O_RDONLY)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
