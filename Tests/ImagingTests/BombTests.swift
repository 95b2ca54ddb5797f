import Imaging
import Testing

/// Small files that ask for a great deal of work: each ends soon, with an error that tells the way out or with the
/// picture. The time limit only ends a hang.
@Suite(.timeLimit(.minutes(10))) struct BombTests {
    @Test(
        "zeros behind a PNG's last row",
        arguments: [(100, 100, false), (100, 99, true), (100, 100, true), (100, 1, true)])
    func tail(width: Int, height: Int, isInterlaced: Bool) throws {
        for side in [nil, 20] {
            func decode(_ extra: Int) throws -> DecodedImage {
                let file = DrawnFiles.png(width: width, height: height, isInterlaced: isInterlaced, extra: extra)
                return try EncodedImage(bytes: file).decoded(minimumLongSide: side)
            }
            #expect(try decode(0).image.pixels.allSatisfy { $0 == 0 })
            #expect(try decode(1000).image.pixels.allSatisfy { $0 == 0 })
            #expect(code { try decode(16 << 20) } == .unreadableImage)
        }
    }

    @Test("zeros in a PNG's profile")
    func profile() throws {
        let bomb = DrawnFiles.chunk("iCCP", [0x78, 0, 0] + DrawnFiles.zlib(zeros: 32 << 20))
        let bombs = Array(repeatElement(bomb, count: 5).joined())
        let encoded = try EncodedImage(bytes: DrawnFiles.png(width: 20, height: 10, before: bombs))
        #expect(encoded.info.profile == "unreadable ICC profile")
        #expect(try encoded.decoded().image.width == 20)
    }

    @Test("zeros in a PNG's texts, before and after the picture")
    func texts() throws {
        let zeros = DrawnFiles.zlib(zeros: 32 << 20)
        let texts =
            DrawnFiles.chunk("zTXt", [0x78, 0, 0] + zeros) + DrawnFiles.chunk("iTXt", [0x78, 0, 1, 0, 0, 0] + zeros)
        let many = Array(repeatElement(texts, count: 10).joined())
        let encoded = try EncodedImage(bytes: DrawnFiles.png(width: 20, height: 10, before: many, after: many))
        #expect(try encoded.decoded().image.pixels == RGBImage(width: 20, height: 10).pixels)
    }

    @Test("a PNG larger than its bytes can be")
    func claim() {
        let file = DrawnFiles.png(width: 200, height: 200, isInterlaced: true)
        for (width, height) in [(10_000, 10_000), (1, 100_000_000), (100_000_000, 1)] {
            var claiming = file
            let header = DrawnFiles.big(width, 4) + DrawnFiles.big(height, 4) + [8, 2, 0, 0, 1]
            claiming.replaceSubrange(8..<33, with: DrawnFiles.chunk("IHDR", header))
            #expect(code { try EncodedImage(bytes: claiming) } == .truncatedImage)
        }
    }

    @Test("a PNG's vast EXIF and hundreds of thousands of chunks")
    func chunks() throws {
        let exif: [UInt8] = [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 1 << 20)
        let nothing = Array(repeatElement(DrawnFiles.chunk("teSt", []), count: 200_000).joined())
        let file = DrawnFiles.png(
            width: 20, height: 10, before: DrawnFiles.chunk("eXIf", exif) + nothing, after: nothing)
        #expect(try EncodedImage(bytes: file).decoded().image.height == 10)
    }

    @Test("a progressive JPEG of thousands of scans")
    func scans() throws {
        #expect(try EncodedImage(bytes: DrawnFiles.progressive(scans: 20)).decoded().image.width == 1024)
        for side in [nil, 100] {
            let encoded = try EncodedImage(bytes: DrawnFiles.progressive(scans: 5000))
            #expect(code { try encoded.decoded(minimumLongSide: side) } == .imageTooLarge)
        }
    }

    @Test("pictures that need no bytes: arithmetic codes, and a height told later", arguments: [0xC9, 0xCA, 0xC0])
    func unsupported(frame: UInt8) {
        let scan = DrawnFiles.segment(0xDA, [1, 1, 0, 0, frame == 0xCA ? 0 : 63, 0]) + [0, 0]
        let height = frame == 0xC0 ? 0 : 9000
        let file = DrawnFiles.jpeg(frame: frame, width: 9000, height: height, scans: scan)
        #expect(code { try EncodedImage(bytes: file) } == .unsupportedFormat)
    }

    @Test("hundreds of thousands of JPEG segments")
    func segments() throws {
        let plain = try TestPictures.file("baseline.jpg")
        let exif: [UInt8] =
            Array("Exif\0\0MM\0*\0\0\0\u{8}".utf8) + [0x15, 0x50] + [UInt8](repeating: 0, count: 65_516)
        let bombs =
            Array(repeatElement(DrawnFiles.segment(0xFE, []), count: 300_000).joined())
            + Array(repeatElement(DrawnFiles.segment(0xE1, exif), count: 100).joined())
            + [UInt8](repeating: 0xFF, count: 1 << 20)
        let file = DrawnFiles.inserting(bombs, intoJPEG: plain)
        #expect(try EncodedImage(bytes: file).decoded() == EncodedImage(bytes: plain).decoded())
    }

    @Test("a JPEG's profile in 255 segments")
    func manyParts() throws {
        let profile = DrawnFiles.profileSegments([UInt8](repeating: 0, count: 255 * 65_519))
        let file = DrawnFiles.inserting(profile, intoJPEG: try TestPictures.file("baseline.jpg"))
        #expect(try EncodedImage(bytes: file).info.profile == "unreadable ICC profile")
    }

    /// Thirty thousand matrices that share their twelve numbers: without the tag the profile is an ordinary one.
    @Test("a profile with endless processing elements")
    func processElements() throws {
        let file = try TestPictures.file("turned-p3.jpg")
        let profile = try #require(DrawnFiles.profile(ofJPEG: file))
        let count = 30_000
        let matrix = Array("matf\0\0\0\0".utf8) + [0, 3, 0, 3] + [UInt8](repeating: 0, count: 48)
        let places = repeatElement(DrawnFiles.big(16 + 8 * count, 4) + DrawnFiles.big(matrix.count, 4), count: count)
        let elements = Array("mpet\0\0\0\0".utf8) + [0, 3, 0, 3] + DrawnFiles.big(count, 4) + places.joined() + matrix
        let plain = try TestPictures.file("baseline.jpg")
        func decoded(_ profile: [UInt8]) throws -> EncodedImage {
            try EncodedImage(bytes: DrawnFiles.inserting(DrawnFiles.profileSegments(profile), intoJPEG: plain))
        }
        let (bomb, sound) = (try decoded(DrawnFiles.adding("D2B0", elements, toProfile: profile)), try decoded(profile))
        #expect(bomb.info.profile == "Display P3")
        #expect(try bomb.decoded() == sound.decoded())
    }
}
