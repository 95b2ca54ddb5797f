import ColorScience
import FaceMesh
import Imaging

@testable import SkinTone

/// A picture of one face in linear light, to plant faults in; landmarks say where.
struct FaultyPicture {
    let width: Int
    let height: Int
    let landmarks: FaceLandmarks
    /// Linear red, green and blue by pixels.
    var light: [SIMD3<Float>]

    init(_ image: RGBImage, landmarks: FaceLandmarks) {
        (width, height, self.landmarks) = (image.width, image.height, landmarks)
        light = (0..<width * height).map { index in
            SIMD3(
                Self.linear[Int(image.pixels[3 * index])], Self.linear[Int(image.pixels[3 * index + 1])],
                Self.linear[Int(image.pixels[3 * index + 2])])
        }
    }

    var image: RGBImage {
        var pixels = [UInt8](repeating: 0, count: 3 * light.count)
        for (index, color) in light.enumerated() {
            for channel in 0..<3 {
                let place = Int(max(0, min(1, color[channel])) * Float(Self.codes.count - 1) + 0.5)
                pixels[3 * index + channel] = Self.codes[place]
            }
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }

    private static let linear: [Float] = (0..<256).map { Float(linearized(Double($0) / 255)) }
    private static let codes: [UInt8] = (0...8_191).map { step in
        let color = LinearSRGB(red: Double(step) / 8_191, green: 0, blue: 0).encodedClamping()
        return color.red
    }

    /// The face's width.
    var size: Float { landmarks.box.width }

    func point(_ index: Int) -> SIMD2<Float> { SIMD2(landmarks.points[index].x, landmarks.points[index].y) }

    func ring(_ indices: [Int]) -> [SIMD2<Float>] { indices.map(point) }

    /// How much of each pixel lies within outlines, 0...1, their edges softened over about a hundredth of the face.
    func cover(_ outlines: [[SIMD2<Float>]], holes: [[SIMD2<Float>]] = [], softness: Float = 0.012) -> [Float] {
        var mask = PixelMask(around: [[.zero, SIMD2(Float(width), Float(height))]], width: width, height: height)
        for outline in outlines { mask.fill(outline) }
        for hole in holes { mask.fill(hole, with: 0) }
        return blurred(mask.bytes.map { Float($0) }, sigma: softness * size)
    }

    /// Lays cloth or glass of a color over the picture.
    mutating func lay(_ color: (Int) -> SIMD3<Float>, over cover: [Float]) {
        for index in cover.indices where cover[index] > 0 {
            light[index] += (color(index) - light[index]) * cover[index]
        }
    }

    /// Box blurs thrice over: a Gaussian, near enough.
    func blurred(_ plane: [Float], sigma: Float) -> [Float] {
        let radius = Int((sigma * sigma + 0.25).squareRoot() + 0.5) - 0
        guard sigma >= 0.4, radius > 0 else { return plane }
        return (0..<3).reduce(plane) { plane, _ in Self.boxBlurred(plane, width, height, radius) }
    }

    private static func boxBlurred(_ plane: [Float], _ width: Int, _ height: Int, _ radius: Int) -> [Float] {
        var rows = plane
        for y in 0..<height {
            var sum: Float = 0
            for x in -radius...radius { sum += plane[y * width + max(0, min(width - 1, x))] }
            for x in 0..<width {
                rows[y * width + x] = sum / Float(2 * radius + 1)
                sum += plane[y * width + min(width - 1, x + radius + 1)] - plane[y * width + max(0, x - radius)]
            }
        }
        var result = rows
        for x in 0..<width {
            var sum: Float = 0
            for y in -radius...radius { sum += rows[max(0, min(height - 1, y)) * width + x] }
            for y in 0..<height {
                result[y * width + x] = sum / Float(2 * radius + 1)
                sum += rows[min(height - 1, y + radius + 1) * width + x] - rows[max(0, y - radius) * width + x]
            }
        }
        return result
    }
}
