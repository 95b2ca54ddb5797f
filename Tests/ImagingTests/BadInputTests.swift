import Foundation
import Imaging
import Testing

struct BadInputTests {
    @Test("cut short anywhere", arguments: TestPictures.fileNames)
    func truncated(name: String) throws {
        let whole = try TestPictures.file(name)
        _ = try EncodedImage(bytes: whole).decoded()
        let cuts = stride(from: 5, to: 100, by: 5).map { whole.count * $0 / 100 } + [whole.count - 1, 2, 7]
        for cut in cuts {
            for side in [nil, 16] {
                let found = code { try EncodedImage(bytes: Array(whole.prefix(cut))).decoded(minimumLongSide: side) }
                #expect(found == .truncatedImage, "\(cut) of \(whole.count) bytes")
            }
        }
    }

    /// First bytes, one a character, and a word of what is said about them.
    static let foreignFiles: [(String, String)] = [
        ("\0\0\0\u{18}ftypheic\0\0\0\0mif1heic", "HEIC"),
        ("\0\0\0\u{18}ftypmif1\0\0\0\0avifmif1", "AVIF"),
        ("\0\0\0\u{14}ftypmp42\0\0\0\0isom", "video"),
        ("RIFF\u{4}\0\0\0WEBPVP8 ", "WebP"),
        ("GIF89a\u{1}\0", "GIF"),
        ("BMF\0\0\0\0\0\0\0\u{36}\0\0\0", "BMP"),
        ("II*\0\u{8}\0\0\0", "TIFF"),
        ("MM\0*\0\0\0\u{8}", "TIFF"),
        ("%PDF-1.7", "PDF"),
        ("hello, I am a selfie\n", "text"),
        ("\0\u{1}\u{2}\u{3}", "neither a JPEG nor a PNG"),
    ]

    @Test("other formats are named", arguments: foreignFiles)
    func foreign(start: String, word: String) {
        let bytes = start.unicodeScalars.map { UInt8($0.value) }
        let error = #expect(throws: ImagingError.self) { try EncodedImage(bytes: bytes) }
        #expect(error?.code == .unsupportedFormat)
        #expect(error?.message.contains(word) == true)
        #expect((error?.message.contains("Most Compatible") == true) == (word == "HEIC"))
    }

    @Test func empty() {
        #expect(code { try EncodedImage(bytes: []) } == .unreadableImage)
    }

    @Test("a header may claim anything")
    func claims() throws {
        let huge = TestPictures.pngHeader(width: 60_000, height: 60_000)
        #expect(code { try EncodedImage(bytes: huge) } == .imageTooLarge)
        #expect(code { try EncodedImage(bytes: TestPictures.pngHeader(width: .max, height: .max)) } == .imageTooLarge)
        #expect(code { try EncodedImage(bytes: TestPictures.pngHeader(width: 0, height: 5)) } == .unreadableImage)
        #expect(code { try EncodedImage(bytes: TestPictures.pngHeader(width: 50, height: 50)) } == .truncatedImage)

        let jpeg = try resized(TestPictures.file("baseline.jpg"), sides: 0xFFDC)
        #expect(code { try EncodedImage(bytes: jpeg) } == .imageTooLarge)
    }

