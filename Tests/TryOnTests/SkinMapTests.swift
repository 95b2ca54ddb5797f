import ColorScience
import FaceMesh
import Imaging
import Portraits
import Testing

@testable import TryOn

/// What of a face counts as its skin: in shade, up to hair and cloth, on lids.
@Suite struct SkinMapTests {
    private static func canvas(_ image: RGBImage, _ portrait: Portrait) throws -> FaceCanvas {
        try FaceCanvas(
            image: image, landmarks: portrait.landmarks, light: PhotoLight(skin: portrait.skin, seen: portrait.skin))
    }

    private static func covered(
        _ zone: CosmeticZone, _ image: RGBImage, _ portrait: Portrait
    ) throws -> [Float] {
        var canvas = try canvas(image, portrait)
        canvas.apply(Cosmetic(zone: zone, color: Lab(45, 30, 10), hiding: 0.8))
        return canvas.coverage()
    }

    /// The picture with the light on each pixel a share of what it was, and noise of a few codes.
    private static func shaded(_ image: RGBImage, noise: Int = 0, _ light: (_ place: Int) -> Double) -> RGBImage {
        var shaded = image
        for place in 0..<image.width * image.height {
            let share = light(place)
            for channel in 0..<3 {
                let index = 3 * place + channel
                let code = 255 * encoded(share * linearized(Double(image.pixels[index]) / 255))
                // The same each time, and as often up as down.
                let grain = noise == 0 ? 0 : (index * 7_919 + index / 97) % (2 * noise + 1) - noise
                shaded.pixels[index] = UInt8(min(max(Int(code.rounded()) + grain, 0), 255))
            }
        }
        return shaded
    }

    private static func sum(_ shares: [Float]) -> Double { shares.reduce(0) { $0 + Double($1) } }

    /// Light from one side, eight times as much as on the other, and a camera's noise there: skin stays skin, in one piece.
    @Test(arguments: FaceCanvasTests.tones)
    func halfAFaceInTheShadeIsPaintedWhole(skin: Lab<D65>) throws {
        let portrait = FaceCanvasTests.portrait(skin)
        let image = portrait.image
        let middle = Double(portrait.landmarks.points[4].x)
        let width = Double(portrait.landmarks.box.width)
        let dark = Self.shaded(image, noise: 2) { place in
            let share = min(max((Double(place % image.width) - middle) / (0.2 * width) + 0.5, 0), 1)
            return 0.125 + 0.875 * share
        }
        let (before, after) = (try Self.covered(.face, image, portrait), try Self.covered(.face, dark, portrait))
        let shadow = before.indices.filter { Double($0 % image.width) < middle && before[$0] > 0.9 }
        let kept = shadow.count { after[$0] > 0.5 }
        #expect(Double(kept) > 0.85 * Double(shadow.count), "\(kept) of \(shadow.count)")
    }

    /// A lid that lies in deep shade is still a lid.
    @Test(arguments: FaceCanvasTests.tones, [CosmeticZone.lids, .crease, .outerCorners])
    func shadyLidsArePainted(skin: Lab<D65>, zone: CosmeticZone) throws {
        let portrait = FaceCanvasTests.portrait(skin)
        let plain = try Self.covered(zone, portrait.image, portrait)
        let dark = Self.shaded(portrait.image) { 1 - 0.75 * Double(plain[$0]) }
        #expect(Self.sum(try Self.covered(zone, dark, portrait)) > 0.75 * Self.sum(plain))
    }

    /// Up to a cap or a scarf, and to the hair without one, but not beyond.
    @Test(arguments: FaceCanvasTests.tones, PortraitLook.Headwear.allCases)
    func foundationEndsWhereSkinDoes(skin: Lab<D65>, headwear: PortraitLook.Headwear) throws {
        var recipe = PortraitRecipe(skin: skin, seed: 11)
        recipe.look.headwear = headwear
        let portrait = recipe.render()
        let truth = recipe.truth().shares(of: .skin)
        let covered = try Self.covered(.face, portrait.image, portrait)
        #expect(PictureMeasures.overlap(covered, truth) > 0.88)
        let top = portrait.landmarks.points[10].y
        let above = covered.indices.filter { Float($0 / portrait.image.width) < top && covered[$0] > 0.5 }
        let beyond = above.count { truth[$0] < 0.5 }
        #expect(beyond < covered.count { $0 > 0.5 } / 50, "\(beyond) pixels above the face that are no skin")
    }

    /// The mesh ends below the hairline; foundation does not.
    @Test(arguments: FaceCanvasTests.tones)
    func foundationGoesUpToTheHair(skin: Lab<D65>) throws {
        let recipe = PortraitRecipe(skin: skin, seed: 11)
        let portrait = recipe.render()
        let truth = recipe.truth().shares(of: .skin)
        let covered = try Self.covered(.face, portrait.image, portrait)
        let brows = portrait.landmarks.points[9].y
        let forehead = truth.indices.filter { Float($0 / portrait.image.width) < brows && truth[$0] > 0.99 }
        let painted = forehead.count { covered[$0] > 0.5 }
        #expect(Double(painted) > 0.85 * Double(forehead.count), "\(painted) of \(forehead.count)")
    }

    /// Shine of its own tells finishes apart where a photo shows no highlights.
    @Test(arguments: FaceCanvasTests.tones)
    func matteLipsAreFlatterThanGlossyOnes(skin: Lab<D65>) throws {
        let portrait = FaceCanvasTests.portrait(skin)
        func brightest(_ sheen: Sheen) throws -> Double {
            var canvas = try Self.canvas(portrait.image, portrait)
            canvas.apply(Cosmetic(zone: .lips, color: Lab(50, 30, 28), hiding: 0.75, sheen: sheen))
            let (image, covered) = (canvas.rendered(), canvas.coverage())
            let lightness = covered.indices.filter { covered[$0] > 0.95 }.map {
                PictureMeasures.color(image, $0).lightness
            }.sorted()
            return lightness[lightness.count * 99 / 100]
        }
        let (matte, natural, glossy) = (try brightest(.matte), try brightest(.natural), try brightest(.glossy))
        #expect(matte < natural && natural + 1 < glossy, "\(matte), \(natural), \(glossy)")
    }
}
