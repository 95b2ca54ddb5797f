import Imaging
import Testing

struct ResamplingTests {
    @Test("shrinking by a whole factor averages boxes")
    func boxes() {
        let picture = RGBImage(width: 4, height: 2, pixels: (0..<24).map { UInt8($0 * 10) })
        let half = picture.resized(width: 2, height: 1)
        // Mean of columns 0, 1 and rows 0, 1: bytes 0, 3, 12, 15 times ten, and so on.
        #expect(half.pixels == [75, 85, 95, 135, 145, 155])
    }

    @Test("a part reduced by a whole factor averages boxes, whole and partial", arguments: 1...5)
    func reducedParts(factor: Int) {
        let picture = TestPictures.scene(width: 83, height: 61)
        for part in [
            PixelRegion(x: 0, y: 0, width: 83, height: 61), PixelRegion(x: 5, y: 3, width: 40, height: 26),
            PixelRegion(x: 70, y: 50, width: 13, height: 11), PixelRegion(x: 81, y: 59, width: 2, height: 2),
            PixelRegion(x: 3, y: 60, width: 9, height: 1), PixelRegion(x: 82, y: 4, width: 1, height: 9),
        ] {
            let reduced = picture.cropped(to: part, reducedBy: factor)
            let columns = Array(stride(from: part.x, to: part.x + part.width, by: factor))
            let rows = Array(stride(from: part.y, to: part.y + part.height, by: factor))
            #expect(reduced.width == columns.count && reduced.height == rows.count)
            var expected: [UInt8] = []
            for top in rows {
                for left in columns {
                    let box = picture.cropped(
                        to: PixelRegion(
                            x: left, y: top, width: min(factor, part.x + part.width - left),
                            height: min(factor, part.y + part.height - top)))
                    let area = box.width * box.height
                    for channel in 0..<3 {
                        let sum = stride(from: channel, to: 3 * area, by: 3).reduce(0) { $0 + Int(box.pixels[$1]) }
                        expected.append(UInt8((sum + area / 2) / area))
                    }
                }
            }
            #expect(reduced.pixels == expected, "\(part)")
        }
    }

    @Test("a flat picture stays flat", arguments: [(7, 5), (100, 3), (13, 200), (1, 1)])
    func flat(width: Int, height: Int) {
        let picture = RGBImage(width: 31, height: 17, gray: 201)
        #expect(picture.resized(width: width, height: height) == RGBImage(width: width, height: height, gray: 201))
    }

    @Test("growing interpolates between pixel centres")
    func grows() {
        let picture = RGBImage(width: 2, height: 1, pixels: [0, 0, 0, 200, 100, 40])
        let wide = picture.resized(width: 4, height: 2)
        #expect(wide.pixels.prefix(12) == [0, 0, 0, 50, 25, 10, 150, 75, 30, 200, 100, 40])
        #expect(wide.pixels.prefix(12) == wide.pixels.suffix(12))
    }

    @Test("the mean survives uneven shrinking")
    func mean() {
        let picture = TestPictures.scene(width: 97, height: 61)
        let small = picture.resized(width: 41, height: 23)
        func mean(_ image: RGBImage) -> Double {
            Double(image.pixels.reduce(0) { $0 + Int($1) }) / Double(image.pixels.count)
        }
        #expect(abs(mean(picture) - mean(small)) < 0.2)
    }

    @Test func cropping() {
        let picture = TestPictures.scene()
        let part = picture.cropped(to: PixelRegion(x: 90, y: -3, width: 50, height: 10))
        #expect(part.width == 6 && part.height == 7)
        #expect(Array(part.pixels.prefix(18)) == Array(picture.pixels[270..<288]))
    }

    @Test("regions are clipped without overflow")
    func clipping() {
        let huge = PixelRegion(x: 5, y: Int.min, width: .max, height: .max)
        #expect(huge.clipped(toWidth: 10, height: 10) == nil)
        #expect(
            PixelRegion(x: 5, y: 1, width: .max, height: 3).clipped(toWidth: 10, height: 10)
                == PixelRegion(x: 5, y: 1, width: 5, height: 3))
        #expect(PixelRegion(x: 0, y: 0, width: -5, height: 3).clipped(toWidth: 10, height: 10) == nil)
    }
}
