import ColorScience
import FaceMesh
import Imaging
import Portraits
import Reports
import SkinTone

/// What is known of a drawn person, or of a relit photo: nothing then that the photo does not tell.
struct PortraitTruth: Encodable {
    let schema = "shadewise/portrait/1"
    /// The picture's file name, in a set.
    var path: String?
    /// The file name of the real photo that was relit.
    var photo: String?
    var lab: [Double]
    var hex: String
    var itaClass: String
    var undertone: String
    var seed: UInt64
    var exposure: Double
    var cast: [Double]?
    var light: Light?
    var pose: AnalysisReport.Face.Pose
    var worn: [String]?
    var backdrop: String?
    /// Where the held card is and its colour, as `--reference` takes it.
    var reference: String?
    /// Whether a hand holds it.
    var held: Bool?
    var width: Int
    var height: Int
    var landmarks: [[Double]]

    /// Light and camera by their spectra.
    struct Light: Encodable {
        struct Source: Encodable {
            var name: String
            /// CIE 1931 x, y.
            var chromaticity: [Double]
            var kelvin: Double
            /// Degrees: towards the picture's right, upwards.
            var direction: [Double]?
            /// Linear sRGB that white has in the picture before the tone curve, at exposure 0: the cast that is left.
            var white: [Double]
        }
        var key: Source
        /// Also a share, `mixed`, of what comes from all around.
        var second: Source?
        var secondStrength: Double?
        var mixed: Double?
        var fill: Double?
        /// Whether the key light is the camera's flash.
        var flash: Bool
        var camera: Int
        var castLeft: Double
        var contrast: Double
        var shoulder: Double
        var saturation: Double
        var shotNoise: Double
        var readNoise: Double
        var quality: Int
    }

    init(_ portrait: Portrait, path: String? = nil, photo: String? = nil) {
        let recipe = portrait.recipe
        self.path = path
        self.photo = photo
        lab = [portrait.skin.lightness, portrait.skin.a, portrait.skin.b]
        hex = portrait.skin.srgb8Clamping().hex
        itaClass = ITAClass(portrait.skin.individualTypologyAngle).rawValue
        undertone = Undertone(portrait.skin).rawValue
        seed = recipe.seed
        exposure = recipe.exposure
        cast =
            recipe.capture == nil
            ? [recipe.illuminant.red, recipe.illuminant.green, recipe.illuminant.blue] : nil
        light = recipe.capture.map { Light($0, recipe) }
        if photo != nil { light?.forgetPlaces() }
        pose = AnalysisReport.Face.Pose(yaw: recipe.yaw, pitch: recipe.pitch, roll: recipe.roll)
        worn = photo == nil ? recipe.look.worn : nil
        backdrop = photo == nil ? recipe.look.backdrop.rawValue : nil
        reference = portrait.recipe.look.card.flatMap { card in
            guard photo == nil, let region = portrait.card else { return nil }
            return ReferenceSurface(region: region, lab: card.lab).text
        }
        held = reference == nil ? nil : portrait.recipe.look.card?.isHeld
        width = portrait.image.width
        height = portrait.image.height
        landmarks = portrait.landmarks.points.map { point in
            [point.x, point.y, point.z].map { Double($0).rounded(to: 2) }
        }
    }
}

extension PortraitTruth.Light {
    init(_ capture: PortraitCapture, _ recipe: PortraitRecipe) {
        let whites = capture.whites(fill: recipe.fill)
        func source(_ illuminant: Illuminant, _ from: LightDirection, _ white: [Double]) -> Source {
            let (x, y) = illuminant.chromaticity
            return Source(
                name: illuminant.name, chromaticity: [x.rounded(to: 4), y.rounded(to: 4)],
                kelvin: illuminant.correlatedColorTemperature.rounded(),
                direction: [from.azimuth.rounded(to: 1), from.elevation.rounded(to: 1)],
                white: white.map { $0.rounded(to: 4) })
        }
        key = source(capture.key, recipe.keyLight, whites.key)
        second = source(capture.second, capture.secondLight, whites.second)
        secondStrength = capture.secondStrength.rounded(to: 4)
        mixed = capture.mixed.rounded(to: 4)
        fill = recipe.fill.rounded(to: 4)
        flash = capture.flash
        camera = capture.camera.number
        castLeft = capture.castLeft.rounded(to: 4)
        contrast = capture.tone.contrast.rounded(to: 4)
        shoulder = capture.tone.shoulder.rounded(to: 4)
        saturation = capture.tone.saturation.rounded(to: 4)
        shotNoise = capture.noise.shot.rounded(to: 5)
        readNoise = capture.noise.read.rounded(to: 5)
        quality = capture.quality
    }
    /// A photo's light comes from where it came, and is all of one kind.
    fileprivate mutating func forgetPlaces() {
        key.direction = nil
        (second, secondStrength, mixed, fill) = (nil, nil, nil, nil)
    }
}
