/// The metadata of a JPEG file that decoding and reading need: EXIF and colour profile.
struct JPEGSegments {
    /// `nil` when there is no EXIF.
    var exif: ExifTags?
    /// `nil` when there is none.
    var profile: EmbeddedProfile?

    /// Walks the marker segments up to the first scan; stops quietly where they make no sense, which is for the decoder
    /// to report.
    /// - Source: ITU-T T.81, annex B; CIPA DC-008, 4.7.2 (APP1); ICC.1:2022, B.4 (APP2).
    init(_ bytes: [UInt8]) {
        let reader = ByteReader(bytes: bytes[...])
        var chunks: [ProfileChunk] = []
        var offset = 2
        while let next = Self.marker(in: bytes, from: offset) {
            offset = next.end
            switch next.code {
            case 0x01, 0xD0...0xD8: continue
            case 0xD9, 0xDA: offset = bytes.count
            default:
                guard let length = reader.uint16(at: offset), length >= 2,
                    let content = reader.slice(at: offset + 2, count: length - 2)
                else {
                    offset = bytes.count
                    break
                }
                if next.code == 0xE1, exif == nil, content.starts(with: Self.exifName) {
                    exif = ExifTags(tiff: content.dropFirst(Self.exifName.count))
                }
                if next.code == 0xE2, chunks.count <= 255, content.starts(with: Self.profileName) {
                    let rest = ByteReader(bytes: content.dropFirst(Self.profileName.count))
                    chunks.append(
                        ProfileChunk(
                            number: rest.byte(at: 0) ?? 0, total: rest.byte(at: 1) ?? 0, bytes: rest.bytes.dropFirst(2))
                    )
                }
                offset += length
            }
        }
        if !chunks.isEmpty { profile = Self.assemble(chunks) }
    }

    private struct ProfileChunk {
        let number: Int
        let total: Int
        let bytes: ArraySlice<UInt8>
    }

    private static let exifName = Array("Exif\0\0".utf8)
    private static let profileName = Array("ICC_PROFILE\0".utf8)

    /// The next marker at or after `offset`, stray bytes and fill bytes passed over.
    private static func marker(in bytes: [UInt8], from offset: Int) -> (code: UInt8, end: Int)? {
        var index = offset
        while index + 1 < bytes.count {
            if bytes[index] == 0xFF, bytes[index + 1] != 0xFF, bytes[index + 1] != 0 {
                return (bytes[index + 1], index + 2)
            }
            index += 1
        }
        return nil
    }

    /// Every chunk says which one it is and how many there are; all must be there exactly once and agree.
    private static func assemble(_ chunks: [ProfileChunk]) -> EmbeddedProfile {
        let ordered = chunks.sorted { $0.number < $1.number }
        let isWhole = ordered.enumerated().allSatisfy { $1.number == $0 + 1 && $1.total == ordered.count }
        let size = ordered.reduce(0) { $0 + $1.bytes.count }
        return isWhole && size <= ICCProfile.sizeLimit ? .bytes(ordered.flatMap(\.bytes)) : .broken
    }
}
