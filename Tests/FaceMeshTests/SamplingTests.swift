import Imaging
import Testing

@testable import FaceMesh

@Suite struct SamplingTests {
    /// Reads a region as rows of red values.
    private static func reds(
        _ image: RGBImage, _ region: FaceRegion, side: Int, border: RegionSampler.Border
    ) -> [[Float]] {
        let stride = 3 * side + 5
        var floats = [Float](repeating: -9, count: stride * side)
        floats.withUnsafeMutableBufferPointer { buffer in
            let input = NetworkInput(pixels: buffer.baseAddress!, rowStride: stride, width: side, height: side)
            RegionSampler(image: image, region: region, border: border).fill(input, range: 0...255)
        }
        // The border right of a row is the network's, and stays as it was.
        for row in 0..<side { #expect(floats[row * stride + 3 * side..<(row + 1) * stride].allSatisfy { $0 == -9 }) }
        return (0..<side).map { row in (0..<side).map { floats[row * stride + 3 * $0] } }
    }

    /// Red rises to the right, green downwards.
    private static let ramp: RGBImage = {
        var image = RGBImage(width: 20, height: 20, gray: 7)
        for index in 0..<400 {
            image.pixels[3 * index] = UInt8(index % 20 * 10)
            image.pixels[3 * index + 1] = UInt8(index / 20 * 10)
        }
        return image
    }()

    @Test func readsUprightSquares() {
        let region = FaceRegion(center: SIMD2(8, 8), side: 8, angle: 0)
        let rows = Self.reds(Self.ramp, region, side: 4, border: .black)
        for row in rows { #expect(row == [40, 60, 80, 100]) }
        let fine = Self.reds(Self.ramp, region, side: 16, border: .black)
        #expect(fine[0][..<4] == [40, 45, 50, 55])
    }

    @Test func readsTurnedSquares() {
        // A quarter turn clockwise: the square's x axis points down the picture, its y axis left.
        let region = FaceRegion(center: SIMD2(8, 8), side: 8, angle: .pi / 2)
        let rows = Self.reds(Self.ramp, region, side: 4, border: .black)
        #expect(rows.map { $0[0] } == [120, 100, 80, 60])
        #expect(rows[0] == [120, 120, 120, 120])
    }

    @Test func fillsWhatLiesOutside() {
        let region = FaceRegion(center: .zero, side: 8, angle: 0)
        let black = Self.reds(Self.ramp, region, side: 4, border: .black)
        #expect(black[0] == [0, 0, 0, 0] && black[3] == [0, 0, 0, 20])
        let repeated = Self.reds(Self.ramp, region, side: 4, border: .repeated)
        for row in repeated { #expect(row == [0, 0, 0, 20]) }
        let far = FaceRegion(center: SIMD2(-1_000, 5_000), side: 8, angle: 1)
        #expect(Self.reds(Self.ramp, far, side: 4, border: .black).joined().allSatisfy { $0 == 0 })
    }

    /// Vectors of 512 bits read what narrow ones do, bit for bit: inside, over each edge and far out; also a picture
    /// whose last pixel pair ends its memory.
    @Test(arguments: [RegionSampler.Border.black, .repeated], [SIMD2(2, 2), SIMD2(3, 50), SIMD2(57, 41)])
    func wideVectorsReadTheSame(border: RegionSampler.Border, size: SIMD2<Int>) {
        var image = RGBImage(width: size.x, height: size.y)
        for index in image.pixels.indices { image.pixels[index] = UInt8(truncatingIfNeeded: index * index * 31 >> 3) }
        let (w, h) = (Float(size.x), Float(size.y))
        let centers = [
            SIMD2(w / 2, h / 2), SIMD2(0, 0), SIMD2(w, h), SIMD2(w - 1, 3), SIMD2(-300, 20), SIMD2(1, h + 1),
        ]
        for center in centers {
            for (side, angle) in [(Float(8), Float(0)), (20.3, 0.7), (w, 0), (1.7, -2), (400, 3)] {
                let region = FaceRegion(center: center, side: side, angle: angle)
                let inputs = [false, true].map { isWide in
                    let stride = 3 * 24 + 2
                    var floats = [Float](repeating: -9, count: stride * 16)
                    floats.withUnsafeMutableBufferPointer { buffer in
                        let input = NetworkInput(
                            pixels: buffer.baseAddress!, rowStride: stride, width: 24, height: 16)
                        RegionSampler(image: image, region: region, border: border, isWide: isWide)
                            .fill(input, range: -1...1)
                    }
                    return floats
                }
                #expect(inputs[0] == inputs[1])
            }
        }
    }

    @Test func mergesOverlappingBoxes() {
        func face(_ x: Float, _ score: Float) -> FaceDetection {
            FaceDetection(
                score: score, box: Rectangle(x: x, y: 0, width: 10, height: 10), keypoints: [SIMD2(x, 1)])
        }
        let faces = WeightedSuppression.suppressed([face(2, 0.6), face(50, 0.7), face(0, 0.9)])
        #expect(faces.map(\.score) == [0.9, 0.7])
        #expect(abs(faces[0].box.x - 0.8) < 1e-5)
        #expect(abs(faces[0].keypoints[0].x - 0.8) < 1e-5)
        #expect(faces[1].box == Rectangle(x: 50, y: 0, width: 10, height: 10))
    }

    @Test func boxesWithoutAreaEnd() {
        let point = FaceDetection(score: 0.8, box: Rectangle(x: 1, y: 1, width: 0, height: 0), keypoints: [])
        #expect(WeightedSuppression.suppressed([point, point, point]).count == 3)
    }
}
