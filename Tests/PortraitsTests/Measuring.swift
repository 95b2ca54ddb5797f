import ColorScience
import FaceMesh
import Imaging
import Portraits

/// Reads colours off a portrait where its true landmarks say, or off a photo where the network finds them.
struct Measuring {
    let image: RGBImage
    let landmarks: FaceLandmarks

    init(portrait: Portrait) { self.init(image: portrait.image, landmarks: portrait.landmarks) }

    init(image: RGBImage, landmarks: FaceLandmarks) {
        self.image = image
        self.landmarks = landmarks
    }

    /// Jaw and lower cheek of the person's right, as a ring of landmarks; mirrored for the left.
    static let jawAndCheek = [187, 207, 216, 212, 210, 169, 135, 138, 192, 213]
    static let leftJawAndCheek = FaceTemplate.mirrored(jawAndCheek)
    static let forehead = [109, 10, 338, 337, 9, 108]
    static let lowerLip = [91, 181, 84, 17, 314, 405, 321, 402, 14, 178]

    /// The median of each linear channel over the pixels inside the rings.
    func median(_ rings: [[Int]]) -> LinearSRGB {
        let codes = pixels(rings)
        func middle(_ channel: KeyPath<SRGB8, UInt8>) -> UInt8 {
            codes.isEmpty ? 0 : codes.map { $0[keyPath: channel] }.sorted()[codes.count / 2]
        }
        return SRGB8(red: middle(\.red), green: middle(\.green), blue: middle(\.blue)).linear
    }

    /// Every pixel's luminance inside the rings.
    func luminances(_ rings: [[Int]]) -> [Double] { pixels(rings).map(\.linear.xyz.y) }

    private func pixels(_ rings: [[Int]]) -> [SRGB8] {
        var pixels: [SRGB8] = []
        for ring in rings {
            let corners = ring.map { landmarks.points[$0] }
            let (left, right) = (corners.map(\.x).min()!, corners.map(\.x).max()!)
            let (top, bottom) = (corners.map(\.y).min()!, corners.map(\.y).max()!)
            for y in max(0, Int(top))...min(image.height - 1, Int(bottom)) {
                for x in max(0, Int(left))...min(image.width - 1, Int(right))
                where contains(corners, Float(x) + 0.5, Float(y) + 0.5) {
                    let index = (y * image.width + x) * 3
                    pixels.append(
                        SRGB8(
                            red: image.pixels[index], green: image.pixels[index + 1], blue: image.pixels[index + 2]))
                }
            }
        }
        return pixels
    }

    /// The median colour of jaw and lower cheeks.
    var site: Lab<D65> { median([Self.jawAndCheek, Self.leftJawAndCheek]).xyz.lab }

    /// The brightest third of the pixels between the lids, iris and lashes left out: the white of the eye.
    func eyeWhite() -> LinearSRGB {
        var pixels: [LinearSRGB] = []
        for ring in [FaceTemplate.rightEye, FaceTemplate.leftEye] {
            let corners = ring.map { landmarks.points[$0] }
            let (left, right) = (corners.map(\.x).min()!, corners.map(\.x).max()!)
            for y in Int(corners.map(\.y).min()!)...Int(corners.map(\.y).max()!) {
                for x in Int(left)...Int(right) where contains(corners, Float(x) + 0.5, Float(y) + 0.5) {
                    let index = (y * image.width + x) * 3
                    let p = image.pixels
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
