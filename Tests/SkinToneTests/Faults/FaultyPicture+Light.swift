import ColorScience
import FaceMesh
import Portraits

@testable import SkinTone

extension FaultyPicture {
    /// A lamp on one side only: light falls off across the nose to a quarter or less.
    mutating func lightOneSide(random: inout SplitMix64) {
        let side: Float = Bool.random(using: &random) ? 1 : -1
        lightOneSide(least: .random(in: 0.12...0.3, using: &random), side: side)
    }

    /// - Parameters:
    ///   - least: share of the light that the other side gets.
    ///   - side: 1 where the person's left is lit, −1 where the right is.
    mutating func lightOneSide(least: Float, side: Float) {
        let (right, left) = (point(234), point(454))
        let across = (left - right) / max(size, 1)
        let middle = (left + right) / 2
        for y in 0..<height {
            for x in 0..<width {
                let offset = SIMD2(Float(x), Float(y)) - middle
                let place: Float = (offset * across).sum() * side / size
                let share: Float = max(0, min(1, (place + 0.18) / 0.36))
                let smooth: Float = share * share * (3 - 2 * share)
                light[y * width + x] *= least + (1 - least) * smooth
            }
        }
    }

    /// A flash: white glare on forehead, cheeks and chin.
    mutating func addGlare(random: inout SplitMix64) {
        let strength = Float.random(in: 1.5...3, using: &random)
        let places: [(Int, Float)] = [(151, 0.16), (50, 0.13), (280, 0.13), (199, 0.09)]
        for (landmark, radius) in places {
            let (center, spread) = (point(landmark), radius * size)
            for y in 0..<height {
                for x in 0..<width {
                    let offset = SIMD2(Float(x), Float(y)) - center
                    let distance: Float = (offset * offset).sum() / (spread * spread)
                    guard distance < 6 else { continue }
                    let fall = max(0, 1 - distance / 6)
                    light[y * width + x] += SIMD3(repeating: strength * fall * fall * fall)
                }
            }
        }
    }

    /// - Parameter sigma: as a share of the face's width.
    mutating func blur(sigma: Float) {
        let planes = (0..<3).map { channel in blurred(light.map { $0[channel] }, sigma: sigma * size) }
        for index in light.indices { light[index] = SIMD3(planes[0][index], planes[1][index], planes[2][index]) }
    }

    /// What a beauty filter does: skin is evened out up to its edges, eyes, brows and lips stay sharp.
    mutating func smoothSkin(random: inout SplitMix64) {
        let strength = Float.random(in: 0.95...1, using: &random)
        let holes = [
            FaceTemplate.rightEye, FaceTemplate.leftEye, FaceTemplate.rightBrow, FaceTemplate.leftBrow,
            FaceTemplate.outerLips,
        ].map { landmarks.ring($0, grownBy: 1.1) }
        let skin = cover([landmarks.ring(FaceTemplate.faceOval)], holes: holes)
        let radius = max(2, Int(0.028 * size))
        // Thrice, so that what one pass leaves between two levels the next one evens.
        for _ in 0..<3 {
            let before = light
            for y in radius..<height - radius {
                for x in radius..<width - radius where skin[y * width + x] > 0.02 {
                    let own = before[y * width + x]
                    let limit = 0.22 * own.y + 0.004
                    var (sum, weight) = (SIMD3<Float>.zero, Float(0))
                    for dy in -radius...radius {
                        let row = (y + dy) * width + x
                        for place in row - radius...row + radius {
                            let near: Float = abs(before[place].y - own.y) < limit ? 1 : 0
                            sum += before[place] * near
                            weight += near
                        }
                    }
                    light[y * width + x] += (sum / weight - own) * (skin[y * width + x] * strength)
                }
            }
        }
    }
}
