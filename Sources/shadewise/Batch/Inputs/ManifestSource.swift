import Foundation

/// Photos named in a file: comma-, semicolon- or tab-separated with a `path` column and perhaps an `id` column, or
/// plainly a path a line. Paths are relative to the manifest.
final class ManifestSource: BatchSource {
    private let manifest: String
    private let folder: String
    private let stream: ByteStream
    private var layout: Layout

    private enum Layout {
        case list(line: Int)
        case table(CSVRecords, path: Int, id: Int?)
    }

    /// Bytes a line of a plain list may have; paths are limited to 4,096.
    private static let lineLimit = 64 << 10

    /// - Throws: when the manifest cannot be read.
    init(_ manifest: String) throws(BatchInputError) {
        self.manifest = manifest
        guard let stream = ByteStream(path: manifest) else {
            throw .broken("\(manifest): there is no such file, or it may not be read")
        }
        self.stream = stream
        folder = manifest.lastIndex(of: "/").map { String(manifest[...$0]) } ?? ""
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if try stream.peek(3) == byteOrderMark { _ = try stream.skip(3) }
        layout = .list(line: 0)
        if let (delimiter, names) = Self.header(String(decoding: try stream.peek(4_096), as: UTF8.self)),
            let path = names.firstIndex(of: "path")
        {
            var records = CSVRecords(stream, delimiter: delimiter)
            _ = try records.next()
            layout = .table(records, path: path, id: names.firstIndex(of: "id"))
        }
    }

    /// The delimiter and column names, when the first line is a header.
    private static func header(_ start: String) -> (UInt8, [String])? {
        let line = start.prefix { !$0.isNewline }
        for delimiter in [",", ";", "\t"] as [Character] {
            let names = line.split(separator: delimiter, omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"")).lowercased()
            }
            if names.contains("path"), let byte = delimiter.asciiValue { return (byte, names) }
        }
        return nil
    }

    func next() throws(BatchInputError) -> BatchEntry? {
        do {
            return try nextItem().map(BatchEntry.photo)
        } catch .broken(let message) {
            throw .broken("\(manifest): \(message)")
        }
    }

    private func nextItem() throws(BatchInputError) -> BatchItem? {
        switch layout {
        case .list(var number):
            while let line = try stream.line(limit: Self.lineLimit) {
                number += 1
                layout = .list(line: number)
                if line.isTooLong { return unusable(number, line.bytes, "The line is too long to be a path.") }
                let bytes = line.bytes.last == UInt8(ascii: "\r") ? line.bytes.dropLast() : line.bytes[...]
                let name = FileName(bytes)
                if name.text.allSatisfy(\.isWhitespace) { continue }
                let isAbsolute = bytes.first == UInt8(ascii: "/")
                return BatchItem(id: name.text, file: isAbsolute ? name : FileName(Array(folder.utf8) + bytes))
            }
            return nil
        case .table(var records, let pathColumn, let idColumn):
            while let record = try records.next() {
                layout = .table(records, path: pathColumn, id: idColumn)
                if record.fields == [""] { continue }
                guard pathColumn < record.fields.count, !record.fields[pathColumn].isEmpty else {
                    return unusable(records.line, contents(record), "The manifest's row has no path.")
                }
                let path = record.fields[pathColumn]
                var id = path
                if let idColumn {
                    guard idColumn < record.fields.count, !record.fields[idColumn].isEmpty else {
                        return unusable(records.line, contents(record), "The manifest's row has no id.")
                    }
                    id = record.fields[idColumn]
                }
                return BatchItem(id: id, path: resolved(path), photo: .file)
            }
            return nil
        }
    }

    private func unusable(_ line: Int, _ contents: [UInt8], _ message: String) -> BatchItem {
        BatchItem(line: line, of: manifest, contents: contents, message: message)
    }

    private func contents(_ record: CSVRecords.Record) -> [UInt8] { Array(record.fields.joined(separator: ",").utf8) }

    private func resolved(_ path: String) -> String { path.hasPrefix("/") ? path : folder + path }
}
