import Imaging

/// How soft a photo's sharpest edges are: out of focus, moved, or enlarged.
///
/// Where a picture holds nothing finer than its blur, the mean square of differences grows with the square of the
/// distance; beyond it more slowly, twice as much for twice the distance over edges that are sharp.
enum EdgeSoftness {
    /// By how much it grows for twice the distance at the blur's own width.
    /// - Source: a step blurred by a Gaussian, at twice its standard deviation.
    private static let growth: Float = 2.96

    /// As far as differences grow so, in pixels: about two standard deviations of the blur; 0 of a sharp photo.
    /// - Complexity: O(pixels × `most`), of a sharp photo O(pixels).
    static func reach(of ground: FaceGround, atMost most: Int) -> Float {
        let brightness = ground.luminance.map { $0.squareRoot() }
        var known: [Int: Float] = [:]
        func difference(_ distance: Int) -> Float {
            if let value = known[distance] { return value }
            let value = meanSquare(brightness, ground.frame, distance)
            known[distance] = value
            return value
        }
        var before: Float = 4
        for distance in 1...max(most, 1) {
            let ratio = difference(2 * distance) / max(difference(distance), 1e-12)
            guard ratio > growth else {
                // Between this distance and the one before in proportion.
                let share = (before - growth) / max(before - ratio, 1e-6)
                return distance == 1 ? 0 : Float(distance - 1) + min(max(share, 0), 1)
            }
            before = ratio
        }
        return Float(most)
    }

    private static func meanSquare(_ plane: [Float], _ frame: PixelRegion, _ distance: Int) -> Float {
        guard frame.width > distance, frame.height > distance else { return 0 }
        var sum: Float = 0
        plane.withUnsafeBufferPointer { plane in
            for row in 0..<frame.height - distance {
                let start = row * frame.width
                var line: Float = 0
                for place in start..<start + frame.width - distance {
                    let (across, down) = (
                        plane[place + distance] - plane[place], plane[place + distance * frame.width] - plane[place]
                    )
                    line += across * across + down * down
                }
                sum += line
            }
        }
        return sum / Float((frame.width - distance) * (frame.height - distance))
    }
}
