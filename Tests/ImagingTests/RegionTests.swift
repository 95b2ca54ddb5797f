import Imaging
import Testing

struct RegionTests {
    /// A part at a scale equals the crop of the whole at that scale: columns and rows are cut in the decoder, where
    /// colour interpolation and block borders make this easy to get wrong.
    @Test("parts of reduced pictures", arguments: [1, 2, 4, 8])
    func reduced(eighths: Int) throws {
        let picture = TestPictures.scene(width: 213, height: 157)
        for quality in [80, 95] {
            let encoded = try EncodedImage(bytes: picture.encodedJPEG(quality: quality))
            let whole = try encoded.decoded(minimumLongSide: (213 * eighths + 7) / 8)
            try #require(whole.scale == Double(eighths) / 8)
            var generator = SeededGenerator(state: UInt64(eighths))
            for _ in 0..<12 {
                let region = PixelRegion(
                    x: .random(in: 0..<205, using: &generator), y: .random(in: 0..<150, using: &generator),
                    width: .random(in: 8...213, using: &generator), height: .random(in: 7...157, using: &generator))
                let clipped = try #require(region.clipped(toWidth: 213, height: 157))
                let side = (max(clipped.width, clipped.height) * eighths + 7) / 8
                let part = try encoded.decoded(region: region, minimumLongSide: side)
                guard part.scale == whole.scale else { continue }
                let place = PixelRegion(
                    x: part.origin.x * eighths / 8, y: part.origin.y * eighths / 8, width: part.image.width,
                    height: part.image.height)
                #expect(part.origin.x <= clipped.x && part.origin.x > clipped.x - 8)
                #expect(part.origin.y <= clipped.y && part.origin.y > clipped.y - 8)
                #expect(largestDifference(part.image.pixels, whole.image.cropped(to: place).pixels) <= 1, "\(region)")
            }
        }
    }

    @Test("decoding in parallel gives the same pixels", arguments: TestPictures.fileNames)
    func parallel(name: String) async throws {
        let encoded = try EncodedImage(bytes: TestPictures.file(name))
        let expected = try encoded.decoded()
        try await withThrowingTaskGroup(of: DecodedImage.self) { group in
            for _ in 0..<6 { group.addTask { try encoded.decoded() } }
            for try await decoded in group { #expect(decoded == expected) }
        }
    }
}
