/// What a TIFF structure, as EXIF is, says that matters here. Tags that are absent or make no sense are passed over, which
/// photographs survive.
/// - Source: TIFF 6.0, section 2; CIPA DC-008 (Exif 2.32), 4.6.
package struct ExifTags {
    var orientation: Orientation?
    /// Whether the flash fired.
    var flash: Bool?
    var lightSource: LightSource?

    init(tiff bytes: ArraySlice<UInt8>) {
        var reader = ByteReader(bytes: bytes)
        switch reader.uint16(at: 0) {
        case 0x4949: reader.isBigEndian = false
        case 0x4D4D: break
        default: return
        }
        guard reader.uint16(at: 2) == 42, let first = reader.uint32(at: 4) else { return }
        let main = Self.values(of: [Tag.orientation, Tag.exif], in: first, reader)
        orientation = main[Tag.orientation].flatMap(Orientation.init)
        guard let place = main[Tag.exif] else { return }
        let exif = Self.values(of: [Tag.flash, Tag.lightSource], in: place, reader)
        flash = exif[Tag.flash].map { $0 & 1 == 1 }
        lightSource = exif[Tag.lightSource].flatMap(LightSource.init(exif:))
    }

    private enum Tag {
        static let orientation = 0x0112
        static let exif = 0x8769
        static let lightSource = 0x9208
        static let flash = 0x9209
    }

    /// The first value of each of some tags in one directory; a damaged entry ends the directory.
    private static func values(of tags: Set<Int>, in directory: Int, _ reader: ByteReader) -> [Int: Int] {
        var values: [Int: Int] = [:]
        for index in 0..<(reader.uint16(at: directory) ?? 0) {
            let entry = directory + 2 + index * 12
            guard let tag = reader.uint16(at: entry) else { break }
            guard tags.contains(tag), values[tag] == nil, let type = reader.uint16(at: entry + 2),
                reader.uint32(at: entry + 4) == 1
            else { continue }
            // BYTE and LONG are not in the standard for all of these but in files.
            values[tag] =
                switch type {
                case 1: reader.byte(at: entry + 8)
                case 3: reader.uint16(at: entry + 8)
                case 4: reader.uint32(at: entry + 8)
                default: Int?.none
                }
        }
        return values
    }
}
