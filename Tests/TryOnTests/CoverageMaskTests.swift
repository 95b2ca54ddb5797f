import Imaging
import Testing

@testable import TryOn

@Suite struct CoverageMaskTests {
    /// Against counting 16 × 16 points a pixel.
    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func coversWhatPointsInsideSay(seed: UInt64) {
        var random = SeededNumbers(seed)
        let polygon = (0..<7).map { corner -> SIMD2<Float> in
            let angle = Float(corner) / 7 * 2 * .pi
            let radius = random.value(4...13)
            return SIMD2(12 + radius * Self.cosine(angle), 11 + radius * Self.cosine(angle - .pi / 2))
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
                        if Self.contains(polygon, point) { inside += 1 }
                    }
                }
                #expect(abs(mask.shares[row * 17 + column] - Float(inside) / 256) < 0.05, "\(column), \(row)")
            }
        }
    }

    @Test func ignoresWhatIsNoPolygon() {
        var mask = CoverageMask(frame: PixelRegion(x: 0, y: 0, width: 4, height: 4))
        mask.fill([SIMD2(0, 0), SIMD2(4, 4)])
        mask.fill([SIMD2(.nan, 0), SIMD2(4, 4), SIMD2(0, 4)])
        mask.fill([SIMD2(1e30, 0), SIMD2(1e30, 4), SIMD2(2e30, 4)])
        #expect(mask.shares.allSatisfy { $0 == 0 })
    }

    private static func cosine(_ x: Float) -> Float {
        var (sum, term) = (1.0, 1.0)
        for n in stride(from: 1.0, through: 31, by: 2) {
            term *= -Double(x) * Double(x) / (n * (n + 1))
            sum += term
        }
        return Float(sum)
    }

    private static func contains(_ polygon: [SIMD2<Float>], _ point: SIMD2<Float>) -> Bool {
        var (isInside, previous) = (false, polygon[polygon.count - 1])
        for corner in polygon {
            if (corner.y > point.y) != (previous.y > point.y),
                point.x < (previous.x - corner.x) * (point.y - corner.y) / (previous.y - corner.y) + corner.x
            {
                isInside.toggle()
            }
            previous = corner
        }
        return isInside
    }
}

/// Numbers that are the same in every run.
struct SeededNumbers {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func value(_ range: ClosedRange<Float>) -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return range.lowerBound + Float(state >> 40) / Float(1 << 24) * (range.upperBound - range.lowerBound)
    }
}
