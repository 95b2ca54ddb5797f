import FaceMesh
package import Imaging

/// Short lines that go on where the sides of foundations' stripes end: where each lies shows even where they look alike.
package enum StripeMarks {
    package static func draw(on picture: inout RGBImage, for canvas: FaceCanvas) {
        let width = canvas.landmarks.box.width
        let lines = [CosmeticZone.innerStripe, .middleStripe, .outerStripe].flatMap { zone in
            zone.outlines(of: canvas.landmarks).flatMap { Self.lines(beyond: $0, faceWidth: width) }
        }
        let radius = max(1, 0.0025 * width)
        // A dark rim all around first, so that they show on any skin.
        for (reach, level) in [(2 * radius, UInt8(30)), (radius, 255)] {
            for line in lines { picture.draw(line, radius: reach, level: level) }
        }
    }

    /// - Parameter outline: Its corners: two of the upper end, and below them, from the second on, two of the lower.
    /// - Returns: The two ends of each line.
    private static func lines(beyond outline: [SIMD2<Float>], faceWidth: Float) -> [[SIMD2<Float>]] {
        guard outline.count == 4 else { return [] }
        return [(outline[0], outline[3]), (outline[1], outline[2])].flatMap { upper, lower -> [[SIMD2<Float>]] in
            let side = upper - lower
            let step = side / max((side * side).sum().squareRoot(), 1e-3) * faceWidth
            // Beyond the spread edge.
            return [[upper + step * 0.015, upper + step * 0.04], [lower - step * 0.015, lower - step * 0.04]]
        }
    }
}

extension RGBImage {
    /// - Parameter line: Its two ends.
    fileprivate mutating func draw(_ line: [SIMD2<Float>], radius: Float, level: UInt8) {
        func range(_ a: Float, _ b: Float, _ limit: Int) -> Range<Int> {
            // Landmarks may lie anywhere; an Int holds no more than this, and no picture is as large.
            let low = Int(max(min(a, b) - radius, 0)), high = Int(min(max(max(a, b) + radius + 1, 0), Float(limit)))
            return min(low, limit)..<max(min(low, limit), high)
        }
        for y in range(line[0].y, line[1].y, height) {
            for x in range(line[0].x, line[1].x, width)
            where line.distance(from: SIMD2(Float(x) + 0.5, Float(y) + 0.5)) <= radius {
                for channel in 0..<3 { pixels[3 * (y * width + x) + channel] = level }
            }
        }
    }
}
