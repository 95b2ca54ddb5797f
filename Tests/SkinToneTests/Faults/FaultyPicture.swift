import ColorKernels
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
                linearLightOfCode[Int(image.pixels[3 * index])], linearLightOfCode[Int(image.pixels[3 * index + 1])],
                linearLightOfCode[Int(image.pixels[3 * index + 2])])
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

    private static let codes: [UInt8] = (0...8_191).map { step in
        let color = LinearSRGB(red: Double(step) / 8_191, green: 0, blue: 0).encodedClamping()
        return color.red
    }

    /// The face's width.
    var size: Float { landmarks.box.width }

    func point(_ index: Int) -> SIMD2<Float> { SIMD2(landmarks.points[index].x, landmarks.points[index].y) }

    /// How much of each pixel lies within outlines, 0...1, their edges softened over about a hundredth of the face.
    func cover(_ outlines: [[SIMD2<Float>]], holes: [[SIMD2<Float>]] = [], softness: Float = 0.012) -> [Float] {
        var mask = PixelMask(width: width, height: height)
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
        let radius = Int((sigma * sigma + 0.25).squareRoot() + 0.5)
        guard sigma >= 0.4, radius > 0 else { return plane }
        return (0..<3).reduce(plane) { plane, _ in boxBlurred(plane, width: width, height: height, radius: radius) }
    }
}
