import Imaging
import TestSupport
import Testing

@Suite(.enabled(if: PythonOracle.isPresent, Comment(rawValue: PythonOracle.skipReason)))
struct PillowTests {
    @Test("agrees with Pillow within two levels", arguments: PillowPicture.names)
    func agrees(_ name: String) throws {
        let picture = try PillowPicture(name)
        let encoded = try EncodedImage(bytes: picture.bytes)
        #expect(encoded.info.width == picture.width)
        #expect(encoded.info.height == picture.height)
        #expect(encoded.info.profile == picture.profile)
        #expect(encoded.info.orientation == picture.orientation)
        #expect(encoded.info.isMonochrome == picture.isMonochrome)
        let decoded = try encoded.decoded()
        #expect(decoded.scale == 1)
        #expect(decoded.origin == PixelPoint(x: 0, y: 0))
        try #require(decoded.image.pixels.count == picture.pixels.count)
        #expect(largestDifference(decoded.image.pixels, picture.pixels) <= 2)
    }

    @Test("a part is the crop of the whole", arguments: PillowPicture.names)
    func regions(_ name: String) throws {
        let encoded = try EncodedImage(bytes: PillowPicture(name).bytes)
        let whole = try encoded.decoded().image
        for region in [
            PixelRegion(x: 0, y: 0, width: 1, height: 1), PixelRegion(x: 21, y: 13, width: 30, height: 25),
            PixelRegion(x: 40, y: 33, width: 100, height: 100), PixelRegion(x: -7, y: 17, width: 19, height: 9),
        ] {
            let part = try encoded.decoded(region: region)
            let expected = whole.cropped(to: region)
            #expect(part.origin == PixelPoint(x: max(region.x, 0), y: max(region.y, 0)))
            try #require(part.image.width == expected.width && part.image.height == expected.height)
            #expect(largestDifference(part.image.pixels, expected.pixels) <= 1, "\(region)")
        }
    }

    @Test("reduced pictures keep their place and their colours", arguments: PillowPicture.names)
    func reduced(_ name: String) throws {
        let encoded = try EncodedImage(bytes: PillowPicture(name).bytes)
        let whole = try encoded.decoded().image
        for side in [1, 11, 20, 40, 60, 82, 500] {
            let reduced = try encoded.decoded(minimumLongSide: side)
            let longSide = max(reduced.image.width, reduced.image.height)
            #expect(longSide >= min(side, 83))
            #expect((Double(max(whole.width, whole.height)) * reduced.scale).rounded(.up) == Double(longSide))
            guard side >= 20, whole.pixels.count > 0 else { continue }
            #expect(meanDifference(of: reduced, from: whole) < (encoded.info.format == .png ? 1.2 : 4.5))
        }
    }

    /// Compares each decoded pixel with the average of the full-size pixels it covers.
    private func meanDifference(of reduced: DecodedImage, from whole: RGBImage) -> Double {
        var sum = 0.0
        let step = 1 / reduced.scale
        for y in 0..<reduced.image.height {
            for x in 0..<reduced.image.width {
                let left = Double(reduced.origin.x) + Double(x) * step
                let top = Double(reduced.origin.y) + Double(y) * step
                let box = PixelRegion(
                    x: Int(left.rounded()), y: Int(top.rounded()), width: max(Int(step.rounded()), 1),
                    height: max(Int(step.rounded()), 1))
                guard box.clipped(toWidth: whole.width, height: whole.height) != nil else { continue }
                let part = whole.cropped(to: box)
                for channel in 0..<3 {
                    let total = stride(from: channel, to: part.pixels.count, by: 3).reduce(0) { $0 + Int(part.pixels[$1]) }
                    let average = Double(total * 3) / Double(part.pixels.count)
                    let level = Double(reduced.image.pixels[(y * reduced.image.width + x) * 3 + channel])
                    sum += abs(average - level)
                }
            }
        }
        return sum / Double(reduced.image.pixels.count)
    }
}

func largestDifference(_ left: [UInt8], _ right: [UInt8]) -> Int {
    zip(left, right).reduce(0) { max($0, abs(Int($1.0) - Int($1.1))) }
}
