import ColorScience
import Testing

@testable import SkinTone

struct PixelMaskTests {
    @Test func fillsThePixelsWhoseCentresLieInside() {
        let star: [SIMD2<Float>] = [
            SIMD2(10, 0.5), SIMD2(13, 14), SIMD2(29, 15), SIMD2(14, 19), SIMD2(18, 33), SIMD2(9, 21), SIMD2(-6, 26),
            SIMD2(5, 14),
        ]
        var mask = PixelMask(width: 24, height: 30)
        mask.fill(star)
        for y in 0..<30 {
            for x in 0..<24 {
                #expect((mask.bytes[y * 24 + x] != 0) == contains(star, SIMD2(Float(x) + 0.5, Float(y) + 0.5)))
            }
        }
    }

    private func contains(_ polygon: [SIMD2<Float>], _ point: SIMD2<Float>) -> Bool {
        var inside = false
        var previous = polygon.last!
        for corner in polygon {
            if (corner.y > point.y) != (previous.y > point.y),
                point.x < (previous.x - corner.x) * (point.y - corner.y) / (previous.y - corner.y) + corner.x
            {
                inside.toggle()
            }
            previous = corner
        }
        return inside
    }

    @Test func survivesCornersThatAreNoNumbers() {
        var mask = PixelMask(width: 4, height: 4)
        mask.fill([SIMD2(.nan, 0), SIMD2(.infinity, 3), SIMD2(-.infinity, 3)])
        mask.fill([SIMD2(0, 0), SIMD2(1, 1)])
        #expect(mask.bytes.count == 16)
    }

    @Test(arguments: [1, 2, 5, 40])
    func boxBlurIsTheMeanOfTheWindow(radius: Int) {
        let (width, height) = (17, 11)
        let plane = (0..<width * height).map { Float(($0 * 7919) % 101) }
        let blurred = boxBlurred(plane, width: width, height: height, radius: radius)
        for y in 0..<height {
            for x in 0..<width {
                var sum = Float(0)
                var count = Float(0)
                for v in max(0, y - radius)...min(height - 1, y + radius) {
                    for u in max(0, x - radius)...min(width - 1, x + radius) {
                        sum += plane[v * width + u]
                        count += 1
                    }
                }
                #expect(abs(blurred[y * width + x] - sum / count) < 1e-3)
            }
        }
    }
}
