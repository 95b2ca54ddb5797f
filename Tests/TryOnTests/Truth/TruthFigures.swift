import ColorScience
import FaceMesh
import Foundation
import Imaging
import Portraits
import SkinTone
import TestSupport

@testable import TryOn

/// What one drawn customer's try-on comes to beside the truth.
struct TruthFigures: Sendable {
    /// Which landmarks the try-on gets: those the networks find, or those the portrait was drawn with.
    enum Landmarks: CaseIterable { case found, drawn }

    let truthCase: TruthCase
    /// Intersection over union of the halves of both masks, by zone.
    var overlap: [Landmarks: [WornProduct.Zone: Double]] = [:]
    /// Median ΔE00 to the truth where at least half of the product is: by what is known of the skin.
    var knownSkin: [TruthCase.Light: [WornProduct.Zone: Double]] = [:]
    /// As `knownSkin` by daylight, on the landmarks that the portrait was drawn with.
    var wellPlaced: [WornProduct.Zone: Double] = [:]
    var believedSkin: [TruthCase.Light: [WornProduct.Zone: Double]] = [:]
    /// How far the colour shown is off because the skin is only believed, and within what it is said to be, ΔE00.
    var shown: [TruthCase.Light: [WornProduct.Zone: (off: Double, within: Double)]] = [:]
    /// How far the product moves the picture there.
    var moved: [WornProduct.Zone: Double] = [:]
    /// How far the believed skin is from the true one, ΔE00.
    var belief: [TruthCase.Light: Double] = [:]
    /// Share of the pixels that are nothing but teeth that a lipstick changed; `nil` where no teeth show.
    var teethChanged: [Landmarks: Double] = [:]
    /// Root-mean-square distance between found and drawn landmarks of the lips, as a share of the face's width.
    var lipLandmarksOff = 0.0

    private static let analyzer = Result {
        try PhotoAnalyzer(networks: FaceAnalyzer(modelsDirectory: SharedData.models.path(percentEncoded: false)))
    }

    private static let refiner = Result {
        try LandmarkRefiner(modelsDirectory: SharedData.models.path(percentEncoded: false))
    }

    init(_ truthCase: TruthCase) throws {
        self.truthCase = truthCase
        for light in TruthCase.Light.allCases { try measure(in: light) }
    }

    private mutating func measure(in light: TruthCase.Light) throws {
        let recipe = truthCase.recipe(in: light)
        let bare = recipe.render()
        let analysis = try Self.analyzer.get().analyze(EncodedImage(bytes: bare.image.encodedPNG()))
        let (seen, believed) = (analysis.reading.site.lab, analysis.belief.gaussian.mean)
        // As the program draws: by the closer look.
        let found =
            try Self.refiner.get().landmarks(
                in: bare.image, of: analysis.detection, around: analysis.landmarks)?.face
            ?? analysis.landmarks
        if light != .noiseless { belief[light] = believed.deltaE00(to: bare.skin) }
        let truth = recipe.truth()
        let known = PhotoLight(skin: bare.skin, seen: seen)
        let guess = PhotoLight(skin: believed, seen: seen)
        let colors = ShownColors(
            light: guess, skins: analysis.belief.particles, weights: analysis.belief.weights, seen: seen,
            isDaylight: false)
        let products = truthCase.products(for: bare.skin)
        // Foundation by itself; the others do not meet.
        for worn in [products.filter { $0.zone == .skin }, products.filter { $0.zone != .skin }] {
            var made = recipe
            made.look.products = worn
            let with = made.render().image
            for product in worn {
                let (zone, shares) = (product.zone, truth.shares(of: product.zone.part))
                func tried(_ landmarks: FaceLandmarks, _ light: PhotoLight) throws -> FaceCanvas {
                    var canvas = try FaceCanvas(image: bare.image, landmarks: landmarks, light: light)
                    canvas.apply(Cosmetic(zone: zone.cosmetic, color: product.color, hiding: product.hiding))
                    return canvas
                }
                let ours = try tried(found, known)
                knownSkin[light, default: [:]][zone] = PictureMeasures.median(ours.rendered(), with, shares)
                guard light != .noiseless else { continue }
                let guessed = try tried(found, guess)
                believedSkin[light, default: [:]][zone] = PictureMeasures.median(guessed.rendered(), with, shares)
                let cosmetic = Cosmetic(zone: zone.cosmetic, color: product.color, hiding: product.hiding)
                let own = cosmetic.shown(over: seen, under: known)
                shown[light, default: [:]][zone] = (
                    off: own.deltaE00(to: cosmetic.shown(over: seen, under: guess)),
                    within: colors.radius90(of: cosmetic, over: seen, labUncertainty: 0)
                )
                guard light == .daylight else { continue }
                moved[zone] = PictureMeasures.median(bare.image, with, shares)
                let drawn = try tried(bare.landmarks, known)
                overlap[.found, default: [:]][zone] = PictureMeasures.overlap(ours.coverage(), shares)
                overlap[.drawn, default: [:]][zone] = PictureMeasures.overlap(drawn.coverage(), shares)
                wellPlaced[zone] = PictureMeasures.median(drawn.rendered(), with, shares)
                if zone == .lips {
                    let teeth = truth.shares(of: .teeth)
                    teethChanged[.found] = PictureMeasures.changed(bare.image, ours.rendered(), teeth)
                    teethChanged[.drawn] = PictureMeasures.changed(bare.image, drawn.rendered(), teeth)
                    lipLandmarksOff = Self.distance(found, bare.landmarks)
                }
            }
        }
    }

    private static func distance(_ found: FaceLandmarks, _ drawn: FaceLandmarks) -> Double {
        let ring = FaceTemplate.outerLips + FaceTemplate.innerLips
        let squares = ring.reduce(0.0) { sum, index in
            let offset = found.points[index] - drawn.points[index]
            return sum + Double(offset.x * offset.x + offset.y * offset.y)
        }
        return (squares / Double(ring.count)).squareRoot() / Double(drawn.box.width)
    }
}
