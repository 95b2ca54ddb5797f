import ColorScience
import Imaging
import Testing

@testable import TryOn

@Suite struct EdgeSoftnessTests {
    private static let (width, height) = (256, 32)

    /// A step from dark to light in the middle, blurred by a Gaussian.
    private static func reach(spread: Double, noise: Int = 0) -> Float {
        let pixels = (0..<width * height).flatMap { place -> [UInt8] in
            let offset = Double(place % width - width / 2) + 0.5
            let share =
                spread > 0 ? 0.5 + 0.5 * errorFunction(offset / (spread * 2.0.squareRoot())) : offset > 0 ? 1 : 0
            let code = 60 + 130 * share + Double((place * 7_919) % 11 - 5) * Double(noise) / 5
            return [UInt8](repeating: UInt8(code.rounded()), count: 3)
        }
        let frame = PixelRegion(x: 0, y: 0, width: width, height: height)
        return EdgeSoftness.reach(
            of: FaceGround(of: RGBImage(width: width, height: height, pixels: pixels), in: frame), atMost: 12)
    }

    @Test func sharpEdgesReachNowhere() {
        #expect(Self.reach(spread: 0) == 0)
        // Nor does what is lost in noise.
        #expect(Self.reach(spread: 0, noise: 10) == 0)
    }

    @Test(arguments: [1.5, 2, 3, 4])
    func blurredOnesReachTwiceTheirSpread(spread: Double) {
        #expect(abs(Double(Self.reach(spread: spread)) - 2 * spread) < 0.25 * spread + 0.5)
    }

    @Test func evenPicturesReachNowhere() {
        let image = RGBImage(width: 16, height: 16, gray: 90)
        let frame = PixelRegion(x: 0, y: 0, width: 16, height: 16)
        #expect(EdgeSoftness.reach(of: FaceGround(of: image, in: frame), atMost: 4) == 0)
    }
}
