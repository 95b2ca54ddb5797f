import ColorScience
import FaceMesh
import Imaging
import Portraits
import TestSupport
import Testing

@testable import SkinTone

/// What drawn people and their rooms tell of the light they are in.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct LightEvidenceTests {
    @Test(arguments: [Lab<D65>(70, 9, 15), Lab(46, 13, 19), Lab(28, 7, 8)])
    func brightnessOfThePhotoIsNotTakenForTheSkins(skin: Lab<D65>) throws {
        var recipe = PhotoAnalyzerTests.person(skin, seed: 21)
        let well = try PhotoAnalyzerTests.analyze(recipe)
        recipe.exposure = -0.8
        let dark = try PhotoAnalyzerTests.analyze(recipe)
        let seen = well.reading.site.lab.deltaE00(to: dark.reading.site.lab)
        #expect(dark.belief.gaussian.mean.deltaE00(to: well.belief.gaussian.mean) < 0.6 * seen)
        #expect(dark.light.exposure < well.light.exposure - 0.3)
        #expect(well.light.evidence.readings[.whites] != nil && well.light.evidence.readings[.brightest] != nil)
    }

    @Test func warmLightIsNotTakenForWarmSkin() throws {
        var recipe = PhotoAnalyzerTests.person(Lab(57, 13, 19), seed: 22)
        let daylight = try PhotoAnalyzerTests.analyze(recipe)
        recipe.illuminant = IlluminantGains(red: 1.25, green: 1, blue: 0.75)
        let lamp = try PhotoAnalyzerTests.analyze(recipe)
        let seen = lamp.reading.site.lab.b - daylight.reading.site.lab.b
        #expect(lamp.belief.gaussian.mean.b - daylight.belief.gaussian.mean.b < 0.6 * seen)
        #expect(lamp.light.white.blue < lamp.light.white.red)
    }

    /// Most for shut eyes a few pixels high, nothing for large open ones, and no more than lids can do.
    @Test func lidsNearEachOtherShadeTheWhites() {
        func shade(width: Float, openness: Float) -> Double {
            var points = [SIMD3<Float>](repeating: .zero, count: FaceLandmarks.count)
            for eye in FaceTemplate.eyelids {
                points[eye.corners.1] = SIMD3(width, 0, 0)
                points[eye.lower] = SIMD3(0, width * openness, 0)
            }
            return LightEvidence.lidShade(of: FaceLandmarks(points: points))
        }
        #expect(abs(shade(width: 80, openness: 0.4)) < 1e-9)
        let (open, narrow, shut) = (
            shade(width: 60, openness: 0.33), shade(width: 60, openness: 0.25), shade(width: 60, openness: 0)
        )
        #expect(abs(open) < 1e-3 && narrow > open + 0.1 && shut > narrow)
        #expect(shade(width: 6, openness: 0) == shut, "below the least that was measured, nothing is added")
        #expect(shade(width: 0, openness: 0) == 0 && shade(width: .nan, openness: 0) == 0)
    }

    /// Where the camera says that a flash was the light, and not whether it fired, it did.
    @Test func lightSourceTellsOfTheFlash() throws {
        let jpeg = try PhotoAnalyzerTests.person(Lab(57, 13, 19), seed: 22).render().image.encodedJPEG(quality: 90)
        var tagged = ExifTags.flashFired(in: jpeg)
        // EXIF's tag 0x9209 becomes 0x9208, LightSource, and its value 4.
        let fired: [UInt8] = [0x92, 0x09, 0, 3, 0, 0, 0, 1, 0, 1]
        let place = try #require((0..<200).first { tagged[$0..<$0 + fired.count].elementsEqual(fired) })
        tagged.replaceSubrange(place..<place + fired.count, with: [0x92, 0x08, 0, 3, 0, 0, 0, 1, 0, 4])
        let analyzer = try PhotoAnalyzerTests.analyzer.get()
        let (plain, flashed) = (
            try analyzer.analyze(EncodedImage(bytes: jpeg)), try analyzer.analyze(EncodedImage(bytes: tagged))
        )
        #expect(!plain.light.evidence.flash && flashed.light.evidence.flash)
        #expect(flashed.belief.gaussian.mean != plain.belief.gaussian.mean)
    }

    /// A white card in the corner, in the face's light: read, and the belief is narrower and nearer.
    @Test(arguments: [Lab<D65>(70, 9, 15), Lab(46, 13, 19), Lab(28, 7, 8)])
    func whiteCardTellsExposureAndCast(skin: Lab<D65>) throws {
        var recipe = PhotoAnalyzerTests.person(skin, seed: 23)
        recipe.exposure = -0.6
        recipe.illuminant = IlluminantGains(red: 1.2, green: 1, blue: 0.8)
        var image = recipe.render().image
        let white = ReferenceSurface.white.xyz.linearSRGB
        let scale = exponential(recipe.exposure * naturalLogarithm(2))
        let card = LinearSRGB(red: 1.2 * scale * white.red, green: scale * white.green, blue: 0.8 * scale * white.blue)
            .encodedClamping()
        for row in 10..<60 {
            for column in 10..<70 {
                let place = 3 * (row * image.width + column)
                (image.pixels[place], image.pixels[place + 1], image.pixels[place + 2]) = (
                    card.red, card.green, card.blue
                )
            }
        }
        let photo = try EncodedImage(bytes: image.encodedJPEG(quality: 90))
        let analyzer = try PhotoAnalyzerTests.analyzer.get()
        let reference = ReferenceSurface(region: PixelRegion(x: 20, y: 20, width: 40, height: 30))
        let (alone, told) = (try analyzer.analyze(photo), try analyzer.analyze(photo, reference: reference))
        // As far as cards tell in phones' pictures: how sure they make was measured on those, not on this ideal camera.
        #expect(told.belief.gaussian.mean.deltaE00(to: skin) < 3)
        #expect(told.belief.radius90 < 0.9 * alone.belief.radius90)
        #expect(told.belief.radius90 < 5)
    }

    /// Any light, camera and exposure; a grey card in the face's own light.
    @Test(arguments: [28.0, 46, 66])
    func cardsInTheSameLightTellIt(lightness: Double) throws {
        let analyzer = try PhotoAnalyzerTests.analyzer.get()
        var (alone, told) = (0.0, 0.0)
        for seed in 1...4 as ClosedRange<UInt64> {
            var recipe = PortraitRecipe.physical(seed: seed)
            recipe.skin = TypicalSkin.color(at: lightness)
            recipe.look.card = ReferenceCard(.grey, isHeld: false)
            let portrait = recipe.render()
            let photo = try EncodedImage(bytes: portrait.encodedJPEG())
            let card = ReferenceSurface(
                region: try #require(portrait.card), lab: ReferenceCard(.grey).lab, isHeld: false)
            let (without, with) = (try analyzer.analyze(photo), try analyzer.analyze(photo, reference: card))
            alone += without.belief.gaussian.mean.deltaE00(to: portrait.skin)
            told += with.belief.gaussian.mean.deltaE00(to: portrait.skin)
            #expect(with.belief.radius90 < 0.85 * without.belief.radius90)
        }
        #expect(told < alone)
    }

    /// ColorChecker's cyan lies outside sRGB: what red is seen there is not the patch's.
    @Test func channelsThatASurfaceDoesNotShowTellNothing() throws {
        var image = RGBImage(width: 60, height: 60, gray: 0)
        for place in 0..<3_600 { image.pixels.replaceSubrange(3 * place..<3 * place + 3, with: [22, 133, 163]) }
        let photo = try EncodedImage(bytes: image.encodedPNG())
        let cyan = ReferenceSurface(
            region: PixelRegion(x: 10, y: 10, width: 40, height: 40), lab: Lab(51, -28.6, -28.6))
        let reading = try cyan.reading(in: photo)
        #expect(reading.seen.x.isNaN && reading.seen.y.isFinite && reading.seen.z.isFinite)
        let shown = LinearSRGB(
            red: linearized(22.0 / 255), green: linearized(133.0 / 255), blue: linearized(163.0 / 255)
        ).sceneLogarithms
        #expect(abs(reading.seen.y - shown.y) < 1e-6 && abs(reading.seen.z - shown.z) < 1e-6)
        let black = ReferenceSurface(region: cyan.region, lab: Lab(0.5, 0, 0))
        #expect { try black.reading(in: photo) } throws: { ($0 as? AnalysisError)?.code == .invalidReference }
    }

    @Test func referencesThatTellNothingAreRefused() throws {
        let photo = try EncodedImage(bytes: RGBImage(width: 200, height: 200, gray: 255).encodedJPEG(quality: 90))
        for region in [
            PixelRegion(x: 500, y: 0, width: 10, height: 10), PixelRegion(x: 10, y: 10, width: 50, height: 50),
        ] {
            #expect {
                try ReferenceSurface(region: region).reading(in: photo)
            } throws: { ($0 as? AnalysisError)?.code == .invalidReference }
        }
    }
}
