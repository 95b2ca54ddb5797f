import ArgumentParser
import Foundation
import ShadeCatalog

/// Writes JSON lines where an output goes; a file gets its name when they are whole.
struct LineWriter {
    private let path: String?
    private let place: OutputPlace
    private var file: FileHandle?
    private var buffer = Data()

    /// - Parameter path: `nil` writes nothing.
    init(path: String?) {
        self.path = path
        place = OutputPlace(path ?? "/dev/null")
    }

    /// What is added to a file's name until its lines are whole.
    static let partial = ".partial"

    /// Whether nothing else may go to standard output.
    var isStandardOutput: Bool { place.isStandardOutput }

    /// - Throws: `ExitCode(2)`, after saying why, when the lines could not be given their name in the end.
    mutating func open() throws {
        guard let path else { return }
        switch place {
        case .folder: throw misuse("\(path): this is a folder; name a file in it")
        case .descriptor, .stream: file = place.opened()
        case .file(let target):
            let partial = target + Self.partial
            let isKept = access(target, F_OK) == 0 && access(target, W_OK) != 0
            if !isKept, FileManager.default.createFile(atPath: partial, contents: nil) {
                file = FileHandle(forWritingAtPath: partial)
            }
        }
        if file == nil { throw misuse(failure.message) }
    }

    mutating func write(_ value: some Encodable) throws(CatalogError) {
        guard let file else { return }
        buffer += Data((jsonLine(value) + "\n").utf8)
        guard buffer.count >= 1 << 16 else { return }
        do { try file.write(contentsOf: buffer) } catch { throw failure }
        buffer.removeAll(keepingCapacity: true)
    }

    mutating func close() throws(CatalogError) {
        guard let file else { return }
        do {
            try file.write(contentsOf: buffer)
            try file.close()
        } catch { throw failure }
        guard case .file(let target) = place else { return }
        guard rename(target + Self.partial, target) == 0 else { throw failure }
    }

    /// Takes back what was written, where that is possible.
    func discard() {
        guard file != nil, case .file(let target) = place else { return }
        unlink(target + Self.partial)
    }

    private var failure: CatalogError {
        CatalogError(
            code: .unreadableCatalog,
            message: "\(path ?? "") cannot be written: check that its folder exists, may be written to and has room")
    }
}
