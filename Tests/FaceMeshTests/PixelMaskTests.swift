import TestSupport
import Testing

@testable import FaceMesh

struct PixelMaskTests {
    @Test func fillsThePixelsWhoseCentresLieInside() {
        let star: [SIMD2<Float>] = [
            SIMD2(10.1, 0.3), SIMD2(13.2, 14.1), SIMD2(29.3, 15.4), SIMD2(14.1, 19.2), SIMD2(18.3, 33.1),
            SIMD2(9.2, 21.3), SIMD2(-6.1, 26.2), SIMD2(5.3, 14.4),
        ]
        var mask = PixelMask(width: 24, height: 30)
        mask.fill(star)
        for y in 0..<30 {
            for x in 0..<24 {
                #expect((mask.bytes[y * 24 + x] != 0) == star.surrounds(SIMD2(Float(x) + 0.5, Float(y) + 0.5)))
            }
        }
        mask.fill([SIMD2(20, 1), SIMD2(23, 1), SIMD2(23, 3), SIMD2(20, 3)])
        mask.fill([SIMD2(11, 5), SIMD2(13, 5), SIMD2(12, 9)], with: 0)
        #expect(mask.indices == mask.bytes.indices.filter { mask.bytes[$0] != 0 }.map(Int32.init))
    }

    /// A frame around the shapes holds what a mask of the whole picture does.
    @Test(arguments: [0, 3])
    func framesHoldTheirShapes(margin: Int) {
        let shapes: [[SIMD2<Float>]] = [
            [SIMD2(10.1, 9.3), SIMD2(13.2, 14.1), SIMD2(29.3, 15.4), SIMD2(14.1, 19.2), SIMD2(9.2, 21.3)],
            [SIMD2(-4, 12), SIMD2(3, 12.5), SIMD2(2, 40)],
        ]
        var whole = PixelMask(width: 24, height: 30)
        var framed = PixelMask(around: shapes, margin: margin, width: 24, height: 30)
        for shape in shapes {
            whole.fill(shape)
            framed.fill(shape)
        }
        #expect(!whole.indices.isEmpty && framed.indices == whole.indices)
        #expect(framed.bytes.count < whole.bytes.count)
        let outside = PixelMask(around: [[SIMD2(90, 90), SIMD2(99, 90), SIMD2(90, 99)]], width: 24, height: 30)
        #expect(outside.indices.isEmpty)
    }

    @Test func survivesCornersThatAreNoNumbers() {
        var mask = PixelMask(width: 4, height: 4)
        mask.fill([SIMD2(.nan, 0), SIMD2(.infinity, 3), SIMD2(-.infinity, 3)])
        mask.fill([SIMD2(0, 0), SIMD2(1, 1)])
        #expect(mask.bytes.count == 16)
    }
}
