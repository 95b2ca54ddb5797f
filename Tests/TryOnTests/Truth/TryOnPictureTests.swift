import ColorScience
import Imaging
import Portraits
import Testing

@testable import TryOn

/// What a try-on leaves alone in drawn selfies of every depth.
@Suite struct TryOnPictureTests {
    static let customers = ITAClass.allCases.map { TruthCase(depth: $0, number: 0) }

    private static func canvas(_ portrait: Portrait) throws -> FaceCanvas {
        try FaceCanvas(
            image: portrait.image, landmarks: portrait.landmarks,
            light: PhotoLight(skin: portrait.skin, seen: portrait.skin))
    }

    /// PNG in and out, every zone and sheen.
    @Test(arguments: customers)
    func nothingOutsideTheMaskChanges(customer: TruthCase) throws {
        let portrait = customer.recipe(in: .unknown).render()
        let photo = try EncodedImage(bytes: portrait.image.encodedPNG()).decoded().image
        for sheen in Sheen.allCases {
            var canvas = try Self.canvas(portrait)
            for zone in CosmeticZone.allCases {
                canvas.apply(Cosmetic(zone: zone, color: Lab(45, 40, 15), hiding: 0.8, sheen: sheen))
            }
            let saved = try EncodedImage(bytes: canvas.rendered().encodedPNG()).decoded().image
            let outside = canvas.coverage().map { Float($0 == 0 ? 1 : 0) }
            #expect(PictureMeasures.changed(photo, saved, outside) == 0)
        }
    }

    /// Local contrast of the cheeks' bare skin: 30 to 100 % under full coverage, at least 90 % under sheer.
    @Test(arguments: customers)
    func foundationKeepsTexture(customer: TruthCase) throws {
        let recipe = customer.recipe(in: .daylight)
        let (portrait, truth) = (recipe.render(), recipe.truth())
        let (skin, cheeks) = (truth.shares(of: .skin), truth.shares(of: .cheeks))
        let places = skin.indices.filter { skin[$0] > 0.99 && cheeks[$0] > 0.4 }
        func kept(_ hiding: Double) throws -> Double {
            var canvas = try Self.canvas(portrait)
            canvas.apply(Cosmetic(zone: .face, color: portrait.skin, hiding: hiding))
            return PictureMeasures.contrast(canvas.rendered(), places)
                / PictureMeasures.contrast(portrait.image, places)
        }
        let (full, sheer) = (try kept(0.9), try kept(0.15))
        print("try-on: texture kept, \(customer.depth.rawValue): full \(full), sheer \(sheer)")
        #expect((0.3...1).contains(full))
        #expect((0.9...1).contains(sheer))
    }

    /// A foundation darker than the skin gives no pixel more luminance than it had, codes' rounding apart.
    @Test(arguments: customers)
    func noMoreLightnessThanTheProductHas(customer: TruthCase) throws {
        let portrait = customer.recipe(in: .daylight).render()
        let skin = portrait.skin
        let dark = Lab<D65>(0.3 * skin.lightness, 0.3 * skin.a, 0.3 * skin.b)
        for hiding in [0.15, 0.9] {
            var canvas = try Self.canvas(portrait)
            canvas.apply(Cosmetic(zone: .face, color: dark, hiding: hiding))
            let (before, after) = (portrait.image, canvas.rendered())
            let lighter = canvas.coverage().indices.filter {
                PictureMeasures.color(after, $0).lightness > PictureMeasures.color(before, $0).lightness + 0.5
            }
            #expect(lighter.isEmpty, "\(lighter.count) pixels")
        }
    }
}
