import ColorScience
import FaceMesh
import Imaging
import Testing

@testable import Portraits

private func small(_ recipe: PortraitRecipe) -> PortraitRecipe {
    var recipe = recipe
    (recipe.width, recipe.height) = (288, 384)
    return recipe
}

@Suite struct PhysicalPortraitTests {
    @Test func sameSeedSameBytes() {
        let first = small(.physical(seed: 5)).render()
        #expect(first.image == small(.physical(seed: 5)).render().image)
        #expect(first.image != small(.physical(seed: 6)).render().image)
        #expect(PortraitRecipe.physical(seed: 5) == .physical(seed: 5))
    }

    /// Daylight, right white balance, no noise: the camera shows the true skin, as nearly as its filters allow.
    @Test(arguments: [70.0, 57, 46, 37, 29], [0, 11, 25]) func siteShowsTheTrueSkin(lightness: Double, camera: Int) {
        var recipe = small(PortraitRecipe(skin: TypicalSkin.color(at: lightness), seed: 9))
        recipe.capture = PortraitCapture(camera: CameraModel(number: camera))
        let portrait = recipe.render()
        #expect(portrait.skin == recipe.skin)
        let measured = Measuring(portrait: portrait).site
        #expect(measured.deltaE00(to: recipe.skin) < 4, "\(measured)")
    }

    @Test(
        arguments: ["A", "FL2", "FL11", "LED-B1"].map { Illuminant(published: $0) }
            + [3_000, 9_000].map { Illuminant(kelvin: $0) })
    func castLeftColorsThePicture(light: Illuminant?) throws {
        let illuminant = try #require(light)
        var recipe = small(PortraitRecipe(skin: Lab(57, 13, 19), seed: 4))
        recipe.capture = PortraitCapture(light: illuminant)
        func site(_ share: Double) -> Lab<D65> {
            recipe.capture?.castLeft = share
            return Measuring(portrait: recipe.render()).site
        }
        let (balanced, half, none) = (site(0), site(0.5), site(1))
        #expect(half.deltaE00(to: balanced) > 0.5)
        #expect(none.deltaE00(to: balanced) > 1.3 * half.deltaE00(to: balanced))
        // White tells the same story.
        let whites = try #require(recipe.capture?.whites(fill: recipe.fill))
        let isWarm = illuminant.correlatedColorTemperature < 6_000
        #expect((whites.key[0] > whites.key[2]) == isWarm)
    }

    @Test(arguments: ReferenceCard.Kind.allCases, [28.0, 46, 66]) func cardsShowTheirColor(
        kind: ReferenceCard.Kind, lightness: Double
    ) throws {
        var recipe = small(PortraitRecipe(skin: TypicalSkin.color(at: lightness), seed: 3))
        recipe.capture = PortraitCapture()
        // Exposed for white: at 0 it would be brighter than the picture's.
        recipe.exposure = -0.5
        recipe.look.card = ReferenceCard(kind)
        let portrait = recipe.render()
        let region = try #require(portrait.card)
        var sum = SIMD3<Double>.zero
        for row in region.y..<region.y + region.height {
            for column in region.x..<region.x + region.width {
                let start = (row * portrait.image.width + column) * 3
                func linear(_ channel: Int) -> Double {
                    linearized(Double(portrait.image.pixels[start + channel]) / 255)
                }
                sum += SIMD3(linear(0), linear(1), linear(2))
            }
        }
        let mean = sum / Double(region.width * region.height)
        #expect(max(abs(mean.x / mean.y - 1), abs(mean.z / mean.y - 1)) < 0.04)
        let own = ReferenceCard(kind).lab.xyz.y * 0.707
        #expect(mean.y > 0.55 * own && mean.y < 1.5 * own, "\(mean)")
        recipe.faceHeight = 1.2
        #expect(recipe.render().card == nil)
    }

    @Test func secondLightColorsItsSide() throws {
        var recipe = small(PortraitRecipe(skin: Lab(57, 13, 19), seed: 4))
        recipe.keyLight = LightDirection(azimuth: -60, elevation: 10)
        recipe.fill = 0.3
        var capture = PortraitCapture()
        capture.second = try #require(Illuminant(published: "A"))
        capture.secondLight = LightDirection(azimuth: 70, elevation: 10)
        capture.secondStrength = 0.8
        recipe.capture = capture
        let measuring = Measuring(portrait: recipe.render())
        let right = measuring.median([Measuring.jawAndCheek])
        let left = measuring.median([Measuring.leftJawAndCheek])
        #expect(left.red / left.blue > 1.3 * right.red / right.blue)
    }

    /// Exposure and cast are spread as the set promises.
    @Test func nuisancesAreSpread() throws {
        let recipes = (0..<600).map { PortraitRecipe.physical(seed: UInt64($0)) }
        let exposures = recipes.map(\.exposure)
        let mean = exposures.reduce(0, +) / 600
        let deviation = (exposures.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 600).squareRoot()
        #expect(abs(mean) < 0.05 && abs(deviation - 0.35) < 0.03)
        let casts = recipes.compactMap { $0.capture?.castLeft }
        #expect(casts.allSatisfy { (0...0.6).contains($0) })
        #expect(abs(casts.reduce(0, +) / 600 - 0.3) < 0.03)
        #expect(Set(recipes.compactMap { $0.capture?.key.name }).count > 100)
        #expect(Set(recipes.flatMap(\.look.worn)).count == 11)
        #expect(Set(recipes.map(\.look.backdrop)).count == PortraitLook.Backdrop.allCases.count)
    }

