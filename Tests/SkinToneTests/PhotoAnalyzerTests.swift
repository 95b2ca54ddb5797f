import ColorScience
import FaceMesh
import Foundation
import Imaging
import Portraits
import TestSupport
import Testing

@testable import SkinTone

/// Reads drawn people, whose true skin is known, the way a photo is read: encoded, decoded, found, measured.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct PhotoAnalyzerTests {
    static let analyzer = Result {
        try PhotoAnalyzer(networks: FaceAnalyzer(modelsDirectory: SharedData.models.path(percentEncoded: false)))
    }

    static func analyze(_ image: RGBImage) throws -> PhotoAnalysis {
        try analyzer.get().analyze(EncodedImage(bytes: image.encodedJPEG(quality: 90)))
    }

    static func analyze(_ recipe: PortraitRecipe) throws -> PhotoAnalysis { try analyze(recipe.render().image) }

    /// A person of a certain skin, small enough to be drawn quickly.
    static func person(_ skin: Lab<D65>, seed: UInt64) -> PortraitRecipe {
        var recipe = PortraitRecipe(skin: skin, seed: seed)
        (recipe.width, recipe.height) = (480, 640)
        return recipe
    }

    /// Twenty people a depth range, all undertones and olive, exposed up to a third of a stop off and turned a little.
    @Test(arguments: [26.0...42, 42...58, 58...74])
    func truthLiesWithinTheStatedRadius(depths: ClosedRange<Double>) throws {
        var generator = SplitMix64(seed: UInt64(depths.lowerBound))
        let leanings = [Lab<D65>(0, 0, 0), Lab(0, 1.5, -2.5), Lab(0, -1.5, 2.5), Lab(0, -2.5, -1)]
        var (held, errors): (Int, [Double]) = (0, [])
        for index in 0..<20 {
            let typical = TypicalSkin.color(at: .random(in: depths, using: &generator))
            var recipe = Self.person(typical + leanings[index % 4], seed: UInt64(300 + index))
            recipe.exposure = .random(in: -0.33...0.33, using: &generator)
            recipe.yaw = .random(in: -10...10, using: &generator)
            recipe.roll = .random(in: -8...8, using: &generator)
            let analysis = try Self.analyze(recipe)
            let error = analysis.belief.gaussian.mean.deltaE00(to: recipe.skin)
            errors.append(error)
            if error <= analysis.belief.radius90 { held += 1 }
        }
        #expect(held >= 17, "radius90 holds \(held) of 20")
        #expect(errors.sorted()[10] < 4.5)
    }

    @Test(arguments: TypicalSkin.colors)
    func neutralSelfiesAreReadAsTheyAre(skin: Lab<D65>) throws {
        let analysis = try Self.analyze(Self.person(skin, seed: 11))
        #expect(analysis.capture.isUsable)
        // What is seen is the skin; that the light is perfect, a photo cannot know.
        #expect(analysis.reading.site.lab.deltaE00(to: skin) < 2.5)
        #expect(analysis.belief.gaussian.mean.deltaE00(to: skin) < 3.5)
        #expect(analysis.belief.gaussian.mean.deltaE00(to: skin) < analysis.belief.radius90)
        #expect(analysis.reading.siteRegions == SkinRegion.site)
        #expect(analysis.reading.patches.isEmpty)
        #expect(analysis.reading.lip != nil && analysis.reading.brow != nil)
    }

    /// Foreheads shine, and some go on far above the mesh: what is read as hair is neither.
    @Test(arguments: [Lab<D65>(70, 9, 15), Lab(52, 13, 20), Lab(28, 7, 8)])
    func hairIsNoForehead(skin: Lab<D65>) throws {
        var (read, own) = (0, 0)
        for seed in 1...12 as ClosedRange<UInt64> {
            let drawn = Self.person(skin, seed: seed).render()
            var shining = drawn.image
            let top = drawn.landmarks.points[10], chin = drawn.landmarks.points[152]
            let height = chin.y - top.y
            for y in 0..<shining.height {
                for x in 0..<shining.width {
                    // Where the forehead meets the hair, a highlight as wide as the nose.
                    let (dx, dy) = ((Float(x) - top.x) / (0.2 * height), (Float(y) - top.y) / (0.06 * height))
                    let share = max(0, 1 - dx * dx - dy * dy)
                    for channel in 0..<3 {
                        let place = 3 * (y * shining.width + x) + channel
                        shining.pixels[place] = UInt8(min(255, Float(shining.pixels[place]) + 90 * share))
                    }
                }
            }
            let plain = try Self.analyze(drawn.image).reading
            guard let hair = plain.hair else { continue }
            read += 1
            let lit = try Self.analyze(shining).reading.hair
            let isOwn = hair.lab.deltaE00(to: plain.site.lab) > 6 && lit.map { $0.lab.deltaE00(to: hair.lab) < 8 } ?? true
            if isOwn { own += 1 }
        }
        #expect(read >= 6 && own >= read - 1, "\(own) of \(read)")
    }

    /// Whether a fault is planted and found must not depend on the depth of the skin.
    @Test(arguments: [Lab<D65>(70, 9, 15), Lab(52, 13, 20), Lab(28, 7, 8)])
    func plantedFaultsAreNamed(skin: Lab<D65>) throws {
        func codes(_ change: (inout PortraitRecipe) -> Void) throws -> [CaptureIssue.Code] {
            var recipe = Self.person(skin, seed: 5)
            change(&recipe)
            return try Self.analyze(recipe).capture.issues.map(\.code)
        }
        #expect(try codes { _ in } == [])
        #expect(try codes { $0.exposure = -5 }.contains(.lightingDark))
        #expect(
            try codes { $0.exposure = skin.lightness > 40 ? 2.2 : 4 }.contains {
                $0 == .clipped || $0 == .lightingBright
            })
        #expect(try codes { $0.yaw = 40 }.contains(.poseTooOblique))
        #expect(try codes { $0.illuminant = IlluminantGains(red: 0.6, green: 0.8, blue: 2.2) }.contains(.colorCast))
        let sharp = Self.person(skin, seed: 5).render().image
        let blurred = sharp.resized(width: 40, height: 53).resized(width: 480, height: 640)
        #expect(try Self.analyze(blurred).capture.issues.map(\.code).contains(.blurred))
    }

    /// Only jaw and lower cheek are read: what is washed out elsewhere is no reason to refuse a photo.
    @Test(arguments: [Lab<D65>(72, 8, 14), Lab(30, 8, 9)])
    func onlyTheSiteIsRefusedForClipping(skin: Lab<D65>) throws {
        let portrait = Self.person(skin, seed: 5).render()
        func capture(washedOut regions: [SkinRegion]) throws -> CaptureReport {
            var picture = FaultyPicture(portrait.image, landmarks: portrait.landmarks)
            let area = picture.cover(regions.flatMap { $0.outlines(on: portrait.landmarks) })
            picture.lay({ _ in SIMD3(repeating: 1.5) }, over: area)
            return try Self.analyzer.get().analyze(
                EncodedImage(bytes: picture.image.encodedJPEG(quality: 90)), landmarks: portrait.landmarks
            ).capture
        }
        let upper = try capture(washedOut: [.forehead, .rightCheek, .leftCheek, .noseBridge])
        #expect(upper.issues.first { $0.code == .clipped }?.severity == .warning)
        #expect(!upper.refusals.contains { $0.code == .clipped || $0.code == .lightingBright })
        let site = try capture(washedOut: SkinRegion.site)
        let clipped = try #require(site.refusals.first { $0.code == .clipped })
        #expect(clipped.value > 0.5)
    }

    /// A well-exposed face before a black wall is not a dark photo, whatever the skin.
    @Test(arguments: [Lab<D65>(66, 10, 17), Lab(46, 13, 19), Lab(30, 8, 9)])
    func darkSurroundingsAreNotDarkLight(skin: Lab<D65>) throws {
        let portrait = Self.person(skin, seed: 8).render()
        var image = portrait.image
        var face = PixelMask(width: image.width, height: image.height)
        face.fill(portrait.landmarks.ring(FaceTemplate.faceOval))
        for index in face.bytes.indices where face.bytes[index] == 0 {
            for channel in 0..<3 { image.pixels[3 * index + channel] /= 8 }
        }
        #expect(try Self.analyze(image).capture.issues.isEmpty)
    }

    /// A side in full darkness is the most uneven light there is, whatever the skin; nothing dark is left of it to read.
    @Test(arguments: [Lab<D65>(34, 9, 12), Lab<D65>(62, 12, 18)], [Float(0.003), 0.01, 0.03])
    func aSideInTheDarkIsUneven(skin: Lab<D65>, least: Float) throws {
        let portrait = Self.person(skin, seed: 5).render()
        for side: Float in [-1, 1] {
            var picture = FaultyPicture(portrait.image, landmarks: portrait.landmarks)
            picture.lightOneSide(least: least, side: side)
            let issues = try Self.analyzer.get().analyze(
                EncodedImage(bytes: picture.image.encodedJPEG(quality: 90)), landmarks: portrait.landmarks
            ).capture.issues
            let uneven = try #require(issues.first { $0.code == .lightingUneven })
            #expect(uneven.severity == .refusal && uneven.value > 6)
        }
    }

    @Test func severalFacesAreCountedAndTheLargestIsRead() throws {
        let large = Self.person(Lab(40, 12, 16), seed: 3).render().image
        let small = Self.person(Lab(70, 9, 15), seed: 4).render().image.resized(width: 300, height: 400)
        var both = RGBImage(width: 800, height: 640, gray: 128)
        both.paste(large, x: 0, y: 0)
        both.paste(small, x: 490, y: 100)
        let analysis = try Self.analyze(both)
        #expect(analysis.capture.issues.map(\.code) == [.severalFaces])
        #expect(analysis.belief.gaussian.mean.deltaE00(to: Lab(40, 12, 16)) < 5)
    }

    /// With one cheek's own skin hidden, the other's light counts alone: in light from one side that is a little more.
    @Test(arguments: [(0.9, 1), (nil, 1.25)] as [(Double?, Double)])
    func patchesOfOtherPigmentAreReportedAndKeptApart(fill: Double?, most: Double) throws {
        let skin = Lab<D65>(44, 13, 18)
        var recipe = Self.person(skin, seed: 9)
        if let fill { recipe.fill = fill }
        let portrait = recipe.render()
        var image = portrait.image
        let places = [117, 118, 119, 100, 36, 205, 207, 187, 147, 123]
        let outline = portrait.landmarks.ring(places)
        var mask = PixelMask(width: image.width, height: image.height)
        mask.fill(outline)
        // Skin with next to no melanin left.
        let bare = LinearSRGB(red: 0.5, green: 0.37, blue: 0.32)
        for index in mask.indices.map(Int.init) {
            let seen = SRGB8(
                red: image.pixels[3 * index], green: image.pixels[3 * index + 1], blue: image.pixels[3 * index + 2]
            ).linear
            let base = skin.xyz.linearSRGB
            let light = seen.green / base.green
            let color = LinearSRGB(red: bare.red * light, green: bare.green * light, blue: bare.blue * light)
                .encodedClamping()
            image.pixels.replaceSubrange(3 * index..<3 * index + 3, with: [color.red, color.green, color.blue])
        }
        let analysis = try Self.analyze(image)
        #expect(analysis.reading.patches.count == 1)
        #expect((analysis.reading.patches.first?.lab.lightness ?? 0) > 60)
        #expect(analysis.reading.site.lab.deltaE00(to: skin) < 3)
        let without = try Self.analyze(portrait.image)
        #expect(analysis.belief.gaussian.mean.deltaE00(to: without.belief.gaussian.mean) < most)
        #expect(without.reading.patches.isEmpty)
    }

    @Test func callersLandmarksAreUsedInFullSizePixels() throws {
        let portrait = Self.person(Lab(57, 13, 19), seed: 2).render()
        let encoded = try EncodedImage(bytes: portrait.image.encodedPNG())
        let own = try Self.analyzer.get().analyze(encoded, landmarks: portrait.landmarks)
        let found = try Self.analyzer.get().analyze(encoded)
        #expect(own.belief.gaussian.mean.deltaE00(to: found.belief.gaussian.mean) < 1)
        for wrong in [
            portrait.landmarks.mapped(scale: 1, offset: SIMD2(5_000, 0)), portrait.landmarks.mapped(scale: 1e4),
            portrait.landmarks.mapped(scale: 1e-4), portrait.landmarks.mapped(scale: .nan),
        ] {
            let error = #expect(throws: AnalysisError.self) {
                try Self.analyzer.get().analyze(encoded, landmarks: wrong)
            }
            #expect(error?.code == .invalidLandmarks)
        }
    }

    @Test func picturesWithoutAReadableFaceGiveTheirCode() throws {
        func code(_ image: RGBImage) -> AnalysisError.Code? {
            do {
                _ = try Self.analyze(image)
                return nil
            } catch { return (error as? AnalysisError)?.code }
        }
        #expect(code(RGBImage(width: 640, height: 480, gray: 120)) == .noFace)
        #expect(code(RGBImage(width: 1, height: 1)) == .noFace)
        var gray = Self.person(Lab(57, 13, 19), seed: 2).render().image
        for index in 0..<gray.pixels.count / 3 {
            let value = gray.pixels[3 * index + 1]
            gray.pixels.replaceSubrange(3 * index..<3 * index + 3, with: [value, value, value])
        }
        #expect(code(gray) == .monochrome)
        var recipe = Self.person(Lab(57, 13, 19), seed: 2)
        (recipe.width, recipe.height) = (96, 128)
        recipe.faceHeight = 0.3
        #expect(code(recipe.render().image) == .faceTooSmall)
    }

    @Test func sameFaceSmallInALargePictureIsReadFromItsOwnPixels() throws {
        let skin = Lab<D65>(34, 9, 12)
        var scene = RGBImage(width: 2_400, height: 1_800, gray: 150)
        scene.paste(Self.person(skin, seed: 6).render().image, x: 1_500, y: 700)
        let analysis = try Self.analyze(scene)
        #expect(analysis.belief.gaussian.mean.deltaE00(to: skin) < 3)
        #expect(abs(analysis.face.box.x - 1_500) < 300)
    }
}
