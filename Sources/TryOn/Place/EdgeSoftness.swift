import CVector
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

    /// Of differences across and down, over every other row. Bound by loads, three for 8 pixels.
    private static func meanSquare(_ plane: [Float], _ frame: PixelRegion, _ distance: Int) -> Float {
        let places = (frame.width - distance) & ~7
        guard places > 0, frame.height > distance else { return 0 }
        let rows = stride(from: 0, to: frame.height - distance, by: 2)
        var (sums, count) = (cv_splat(0), 0)
        plane.withUnsafeBufferPointer { plane in
            guard let plane = plane.baseAddress else { return }
            for row in rows {
                let line = plane + row * frame.width
                for place in stride(from: 0, to: places, by: 8) {
                    let own = cv_load(line + place)
                    let across = cv_load(line + (place &+ distance)) - own
                    let down = cv_load(line + (place &+ distance &* frame.width)) - own
                    sums = cv_fma(across, across, cv_fma(down, down, sums))
                }
                count += places
            }
        }
        return cv_sum(sums) / Float(max(count, 1))
    }
}
