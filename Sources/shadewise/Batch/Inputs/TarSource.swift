import Imaging
import Inputs

/// The photos in a tar archive that comes through a pipe: ustar, pax, GNU and the old format, read member by member.
final class TarSource: BatchSource {
    private let stream: ByteStream
    private let limit: Int
    /// Whether the last block read was one of zeros.
    private var hasEnded = false
    private var wasToldAboutEnd = false

    /// Pax records and long names are held whole; those of real archives are below 100 KB.
    private static let headerLimit = 1 << 20

    /// - Parameter limit: bytes a photo may have; larger ones are passed over and get an error.
    init(_ stream: ByteStream, limit: Int = ImageLimits().bytes) {
        self.stream = stream
        self.limit = limit
    }

    func next() throws(BatchInputError) -> BatchEntry? {
        var pax: PaxRecords?
        var longName: String?
        while let header = try nextHeader() {
            switch header.type {
            case .extendedHeader:
                let records = try contents(header)
                pax = try reading("an extended header") { () throws(TarHeader.Damage) in try PaxRecords(records) }
            case .longName: longName = TarHeader.text(try contents(header)[...])
            case .longLinkName, .globalHeader: try pass(header.size, of: header.name)
            default:
                let header = header.completed(by: pax, longName: longName)
                (pax, longName) = (nil, nil)
                if let entry = try entry(header) { return entry }
            }
        }
        guard !hasEnded, !wasToldAboutEnd else { return nil }
        wasToldAboutEnd = true
        return .note("The archive has no end mark; if it was cut short, photos are missing from it.")
    }

    private func entry(_ header: TarHeader) throws(BatchInputError) -> BatchEntry? {
        let id = header.name.hasPrefix("./") ? String(header.name.dropFirst(2)) : header.name
        let name = id.split(separator: "/").last ?? ""
        func skipped(_ reason: String) throws(BatchInputError) -> BatchEntry {
            try pass(header.size, of: id)
            return .skipped(name: id, reason: reason)
        }
        switch header.type {
        case .folder: return nil
        case .link: return try skipped("a link; the photo it points at is answered under its own name")
        case .sparse: return try skipped("stored with holes (sparse); pack it without --sparse")
        case .other: return try skipped("not a regular file")
        default: break
        }
        if PhotoName.isMetadata(name) { return try skipped("metadata of another system") }
        let start = header.size == 0 ? [] : try stream.peek(min(header.size, 8))
        guard PhotoName.isPicture(name) || PhotoName.isPhoto(firstBytes: start) else {
            return try skipped("neither JPEG nor PNG")
        }
        guard header.size <= limit else {
            try pass(header.size, of: id)
            return .photo(
                BatchItem(
                    id: id, path: id,
                    photo: .failure(
                        code: ImageCode.tooLarge,
                        message: "The file is larger than \(limit) bytes, the most that is accepted; "
                            + "send a smaller one.")))
        }
        let bytes = try stream.bytes(header.size)
        guard bytes.count == header.size else { throw Self.cut(in: id) }
        try pass(TarHeader.padded(header.size) - header.size, of: id, padding: false)
        return .photo(BatchItem(id: id, path: id, photo: .bytes(bytes)))
    }

    /// `nil` at the end of the input. Archives may follow one another.
    private func nextHeader() throws(BatchInputError) -> TarHeader? {
        while true {
            let at = stream.offset
            let block = try stream.bytes(TarHeader.blockSize)
            if block.isEmpty { return nil }
            guard block.count == TarHeader.blockSize else {
                // What follows an archive's end is padding, whatever its length.
                if hasEnded { return nil }
                throw .broken("the archive ends inside a header, \(at) bytes from its beginning")
            }
            // A block of zeros ends an archive.
            if block.allSatisfy({ $0 == 0 }) {
                hasEnded = true
                continue
            }
            if hasEnded {
                guard TarHeader.isHeader(block) else {
                    // Whoever writes must not meet a closed pipe.
                    _ = try stream.skip(.max)
                    return nil
                }
                hasEnded = false
            }
            return try reading("\(at) bytes from the archive's beginning") { () throws(TarHeader.Damage) in
                try TarHeader(block)
            }
        }
    }

    private func reading<Value>(
        _ place: String, _ read: () throws(TarHeader.Damage) -> Value
    ) throws(BatchInputError) -> Value {
        do { return try read() } catch { throw .broken("the archive is damaged: \(error.cause), \(place)") }
    }

    /// A header's own data.
    private func contents(_ header: TarHeader) throws(BatchInputError) -> [UInt8] {
        guard header.size <= Self.headerLimit else {
            throw .broken("the archive is damaged: an extended header of \(header.size) bytes")
        }
        let bytes = try stream.bytes(TarHeader.padded(header.size))
        guard bytes.count == TarHeader.padded(header.size) else { throw Self.cut(in: header.name) }
        return Array(bytes.prefix(header.size))
    }

    private func pass(_ size: Int, of name: String, padding: Bool = true) throws(BatchInputError) {
        let count = padding ? TarHeader.padded(size) : size
        guard try stream.skip(count) == count else { throw Self.cut(in: name) }
    }

    private static func cut(in name: String) -> BatchInputError {
        .broken("the archive ends inside \(Terminal.safe(name))")
    }
}
