import ArgumentParser
import CatalogStore
import Foundation
import Reports

/// Writes lines where an output goes; a file gets its name when they are whole.
struct LineWriter {
    private let path: String
    private let place: OutputPlace?
    private var file: FileHandle?
    private var buffer: [UInt8] = []

    /// - Parameter path: `nil` writes nothing.
    init(path: String?) {
        self.path = path ?? ""
        place = path.map { OutputPlace($0) }
    }

    /// - Throws: `ExitCode(2)`, after saying why, when the lines could not be given their name in the end.
    mutating func open() throws {
        guard let place else { return }
        var descriptor = place.open()
        if case .file(let target) = place { descriptor = target.openPartial() }
        guard descriptor >= 0 else { throw misuse(OutputPlace.fault(path)) }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Writes a value as a line of JSON.
    mutating func write(_ value: some Encodable) throws(OutputError) {
        if file != nil { try write(text: jsonLine(value) + "\n") }
    }

    /// - Parameter text: whole lines.
    mutating func write(text: String) throws(OutputError) {
        guard let file else { return }
        buffer += text.utf8
        guard buffer.count >= 1 << 16 else { return }
        do { try file.write(contentsOf: buffer) } catch { throw failure }
        buffer.removeAll(keepingCapacity: true)
    }

    mutating func close() throws(OutputError) {
        guard let file else { return }
        do {
            try file.write(contentsOf: buffer)
            try file.close()
        } catch { throw failure }
        guard case .file(let target) = place else { return }
        guard target.putInPlace() else { throw failure }
    }

    /// Takes back what was written, where that is possible.
    func discard() {
        guard file != nil, case .file(let target) = place else { return }
        target.discardPartial()
    }

    private var failure: OutputError { OutputError(failure: OutputPlace.fault(path)) }
}
