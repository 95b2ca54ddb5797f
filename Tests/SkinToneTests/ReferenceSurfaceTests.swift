import ColorScience
import FaceMesh
import Imaging
import Portraits
import TestSupport
import Testing

@testable import SkinTone

/// What is taken for a surface of known colour, and what is not.
struct ReferenceSurfaceTests {
    /// A grey picture, 200 pixels a side, its codes by column.
    private static func photo(_ code: (Int) -> Double) throws -> EncodedImage {
        var image = RGBImage(width: 200, height: 200, gray: 0)
        for place in 0..<40_000 {
            let value = UInt8(max(0, min(255, code(place % 200).rounded())))
            image.pixels.replaceSubrange(3 * place..<3 * place + 3, with: [value, value, value])
        }
        return try EncodedImage(bytes: image.encodedPNG())
    }

    private static let place = PixelRegion(x: 50, y: 50, width: 100, height: 100)
    private static let card = ReferenceSurface(region: place, lab: Lab(49.5, 0, 0))

    private static func isRefused(_ reference: ReferenceSurface, in photo: EncodedImage) -> Bool {
        do throws(AnalysisError) {
            _ = try reference.reading(in: photo)
            return false
        } catch { return error.code == .invalidReference }
    }

    @Test(arguments: [
        PixelRegion(x: 150, y: 50, width: 51, height: 50), PixelRegion(x: -1, y: 50, width: 50, height: 50),
        PixelRegion(x: 50, y: 150, width: 50, height: 51), PixelRegion(x: 50, y: -1, width: 50, height: 50),
        PixelRegion(x: 500, y: 0, width: 10, height: 10), PixelRegion(x: 50, y: 50, width: 0, height: 50),
        PixelRegion(x: 10, y: 10, width: .max, height: 10), PixelRegion(x: .max, y: 10, width: 10, height: 10),
    ])
    func placesThatEndOutsideThePictureAreRefused(place: PixelRegion) throws {
        let photo = try Self.photo { _ in 120 }
        #expect(Self.isRefused(ReferenceSurface(region: place), in: photo))
        #expect(!Self.isRefused(ReferenceSurface(region: PixelRegion(x: 0, y: 0, width: 200, height: 200)), in: photo))
    }

    /// Light that doubles across the card, and the noise of a dark photo: still a card.
    @Test func lightAndNoiseDoNotMakeACardUneven() throws {
        let lit = try Self.photo { 210 * exponential(-0.315 * Double($0 - 50) / 100) }
        #expect(!Self.isRefused(Self.card, in: lit))
        var random = SplitMix64(seed: 5)
        // Sums of three have a standard deviation of ½: of 8 codes here.
        let noisy = try Self.photo { _ in
            20 + 16 * ((0..<3).reduce(0.0) { sum, _ in sum + Double.random(in: 0...1, using: &random) } - 1.5)
        }
        #expect(!Self.isRefused(Self.card, in: noisy))
    }

    @Test(arguments: [(200, 150), (120, 90), (60, 20), (245, 30)] as [(Double, Double)])
    func twoColoursAreNoCard(one: Double, other: Double) throws {
        let photo = try Self.photo { $0 < 100 ? one : other }
        #expect(Self.isRefused(Self.card, in: photo))
        // A rim of something else does not move the median.
        let rim = try Self.photo { $0 < 65 ? other : one }
        #expect(!Self.isRefused(Self.card, in: rim))
    }

    @Test(arguments: [
        ReferenceSurface.white, Lab(49.5, 0, 0), Lab(95, 3, -14), Lab(81.7, 4, 79.8), Lab(42.1, 53.4, 28.2),
        Lab(28.8, 14.2, -50.3), Lab(20.5, -0.2, -1), Lab(100, 0, 0),
    ])
    func coloursOfSurfacesAreTaken(lab: Lab<D65>) { #expect(ReferenceSurface.canBe(lab)) }

    @Test(arguments: [
        Lab<D65>(101, 0, 0), Lab(4, 0, 0), Lab(-20, 0, 0), Lab(50, 110, 60), Lab(96, 60, 0), Lab(95, 0, -60),
        Lab(.nan, 0, 0), Lab(50, .nan, 0), Lab(50, 0, .infinity),
    ])
    func coloursOfNoSurfaceAreRefused(lab: Lab<D65>) throws {
        #expect(!ReferenceSurface.canBe(lab))
        let photo = try Self.photo { _ in 120 }
        #expect(Self.isRefused(ReferenceSurface(region: Self.place, lab: lab), in: photo))
    }

    /// Forehead, cheek and half the chin are no card, however evenly they are lit; what stands beside the face may be.
    @Test func theFaceIsNoReference() throws {
        let portrait = PhotoAnalyzerTests.person(Lab(57, 13, 19), seed: 23).render()
        let face = portrait.landmarks
        func fault(x: Float, y: Float, width: Int, height: Int) -> AnalysisError? {
            let reference = ReferenceSurface(
                region: PixelRegion(x: Int(x), y: Int(y), width: width, height: height))
            do throws(AnalysisError) {
                try reference.check(width: portrait.image.width, height: portrait.image.height, face: face)
                return nil
            } catch { return error }
        }
        for landmark in [151, 50, 280] {
            let point = face.points[landmark]
            let found = fault(x: point.x - 15, y: point.y - 15, width: 30, height: 30)
            #expect(found?.code == .invalidReference && found?.message.contains("on the face") == true)
        }
        let chin = face.points[152]
        #expect(fault(x: chin.x - 15, y: chin.y - 15, width: 30, height: 30) != nil)
        #expect(fault(x: chin.x - 15, y: chin.y + 2, width: 30, height: 30) == nil)
        #expect(fault(x: face.box.x - 42, y: face.points[234].y, width: 40, height: 40) == nil)
    }

    @Test(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
    func theFaceThatIsReadIsNoReference() throws {
        let portrait = PhotoAnalyzerTests.person(Lab(57, 13, 19), seed: 23).render()
        let photo = try EncodedImage(bytes: portrait.image.encodedJPEG(quality: 90))
        let cheek = portrait.landmarks.points[50]
        let reference = ReferenceSurface(
            region: PixelRegion(x: Int(cheek.x) - 15, y: Int(cheek.y) - 15, width: 30, height: 30))
        let error = #expect(throws: AnalysisError.self) {
            try PhotoAnalyzerTests.analyzer.get().analyze(photo, reference: reference)
        }
        #expect(error?.code == .invalidReference)
    }
}
