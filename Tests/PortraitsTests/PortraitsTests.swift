import ColorScience
import FaceMesh
import Foundation
import Imaging
import Portraits
import TestSupport
import Testing

/// A small portrait is enough for everything but detail.
private func recipe(_ skin: Lab<D65> = Lab(57, 13, 19), seed: UInt64 = 1) -> PortraitRecipe {
    var recipe = PortraitRecipe(skin: skin, seed: seed)
    recipe.width = 288
    recipe.height = 384
    return recipe
}

/// Light to deep, cool, neutral and warm.
private let skins: [Lab<D65>] = [74.0, 66, 57, 46, 37, 29].flatMap { lightness in
    [-3.0, 0, 3].map { warmth in
        let typical = TypicalSkin.color(at: lightness)
        return Lab(lightness, typical.a - 0.4 * warmth, typical.b + warmth)
    }
}

@Suite struct PortraitsTests {
    @Test func sameSeedSameBytes() {
        let (first, second) = (recipe().render(), recipe().render())
        #expect(first.image == second.image)
        #expect(first.landmarks == second.landmarks)
        #expect(recipe(seed: 2).render().image != first.image)
    }

    /// The generator of SplitMix64's authors, seed 1234567.
    @Test func generatorMatchesTheReference() {
        var random = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test(arguments: Array(zip(skins, UInt64(1)...))) func siteShowsTheTrueSkin(skin: Lab<D65>, seed: UInt64) {
        let measured = Measuring(portrait: recipe(skin, seed: seed).render()).site
        #expect(measured.deltaE00(to: skin) < 1.2, "\(measured) for \(skin)")
    }

    @Test(arguments: UInt64(100)..<108) func siteIsTrueInOtherPosesAndLights(seed: UInt64) {
        var recipe = PortraitRecipe.physical(seed: seed)
        (recipe.width, recipe.height) = (288, 384)
        recipe.exposure = 0
        (recipe.capture, recipe.look) = (nil, PortraitLook())
        let measured = Measuring(portrait: recipe.render()).site
        #expect(measured.deltaE00(to: recipe.skin) < 2.5, "\(measured) for \(recipe.skin)")
    }

    @Test func exposureScalesLight() {
        var darker = recipe()
        darker.exposure = -1
        let half = Measuring(portrait: darker.render()).median([Measuring.jawAndCheek])
        let whole = Measuring(portrait: recipe().render()).median([Measuring.jawAndCheek])
        for (low, high) in [(half.red, whole.red), (half.green, whole.green), (half.blue, whole.blue)] {
            #expect(abs(low / high - 0.5) < 0.03)
        }
    }

    @Test func illuminantScalesChannels() {
        var cast = recipe()
        cast.illuminant = IlluminantGains(red: 1.15, green: 1, blue: 0.7)
        let tinted = Measuring(portrait: cast.render()).median([Measuring.jawAndCheek])
        let plain = Measuring(portrait: recipe().render()).median([Measuring.jawAndCheek])
        #expect(abs(tinted.red / plain.red - 1.15) < 0.03)
        #expect(abs(tinted.green / plain.green - 1) < 0.03)
        #expect(abs(tinted.blue / plain.blue - 0.7) < 0.03)
    }

    @Test(arguments: [-1.0, 1]) func keyLightBrightensItsSide(side: Double) {
        var lit = recipe()
        lit.keyLight = LightDirection(azimuth: 60 * side, elevation: 10)
        lit.fill = 0.35
        let measuring = Measuring(portrait: lit.render())
        let left = measuring.median([Measuring.jawAndCheek]).xyz.y
        let right = measuring.median([Measuring.leftJawAndCheek]).xyz.y
        #expect(side > 0 ? right > 1.2 * left : left > 1.2 * right)
    }

    @Test(arguments: skins.enumerated().filter { $0.offset % 3 == 1 }.map(\.element))
    func eyesAreWhiterAndLipsRedderThanSkin(skin: Lab<D65>) {
        let measuring = Measuring(portrait: recipe(skin, seed: 5).render())
        #expect(measuring.eyeWhite().xyz.y > skin.xyz.y)
        let lip = measuring.median([Measuring.lowerLip]).xyz.lab
        let site = measuring.site
        #expect(lip.lch.hue < site.lch.hue || lip.a > site.a)
        #expect(lip.deltaE00(to: site) > 3)
    }

    @Test(arguments: UInt64(1)...12) func landmarksLieInThePicture(seed: UInt64) {
        var random = PortraitRecipe.physical(seed: seed)
        (random.width, random.height) = (144, 192)
        let portrait = random.render()
        #expect(portrait.landmarks.points.count == FaceLandmarks.count)
        #expect(portrait.landmarks.points.allSatisfy { (0..<144).contains($0.x) && (0..<192).contains($0.y) })
    }

    @Test func poseTurnsTheHead() {
        var turned = recipe()
        turned.yaw = 20
        let (front, side) = (recipe().render().landmarks.points, turned.render().landmarks.points)
        func offset(_ points: [SIMD3<Float>]) -> Float { points[4].x - (points[234].x + points[454].x) / 2 }
        #expect(abs(offset(front)) < 2)
        #expect(offset(side) > 15)
        turned.yaw = 0
        turned.pitch = 15
        func rise(_ points: [SIMD3<Float>]) -> Float { points[4].y - (points[234].y + points[454].y) / 2 }
        #expect(rise(turned.render().landmarks.points) < rise(front) - 5)
        turned.pitch = 0
        turned.roll = 15
        let rolled = turned.render().landmarks.points
        #expect(rolled[263].y > rolled[33].y + 5)
    }

    @Test func impossibleRecipesAreClamped() {
        var wild = PortraitRecipe(skin: Lab(.nan, 500, -.infinity), seed: .max)
        (wild.width, wild.height) = (-5, 0)
        wild.exposure = .infinity
        wild.illuminant = IlluminantGains(red: -1, green: .nan, blue: 1e9)
        (wild.yaw, wild.pitch, wild.roll) = (900, -.infinity, .nan)
        wild.keyLight = LightDirection(azimuth: .nan, elevation: 1e300)
        (wild.fill, wild.noise, wild.faceHeight) = (-1, .nan, 1e9)
        let portrait = wild.render()
        #expect(portrait.image.width == PortraitRecipe.sides.lowerBound)
        #expect(portrait.image.height == PortraitRecipe.sides.lowerBound)
        #expect(portrait.recipe == wild.clamped)
        #expect(portrait.landmarks.points.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite })
        var huge = recipe()
        (huge.width, huge.height) = (Int.max, 1)
        #expect(huge.clamped.width == PortraitRecipe.sides.upperBound)
    }

    /// The demo selfies lie beside the recipes that drew them.
    @Test func everyDemoSelfieIsThere() throws {
        let folder = SharedData.root.appending(path: "Assets/selfies")
        let rows = try String(contentsOf: folder.appending(path: "selfies.csv"), encoding: .utf8)
            .split(whereSeparator: \.isNewline)
        #expect(rows.first == "file,L,a,b,seed,yaw,pitch,roll")
        #expect(rows.count == 7)
        for row in rows.dropFirst() {
            let fields = row.split(separator: ",")
            #expect(fields.count == 8)
            let bytes = try Data(contentsOf: folder.appending(path: String(fields[0])))
            #expect(bytes.starts(with: [0xFF, 0xD8, 0xFF]) && bytes.count < 200_000)
        }
    }

    @Test(arguments: [(32, 32), (33, 47), (500, 40), (40, 500)]) func oddSizesAreDrawn(width: Int, height: Int) {
        var odd = recipe()
        (odd.width, odd.height) = (width, height)
        let image = odd.render().image
        #expect(image.width == width && image.height == height)
        #expect(Set(image.pixels).count > 20)
    }
}
