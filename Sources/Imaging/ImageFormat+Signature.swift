extension ImageFormat {
    /// Recognises a format by its first bytes, never by a file's name.
    /// - Throws: `unsupportedFormat` naming the format found and the way out; `truncatedImage` when nothing but the
    ///   beginning of a signature is there; `unreadableImage` when there are no bytes.
    static func recognize(_ bytes: [UInt8]) throws(ImagingError) -> ImageFormat {
        guard !bytes.isEmpty else { throw .unreadable("The file is empty.") }
        if bytes.starts(with: jpegSignature) { return .jpeg }
        if bytes.starts(with: pngSignature) { return .png }
        if jpegSignature.starts(with: bytes) || pngSignature.starts(with: bytes) { throw .truncated }
        if let name = foreignName(bytes) {
            throw .unsupported("This is \(name); convert it to JPEG or PNG.\(remedy(for: name))")
        }
        guard looksLikeText(bytes) else {
            throw .unsupported("This is neither a JPEG nor a PNG, nor any other picture format known here.")
        }
        throw .unsupported("This is text, not a picture; a JPEG or PNG is needed.")
    }

    /// - Source: ITU-T T.81, B.1.1.3: a start-of-image marker and the first byte of the next.
    static let jpegSignature: [UInt8] = [0xFF, 0xD8, 0xFF]
    /// - Source: ISO/IEC 15948, 5.2.
    static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static let foreignSignatures: [(bytes: [UInt8], name: String)] = [
        (Array("GIF8".utf8), "a GIF picture"),
        ([0x49, 0x49, 0x2A, 0x00], "a TIFF or camera raw file"),
        ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF or camera raw file"),
        (Array("%PDF".utf8), "a PDF document"),
        ([0xFF, 0x0A], "a JPEG XL picture"),
        ([0, 0, 0, 12] + Array("JXL ".utf8), "a JPEG XL picture"),
        ([0, 0, 0, 12] + Array("jP  ".utf8), "a JPEG 2000 picture"),
        (Array("8BPS".utf8), "a Photoshop document"),
        (Array("PK\u{3}\u{4}".utf8), "a ZIP archive"),
    ]

    private static func foreignName(_ bytes: [UInt8]) -> String? {
        if let match = foreignSignatures.first(where: { bytes.starts(with: $0.bytes) }) { return match.name }
        func tag(at offset: Int) -> String {
            offset + 4 <= bytes.count ? String(decoding: bytes[offset..<offset + 4], as: UTF8.self) : ""
        }
        if tag(at: 0) == "RIFF" { return tag(at: 8) == "WEBP" ? "a WebP picture" : "a RIFF media file" }
        if tag(at: 4) == "ftyp" {
            let size = bytes[..<4].reduce(0) { $0 << 8 | Int($1) }
            let end = min(max(size, 12), bytes.count, 256)
            return baseMediaName([8] + Array(stride(from: 16, to: end, by: 4)), tag: tag)
        }
        // "BM", then a size, then two reserved words that writers leave zero.
        if bytes.starts(with: Array("BM".utf8)), bytes.count >= 14, bytes[6..<10].allSatisfy({ $0 == 0 }) {
            return "a BMP picture"
        }
        return nil
    }

    /// The brands of an ISO base media file: the major one and those it is compatible with.
    private static func baseMediaName(_ offsets: [Int], tag: (Int) -> String) -> String {
        let brands = Set(offsets.map(tag))
        if !brands.isDisjoint(with: ["avif", "avis"]) { return "an AVIF picture" }
        let efficient: Set = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1"]
        return brands.isDisjoint(with: efficient) ? "a video" : "a HEIC picture"
    }

    private static func remedy(for name: String) -> String {
        guard name == "a HEIC picture" else { return "" }
        return " On an iPhone, Settings > Camera > Formats > Most Compatible makes the camera save JPEG."
    }

    private static func looksLikeText(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(512).allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
    }
}
