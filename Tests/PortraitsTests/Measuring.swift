import ColorScience
import FaceMesh
import Imaging
import Portraits

/// Reads colours off a portrait where its true landmarks say.
struct Measuring {
    let portrait: Portrait

    /// Jaw and lower cheek of the person's right, as a ring of landmarks; mirrored for the left.
    static let jawAndCheek = [187, 207, 216, 212, 210, 169, 135, 138, 192, 213]
    static let leftJawAndCheek = jawAndCheek.map { Int(FaceTemplate.mirror[$0]) }
    static let forehead = [109, 10, 338, 337, 9, 108]
    static let lowerLip = [91, 181, 84, 17, 314, 405, 321, 402, 14, 178]

    /// The median of each linear channel over the pixels inside the rings.
    func median(_ rings: [[Int]]) -> LinearSRGB {
        var channels: [[UInt8]] = [[], [], []]
        for ring in rings {
            let corners = ring.map { portrait.landmarks.points[$0] }
            let (left, right) = (corners.map(\.x).min()!, corners.map(\.x).max()!)
            let (top, bottom) = (corners.map(\.y).min()!, corners.map(\.y).max()!)
            for y in max(0, Int(top))...min(portrait.image.height - 1, Int(bottom)) {
                for x in max(0, Int(left))...min(portrait.image.width - 1, Int(right))
                where contains(corners, Float(x) + 0.5, Float(y) + 0.5) {
                    let index = (y * portrait.image.width + x) * 3
                    for channel in 0..<3 { channels[channel].append(portrait.image.pixels[index + channel]) }
                }
            }
        }
        let middle = channels.map { $0.isEmpty ? 0 : $0.sorted()[$0.count / 2] }
        return SRGB8(red: middle[0], green: middle[1], blue: middle[2]).linear
    }

    /// The median colour of jaw and lower cheeks.
    var site: Lab<D65> { median([Self.jawAndCheek, Self.leftJawAndCheek]).xyz.lab }

    /// The brightest third of the pixels between the lids, iris and lashes left out: the white of the eye.
    func eyeWhite() -> LinearSRGB {
        var pixels: [LinearSRGB] = []
        for ring in [FaceTemplate.rightEye, FaceTemplate.leftEye] {
            let corners = ring.map { portrait.landmarks.points[$0] }
            let (left, right) = (corners.map(\.x).min()!, corners.map(\.x).max()!)
            for y in Int(corners.map(\.y).min()!)...Int(corners.map(\.y).max()!) {
                for x in Int(left)...Int(right) where contains(corners, Float(x) + 0.5, Float(y) + 0.5) {
                    let index = (y * portrait.image.width + x) * 3
                    let p = portrait.image.pixels
                    pixels.append(SRGB8(red: p[index], green: p[index + 1], blue: p[index + 2]).linear)
                }
            }
        }
        pixels.sort { $0.xyz.y < $1.xyz.y }
        return pixels[pixels.count * 5 / 6]
    }

    private func contains(_ ring: [SIMD3<Float>], _ x: Float, _ y: Float) -> Bool {
        var isInside = false
        var previous = ring[ring.count - 1]
        for corner in ring {
            if (corner.y > y) != (previous.y > y),
                x < (previous.x - corner.x) * (y - corner.y) / (previous.y - corner.y) + corner.x
            {
                isInside.toggle()
            }
            previous = corner
        }
        return isInside
    }
}
