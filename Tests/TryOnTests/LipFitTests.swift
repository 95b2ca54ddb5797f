import ColorScience
import FaceMesh
import Imaging
import Portraits
import Testing

@testable import TryOn

@Suite struct LipFitTests {
    private static func mask(_ landmarks: FaceLandmarks, over image: RGBImage) -> [Float] {
        let frame = PixelRegion(x: 0, y: 0, width: image.width, height: image.height)
        return CoverageMask(frame: frame, [landmarks.ring(FaceTemplate.outerLips).curve()]).shares
    }

    /// The lips' outline moved by shares of the face's width.
    private static func moved(_ landmarks: FaceLandmarks, by offset: SIMD2<Float>) -> FaceLandmarks {
        var points = landmarks.points
        for place in FaceTemplate.outerLips {
            points[place].x += offset.x * landmarks.box.width
            points[place].y += offset.y * landmarks.box.width
        }
        return FaceLandmarks(points: points)
    }

    @Test(arguments: FaceCanvasTests.tones, [SIMD2<Float>(0, 0.015), [0, -0.015], [0.01, 0.01], [-0.01, -0.01]])
    func outlinesGoWhereLipsEnd(skin: Lab<D65>, offset: SIMD2<Float>) {
        let portrait = FaceCanvasTests.portrait(skin)
        let off = Self.moved(portrait.landmarks, by: offset)
        let fitted = LipFit.fitted(off, to: portrait.image)
        let truth = Self.mask(portrait.landmarks, over: portrait.image)
        let before = PictureMeasures.overlap(Self.mask(off, over: portrait.image), truth)
        let after = PictureMeasures.overlap(Self.mask(fitted, over: portrait.image), truth)
        #expect(after > before && after > 0.9, "from \(before) to \(after)")
    }

    @Test(arguments: FaceCanvasTests.tones)
    func outlinesThatAreRightStay(skin: Lab<D65>) {
        let portrait = FaceCanvasTests.portrait(skin)
        let fitted = LipFit.fitted(portrait.landmarks, to: portrait.image)
        let truth = Self.mask(portrait.landmarks, over: portrait.image)
        #expect(PictureMeasures.overlap(Self.mask(fitted, over: portrait.image), truth) > 0.93)
    }

    @Test func lipsThatCannotBeSeenAreLeftAlone() {
        let portrait = FaceCanvasTests.portrait(Lab(50, 12, 18))
        var image = portrait.image
        image.pixels = [UInt8](repeating: 120, count: image.pixels.count)
        #expect(LipFit.fitted(portrait.landmarks, to: image) == portrait.landmarks)
    }

    @Test(arguments: [SIMD2<Float>(-0.6, 0), [0.6, 0], [0, 0.9], [0, 3]])
    func mouthsAtThePicturesEdgeAreNoTrouble(offset: SIMD2<Float>) {
        let portrait = FaceCanvasTests.portrait(Lab(50, 12, 18))
        let width = portrait.landmarks.box.width
        let away = FaceLandmarks(
            points: portrait.landmarks.points.map { $0 + SIMD3(offset.x * width, offset.y * width, 0) })
        let fitted = LipFit.fitted(away, to: portrait.image)
        for (old, new) in zip(away.points, fitted.points) {
            #expect(abs(old.x - new.x) < 0.06 * width && abs(old.y - new.y) < 0.06 * width)
        }
    }
}
