import Imaging
import TestSupport
import Testing

/// What fuzzing once found, again: a clear error or a good picture.
struct CrashReplayTests {
    @Test(arguments: SavedCrash.all("jpeg") + SavedCrash.all("png"))
    func picture(_ crash: SavedCrash) { replay(crash.bytes) }

    @Test(arguments: SavedCrash.all("exif"))
    func exif(_ crash: SavedCrash) throws {
        let segment = DrawnFiles.segment(0xE1, Array("Exif\0\0".utf8) + crash.bytes)
        replay(DrawnFiles.inserting(segment, intoJPEG: try TestPictures.file("baseline.jpg")))
        replay(DrawnFiles.png(width: 9, height: 7, before: DrawnFiles.chunk("eXIf", crash.bytes)))
    }

    @Test(arguments: SavedCrash.all("icc"))
    func profile(_ crash: SavedCrash) throws {
        let segments = DrawnFiles.profileSegments(crash.bytes)
        for name in ["baseline.jpg", "gray-restarts.jpg", "cmyk-profile.jpg"] {
            replay(DrawnFiles.inserting(segments, intoJPEG: try TestPictures.file(name)))
        }
    }

    private func replay(_ bytes: [UInt8]) {
        do {
            let encoded = try EncodedImage(bytes: bytes, limits: ImageLimits(pixels: 1 << 22))
            let (width, height) = (encoded.info.width, encoded.info.height)
            let part = PixelRegion(x: width / 3, y: height / 4, width: width / 2 + 1, height: height / 2 + 1)
            for decoded in [
                try encoded.decoded(), try encoded.decoded(minimumLongSide: max(width, height) / 3),
                try encoded.decoded(region: part, minimumLongSide: 9),
            ] {
                let image = decoded.image
                #expect(image.pixels.count == image.width * image.height * 3)
            }
        } catch {
            #expect(error.message.hasSuffix("."))
        }
    }
}
