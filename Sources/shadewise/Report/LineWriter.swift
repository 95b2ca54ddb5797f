import Foundation
import ShadeCatalog

/// Writes JSON lines beside a file's name and gives them the name when they are whole.
struct LineWriter {
    private let path: String?
    private var file: FileHandle?
    private var buffer = Data()

    /// - Parameter path: `nil` writes nothing.
    init(path: String?) { self.path = path }

    private var partial: String { (path ?? "") + ".partial" }

    mutating func open() throws(CatalogError) {
        guard path != nil else { return }
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let file = FileHandle(forWritingAtPath: partial)
        else { throw failure }
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
        guard let file, let path else { return }
        do {
            try file.write(contentsOf: buffer)
            try file.close()
        } catch { throw failure }
        guard rename(partial, path) == 0 else { throw failure }
    }

    func discard() {
        guard path != nil else { return }
        unlink(partial)
    }

    private var failure: CatalogError {
        CatalogError(
            code: .unreadableCatalog,
            message: "\(path ?? "") cannot be written: check that its folder exists, may be written to and has room")
    }
}
