import Imaging
import Inputs

/// Photos in newline-delimited JSON, an object a line: `{"id": …, "path": …}` or `{"id": …, "image": base64}`.
final class RecordSource: BatchSource {
    private let stream: ByteStream
    private let lineLimit: Int
    private var line = 0

    /// - Parameter limit: bytes a photo may have; base64 takes four characters for three of them.
    init(_ stream: ByteStream, limit: Int = ImageLimits().bytes) {
        self.stream = stream
        lineLimit = limit / 3 * 4 + (1 << 20)
    }

    private func unusable(
        _ contents: [UInt8], _ message: String, code: String = BatchItem.invalidRecord
    ) -> BatchItem {
        BatchItem(line: line, of: "standard input", contents: contents, message: message, code: code)
    }

    func next() throws(BatchInputError) -> BatchEntry? {
        while let record = try stream.line(limit: lineLimit) {
            line += 1
            if record.bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { continue }
            if record.isTooLong {
                return .photo(
                    unusable(
                        record.bytes, "The record is longer than \(lineLimit) bytes; send a smaller photo.",
                        code: ImageCode.tooLarge))
            }
            guard let members = JSONMembers(record.bytes) else {
                guard record.isTerminated else { throw .broken("standard input ends inside line \(line)") }
                return .photo(
                    unusable(record.bytes, "The line is not one JSON object; give {\"id\": …, \"path\": …}."))
            }
            return .photo(item(members))
        }
        return nil
    }

    private func item(_ members: JSONMembers) -> BatchItem {
        let path = members.text("path")
        guard let id = members.text("id") ?? (members.has("id") ? nil : path), !id.isEmpty else {
            return unusable(
                members.bytes, "The record has no id: a text, or a whole number, that is not empty.")
        }
        if let characters = members.characters("image") {
            return BatchItem(id: id, path: path ?? id, photo: .base64(record: members.bytes, characters))
        }
        if let path { return BatchItem(id: id, file: FileName(path.utf8)) }
        return BatchItem(
            id: id, path: id,
            photo: .failure(
                code: BatchItem.invalidRecord, message: "The record has neither a path nor an image in base64."))
    }
}
