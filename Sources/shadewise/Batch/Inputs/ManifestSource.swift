import Foundation
import Inputs
import ShadeCatalog

/// Photos named in a file: comma-, semicolon- or tab-separated with a `path` column and perhaps an `id` column, or
/// plainly a path a line. Paths are relative to the manifest.
final class ManifestSource: BatchSource {
    private let manifest: String
    private let stream: ByteStream
    /// Where the columns lie, when the manifest is a table.
    private var columns: (path: Int, id: Int?)?
    private var records: CSVRecords?
    /// The last line of a plain list.
    private var line = 0

    /// Bytes a line of a plain list may have; paths are limited to 4,096.
    private static let lineLimit = 64 << 10

    /// - Throws: when the manifest cannot be read.
    init(_ manifest: String) throws(BatchInputError) {
        self.manifest = manifest
        guard let stream = ByteStream(path: manifest) else {
            throw .broken("\(manifest): there is no such file, it is a folder, or it may not be read")
        }
        self.stream = stream
        if let fault = Encoding.fault(of: try stream.peek(1_024)[...], as: .csv) {
            throw .broken("\(manifest): \(fault)")
        }
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if try stream.peek(3) == byteOrderMark { _ = try stream.skip(3) }
        guard let (delimiter, names) = Self.header(String(decoding: try stream.peek(4_096), as: UTF8.self)) else {
            return
        }
        guard let path = names.firstIndex(of: "path") else {
            throw .broken("\(manifest): the header has no column path: name the one with the photos' paths so")
        }
        var records = CSVRecords(stream, delimiter: delimiter)
        _ = try records.next()
        self.records = records
        columns = (path, names.firstIndex(of: "id"))
    }

    /// What tables of photos call their columns.
    private static let usualNames: Set = [
        "path", "id", "file", "filename", "file_name", "filepath", "file_path", "image", "image_path", "photo",
        "photo_path", "picture", "selfie", "customer", "customer_id", "user", "user_id",
    ]

    /// The delimiter and column names, when the first line is a header: two names or more of which one is usual, or `path`.
    private static func header(_ start: String) -> (UInt8, [String])? {
        let line = start.prefix { !$0.isNewline }
        for delimiter in [",", ";", "\t"] as [Character] {
            let names = line.split(separator: delimiter, omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"")).lowercased()
            }
            let isHeader = names == ["path"] || names.count > 1 && names.contains(where: usualNames.contains)
            if isHeader, let byte = delimiter.asciiValue { return (byte, names) }
        }
        return nil
    }

    func next() throws(BatchInputError) -> BatchEntry? {
        do {
            return try (columns == nil ? nextLine() : nextRow()).map(BatchEntry.photo)
        } catch .broken(let message) {
            throw .broken("\(manifest): \(message)")
        }
    }

    private func nextLine() throws(BatchInputError) -> BatchItem? {
        while let next = try stream.line(limit: Self.lineLimit) {
            line += 1
            if next.isTooLong { return unusable(line, next.bytes, "The line is too long to be a path.") }
            let bytes = next.bytes.last == UInt8(ascii: "\r") ? next.bytes.dropLast() : next.bytes[...]
            let name = FileName(bytes)
            if name.text.allSatisfy(\.isWhitespace) { continue }
            return BatchItem(id: name.text, file: resolved(name))
        }
        return nil
    }

    private func nextRow() throws(BatchInputError) -> BatchItem? {
        guard let columns, let record = try records?.next() else { return nil }
        func cell(_ column: Int) -> String? {
            column < record.fields.count && !record.fields[column].isEmpty ? record.fields[column] : nil
        }
        func unusable(_ message: String) -> BatchItem {
            let contents = Array(record.fields.joined(separator: ",").utf8)
            return self.unusable(record.line, contents, "The manifest's row " + message)
        }
        if let fault = record.fault { return unusable("cannot be read: \(fault).") }
        guard let path = cell(columns.path) else { return unusable("has no path.") }
        guard let id = columns.id.map(cell) ?? path else { return unusable("has no id.") }
        return BatchItem(id: id, file: resolved(FileName(path.utf8)))
    }

    private func unusable(_ line: Int, _ contents: [UInt8], _ message: String) -> BatchItem {
        BatchItem(line: line, of: manifest, contents: contents, message: message)
    }

    private func resolved(_ name: FileName) -> FileName { Self.resolved(name, in: manifest) }

    /// A file as a manifest names it: from the manifest's folder on.
    static func resolved(_ name: FileName, in manifest: String) -> FileName {
        guard name.bytes.first != UInt8(ascii: "/") else { return name }
        let folder = manifest.lastIndex(of: "/").map { manifest[...$0] } ?? ""
        return FileName(Array(folder.utf8) + name.bytes)
    }
}
