import ArgumentParser
import Foundation
import ShadeCatalog

/// Writes JSON lines beside a file's name and gives them the name when they are whole. Links are followed; a pipe or a
/// device is written to, never replaced.
struct LineWriter {
    private let path: String?
    /// The path with its links followed.
    private let target: String
    private var isStream = false
    private var file: FileHandle?
    private var buffer = Data()

    /// - Parameter path: `nil` writes nothing.
    init(path: String?) {
        self.path = path
        target = path.map { URL(filePath: $0).resolvingSymlinksInPath().path(percentEncoded: false) } ?? ""
    }

    /// The name that lines have until they are whole.
    static func partial(of path: String) -> String { path + ".partial" }

    private var partial: String { Self.partial(of: target) }

    /// - Throws: `ExitCode(2)`, after saying why, when the lines could not be given their name in the end.
    mutating func open() throws {
        guard let path else { return }
        var status = stat()
        let exists = stat(target, &status) == 0
        let type = exists ? status.st_mode & S_IFMT : S_IFREG
        if type == S_IFDIR { throw misuse("\(path): this is a folder; name a file in it") }
        isStream = type != S_IFREG
        let opened = isStream ? target : partial
        guard !exists || access(target, W_OK) == 0,
            isStream || FileManager.default.createFile(atPath: opened, contents: nil),
            let file = FileHandle(forWritingAtPath: opened)
        else { throw misuse(failure.message) }
        self.file = file
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
        guard isStream || rename(partial, target) == 0 else { throw failure }
    }

    /// Takes back what was written, where that is possible.
    func discard() {
        guard file != nil, !isStream else { return }
        unlink(partial)
    }

    private var failure: CatalogError {
        CatalogError(
            code: .unreadableCatalog,
            message: "\(path ?? "") cannot be written: check that its folder exists, may be written to and has room")
    }
}
