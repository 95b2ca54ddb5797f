import Imaging
import Testing

struct RoundTripTests {
    @Test("PNG is lossless", arguments: [(1, 1), (1, 40), (33, 1), (96, 64)])
    func png(width: Int, height: Int) throws {
        let picture = TestPictures.scene(width: width, height: height)
        let encoded = try EncodedImage(bytes: picture.encodedPNG())
        #expect(encoded.info.format == .png)
        #expect(encoded.info.profile == "sRGB")
        #expect(try encoded.decoded().image == picture)
    }

    @Test("JPEG stays close", arguments: [(100, 3), (95, 6), (90, 10), (80, 16)])
    func jpeg(quality: Int, tolerance: Int) throws {
        let picture = TestPictures.scene()
        let encoded = try EncodedImage(bytes: picture.encodedJPEG(quality: quality))
        #expect(encoded.info.format == .jpeg)
        let decoded = try encoded.decoded().image
        try #require(decoded.width == picture.width && decoded.height == picture.height)
        let error = zip(decoded.pixels, picture.pixels).map { abs(Int($0) - Int($1)) }.reduce(0, +)
        #expect(Double(error) / Double(picture.pixels.count) < Double(tolerance) / 3)
    }

    @Test("one pixel", arguments: [ImageFormat.jpeg, .png])
    func onePixel(format: ImageFormat) throws {
        let picture = RGBImage(width: 1, height: 1, gray: 128)
        let encoded = try EncodedImage(bytes: format == .jpeg ? picture.encodedJPEG() : picture.encodedPNG())
        for side in [nil, 0, 1, 9, Int.max, -4] {
            let decoded = try encoded.decoded(minimumLongSide: side)
            #expect(largestDifference(decoded.image.pixels, picture.pixels) <= 1)
        }
    }

    @Test func jpegHasNoRoomForLongSides() {
        let picture = RGBImage(width: 70_000, height: 1)
        #expect(code { try picture.encodedJPEG() } == .imageTooLarge)
    }
}

/// The code of the error `body` throws; `nil` when it throws none or another.
func code(_ body: () throws -> some Any) -> ImagingError.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? ImagingError)?.code
    }
}