    /// A JPEG whose frame header claims other sides.
    private func resized(_ jpeg: [UInt8], sides: Int) throws -> [UInt8] {
        let frame = try #require(
            (2..<jpeg.count - 9).first { jpeg[$0] == 0xFF && [0xC0, 0xC2].contains(jpeg[$0 + 1]) })
        let side = [UInt8(sides >> 8), UInt8(sides & 0xFF)]
        return Array(jpeg[..<(frame + 5)]) + side + side + Array(jpeg[(frame + 9)...])
    }

    @Test("limits are the caller's")
    func limits() throws {
        let bytes = try TestPictures.file("progressive.jpg")
        #expect(code { try EncodedImage(bytes: bytes, limits: ImageLimits(bytes: 100)) } == .imageTooLarge)
        #expect(code { try EncodedImage(bytes: bytes, limits: ImageLimits(pixels: 100)) } == .imageTooLarge)
        let memory = try EncodedImage(bytes: resized(bytes, sides: 2000), limits: ImageLimits(workingBytes: 1 << 20))
        #expect(code { try memory.decoded() } == .imageTooLarge)
        let scans = try EncodedImage(bytes: bytes, limits: ImageLimits(scans: 3))
        #expect(code { try scans.decoded() } == .imageTooLarge)
        let rows = try EncodedImage(
            bytes: TestPictures.file("palette-adam7.png"), limits: ImageLimits(workingBytes: 1000))
        #expect(code { try rows.decoded() } == .imageTooLarge)
    }

    @Test("damage that check sums tell")
    func checksums() throws {
        let whole = try TestPictures.file("rgb.png")
        for offset in stride(from: 40, to: whole.count - 12, by: 97) {
            var bytes = whole
            bytes[offset] ^= 0x10
            #expect(code { try EncodedImage(bytes: bytes).decoded() } != nil, "byte \(offset)")
        }
    }

    @Test("a region outside the picture")
    func outside() throws {
        let encoded = try EncodedImage(bytes: TestPictures.file("baseline.jpg"))
        let region = PixelRegion(x: 5000, y: 0, width: 10, height: 10)
        #expect(code { try encoded.decoded(region: region) } == .unreadableImage)
    }

    @Test("flipped bytes never crash", arguments: TestPictures.fileNames)
    func flips(name: String) throws {
        let whole = try TestPictures.file(name)
        var generator = SeededGenerator(state: 20_261_122)
        var failures = 0
        // lcms2 prepares a grid for four inks in each decoding, which takes a while.
        let rounds = name.hasPrefix("cmyk") ? 80 : 400
        for _ in 0..<rounds {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                // Headers are where flips hurt; pixels are most of the file.
                let end = Bool.random(using: &generator) ? bytes.count : min(700, bytes.count)
                bytes[Int.random(in: 0..<end, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let limits = ImageLimits(pixels: 1_000_000, workingBytes: 16 << 20)
            do {
                let encoded = try EncodedImage(bytes: bytes, limits: limits)
                let region = PixelRegion(
                    x: 9, y: 5, width: encoded.info.width / 2 + 1, height: encoded.info.height / 2 + 1)
                for image in [
                    try encoded.decoded().image, try encoded.decoded(region: region, minimumLongSide: 20).image,
                ] {
                    #expect(image.pixels.count == image.width * image.height * 3)
                }
            } catch {
                failures += 1
            }
        }
        #expect(failures > rounds / 10)
    }
}

struct FileTests {
    private func message(_ path: String, limits: ImageLimits = ImageLimits()) -> String? {
        do {
            _ = try EncodedImage(contentsOf: path, limits: limits)
            return nil
        } catch { return error.description }
    }

    @Test func reads() throws {
        let path = Bundle.module.resourceURL!.appending(path: "Data/turned-p3.jpg").path(percentEncoded: false)
        let encoded = try EncodedImage(contentsOf: path)
        #expect(encoded.info.profile == "Display P3")
        #expect(encoded.info.orientation == 6)
        #expect(try encoded.decoded().image.width == encoded.info.width)
        #expect(message(path, limits: ImageLimits(bytes: 10))?.hasPrefix("image_too_large") == true)
    }

    @Test func refuses() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "imaging-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let empty = folder.appending(path: "empty.jpg")
        try Data().write(to: empty)
        #expect(message(folder.path(percentEncoded: false))?.contains("folder") == true)
        #expect(message(empty.path(percentEncoded: false))?.contains("empty") == true)
        #expect(
            message(folder.appending(path: "absent.png").path(percentEncoded: false))?.contains("no such file") == true)
        #expect(message("/dev/null")?.contains("not a regular file") == true)
        #expect(message("a\0b")?.contains("NUL") == true)
    }
}
