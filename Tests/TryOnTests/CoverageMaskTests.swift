import ColorScience
import Foundation
import Imaging
import TestSupport
import Testing

@testable import TryOn

@Suite struct CoverageMaskTests {
    /// Against counting 16 × 16 points a pixel.
    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func coversWhatPointsInsideSay(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let polygon = (0..<7).map { corner -> SIMD2<Float> in
            let angle = Float(corner) / 7 * 2 * .pi
            let radius = Float.random(in: 4...13, using: &random)
            return SIMD2(12 + radius * cos(angle), 11 + radius * sin(angle))
        }
        var mask = CoverageMask(frame: PixelRegion(x: 3, y: 2, width: 17, height: 19))
        mask.fill(polygon)
        for row in 0..<19 {
            for column in 0..<17 {
                var inside = 0
                for y in 0..<16 {
                    for x in 0..<16 {
                        let point = SIMD2(
                            3 + Float(column) + (Float(x) + 0.5) / 16, 2 + Float(row) + (Float(y) + 0.5) / 16)
                        if polygon.surrounds(point) { inside += 1 }
                    }
                }
                #expect(abs(mask.shares[row * 17 + column] - Float(inside) / 256) < 0.05, "\(column), \(row)")
            }
        }
    }

    /// A shape that goes on beyond the picture does not fade towards its edge.
    @Test(arguments: [1, 3, 8, 20])
    func aSpreadEdgeIsNoneWhereTheFrameEnds(radius: Int) {
        let frame = PixelRegion(x: 0, y: 0, width: 64, height: 61)
        let square: [SIMD2<Float>] = [SIMD2(-90, -90), SIMD2(200, -90), SIMD2(200, 200), SIMD2(-90, 200)]
        let spread = CoarsePlane(covering: [square], spreadBy: radius, over: frame)
        #expect(spread.expanded(over: frame).allSatisfy { $0 > 0.999 && $0 < 1.001 })
    }

    @Test func ignoresWhatIsNoPolygon() {
        var mask = CoverageMask(frame: PixelRegion(x: 0, y: 0, width: 4, height: 4))
        mask.fill([SIMD2(0, 0), SIMD2(4, 4)])
        mask.fill([SIMD2(.nan, 0), SIMD2(4, 4), SIMD2(0, 4)])
        mask.fill([SIMD2(1e30, 0), SIMD2(1e30, 4), SIMD2(2e30, 4)])
        #expect(mask.shares.allSatisfy { $0 == 0 })
    }
}