    /// What reads the picture plainly is at least 5 ΔE00 off in the median, or the set is too easy.
    @Test func plainReadingIsFarOff() {
        let misses = (0..<80).map { seed -> Double in
            var recipe = PortraitRecipe.physical(seed: 1_000 + UInt64(seed))
            (recipe.width, recipe.height) = (144, 192)
            let portrait = recipe.render()
            return Measuring(portrait: portrait).site.deltaE00(to: portrait.skin)
        }.sorted()
        #expect(misses[40] > 4.5, "\(misses[40])")
    }

    @Test(arguments: ITAClass.allCases) func everyClassOfSkinCanBeAskedFor(itaClass: ITAClass) throws {
        for index in 0..<5 {
            let fold = try #require(PortraitFold(index: index, count: 5))
            let wanted = PortraitRecipe.physical(seed: 3, fold: fold) {
                ITAClass($0.individualTypologyAngle) == itaClass
            }
            let recipe = try #require(wanted)
            #expect(ITAClass(recipe.skin.individualTypologyAngle) == itaClass)
            #expect(fold.holds(recipe.skin))
        }
    }

    @Test func skinsThatThereAreNotAreNotDrawn() {
        #expect(PortraitRecipe.physical(seed: 3) { $0.a < 2 } == nil)
    }

    @Test(arguments: ToneGroup.all) func everyGroupHasSkinsInEveryFold(group: ToneGroup) throws {
        for count in [1, 5, 10] {
            for index in 0..<count {
                let set = PortraitSet(seed: 2, fold: try #require(PortraitFold(index: index, count: count)))
                let recipe = try #require(set.recipe(index, in: group))
                #expect(ToneGroup(recipe.skin) == group && set.fold.holds(recipe.skin))
            }
        }
    }

    @Test func impossibleCapturesAndLooksAreClamped() {
        var wild = PortraitRecipe(skin: Lab(99, 60, -80), seed: 3)
        (wild.width, wild.height) = (48, 64)
        var capture = PortraitCapture(light: .d65, camera: CameraModel(number: -7))
        capture.secondStrength = .infinity
        capture.mixed = .nan
        capture.castLeft = -5
        capture.tone = ToneCurve(contrast: 1e9, shoulder: .nan, saturation: -.infinity)
        capture.noise = SensorNoise(shot: .infinity, read: .nan)
        capture.quality = .max
        wild.capture = capture
        wild.look.beard = .infinity
        wild.look.smile = .nan
        wild.look.freckles = 1e300
        wild.look.neck = -.infinity
        wild.look.glasses = Glasses(squareness: .nan, thickness: 1e9, reflection: -1)
        wild.look.makeUp.lipstick = .max
        wild.look.makeUp.shadow = .min
        wild.look.makeUp.foundation = .infinity
        let portrait = wild.render()
        #expect(portrait.recipe == wild.clamped)
        // No reflectance has that colour: the truth is what was drawn.
        #expect(portrait.skin.deltaE00(to: wild.skin) > 1)
        #expect(portrait.landmarks.points.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite })
    }

    /// What is worn shows where it belongs and nowhere else.
    @Test func beardCoversTheJawNotTheForehead() {
        var recipe = small(PortraitRecipe(skin: Lab(60, 12, 18), seed: 12))
        let bare = Measuring(portrait: recipe.render())
        recipe.look.beard = 1
        let bearded = Measuring(portrait: recipe.render())
        #expect(bearded.site.lightness < bare.site.lightness - 10)
        let (before, after) = (bare.median([Measuring.forehead]), bearded.median([Measuring.forehead]))
        #expect(before.xyz.lab.deltaE00(to: after.xyz.lab) < 1)
    }

    @Test func lipstickStaysOnTheLips() {
        var recipe = small(PortraitRecipe(skin: Lab(60, 12, 18), seed: 12))
        let bare = Measuring(portrait: recipe.render())
        recipe.look.makeUp.lips = 1
        let painted = Measuring(portrait: recipe.render())
        #expect(painted.median([Measuring.lowerLip]).xyz.lab.a > bare.median([Measuring.lowerLip]).xyz.lab.a + 10)
        #expect(painted.site.deltaE00(to: bare.site) < 0.3)
    }

    @Test func smilePartsTheLips() {
        var recipe = small(PortraitRecipe(skin: Lab(60, 12, 18), seed: 12))
        func gap(_ portrait: Portrait) -> Float { portrait.landmarks.points[14].y - portrait.landmarks.points[13].y }
        let closed = gap(recipe.render())
        recipe.look.smile = 1
        let portrait = recipe.render()
        #expect(gap(portrait) > closed + 6)
        // Teeth are the lightest thing between the lips.
        let (upper, lower) = (portrait.landmarks.points[13], portrait.landmarks.points[14])
        let (pixels, width) = (portrait.image.pixels, portrait.image.width)
        var lightest = 0.0
        for y in Int(upper.y)...Int(lower.y) {
            for x in Int(upper.x) - 8...Int(upper.x) + 8 {
                let index = (y * width + x) * 3
                let color = SRGB8(red: pixels[index], green: pixels[index + 1], blue: pixels[index + 2]).lab
                if color.a < 12 { lightest = max(lightest, color.lightness) }
            }
        }
        #expect(lightest > 60)
    }
}
