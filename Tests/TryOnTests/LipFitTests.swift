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

    @Test(arguments: FaceCanvasTests.tones)
    func onlyTheOuterOutlineMoves(skin: Lab<D65>) {
        let portrait = FaceCanvasTests.portrait(skin)
        let fitted = LipFit.fitted(Self.moved(portrait.landmarks, by: [0, 0.01]), to: portrait.image)
        for place in portrait.landmarks.points.indices where !FaceTemplate.outerLips.contains(place) {
            #expect(fitted.points[place] == portrait.landmarks.points[place])
        }
    }

    /// Landmarks leave a gap between lips that are closed; in a mouth that is open, nothing but its rim is painted.
    @Test(arguments: FaceCanvasTests.tones, [Float(0), 1])
    func closedLipsShowNoBareSeam(skin: Lab<D65>, smile: Float) throws {
        var recipe = PortraitRecipe(skin: skin, seed: 11)
        recipe.look.smile = Double(smile)
        let portrait = recipe.render()
        var canvas = try FaceCanvasTests.canvas(portrait)
        canvas.apply(Cosmetic(zone: .lips, color: Lab(40, 48, 20), hiding: 0.8))
        let covered = canvas.coverage()
        func share(_ ring: [Int], grownBy factor: Float) -> Double {
            let outline = portrait.landmarks.ring(ring, grownBy: factor).curve()
            let frame = PixelRegion(x: 0, y: 0, width: portrait.image.width, height: portrait.image.height)
            let shape = CoverageMask(frame: frame, [outline]).shares
            let (whole, painted) = zip(shape, covered).reduce((0.0, 0.0)) {
                ($0.0 + Double($1.0), $0.1 + Double($1.0 * $1.1))
            }
            return painted / max(whole, 1e-9)
        }
        if smile == 0 {
            #expect(share(FaceTemplate.outerLips, grownBy: 0.9) > 0.9)
        } else {
            #expect(share(FaceTemplate.innerLips, grownBy: 0.5) < 0.01)
        }
    }

    @Test func lipsThatCannotBeSeenAreLeftAlone() {
        let portrait = FaceCanvasTests.portrait(Lab(50, 12, 18))
        var image = portrait.image
        image.pixels = [UInt8](repeating: 120, count: image.pixels.count)
        #expect(LipFit.fitted(portrait.landmarks, to: image) == portrait.landmarks)
    }

    @Test(arguments: [SIMD2<Float>(-0.6, 0), [0.6, 0], [0, 0.9], [0, 3]])
    func mouthsThatThePictureCutsAreLeftAlone(offset: SIMD2<Float>) {
        let portrait = FaceCanvasTests.portrait(Lab(50, 12, 18))
        let width = portrait.landmarks.box.width
        let away = FaceLandmarks(
            points: portrait.landmarks.points.map { $0 + SIMD3(offset.x * width, offset.y * width, 0) })
        #expect(LipFit.fitted(away, to: portrait.image) == away)
    }
}
