import ArgumentParser
import ColorScience
import FaceMesh
import Foundation
import Imaging
import Portraits
import ShadeCatalog

struct PortraitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portrait",
        abstract: "Draw a synthetic selfie of a person with a given skin colour.",
        discussion: """
            The drawn person's true skin colour is known, so a reading can be checked against it, and no stranger's \
            photo is needed. The same options give the same picture.

            shadewise portrait --lab 46,13,19 --out portrait.jpg
            shadewise portrait --lab 62,12,18 --seed 7 --exposure -0.3 --cast 1.1,1,0.85 --out evening.png --truth evening.json
            """)

    @Option(
        help: ArgumentHelp("The skin's true colour: CIELAB under D65 at jaw and lower cheek.", valueName: "L,a,b"),
        transform: { text in
            guard let lab = Lab<D65>(text: text) else { throw ValidationError("--lab takes L,a,b such as 46,13,19") }
            return lab
        })
    var lab: Lab<D65>

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Where to write the picture, .jpg or .png; - for standard output, as JPEG.", valueName: "file"))
    var out: String

    @Option(help: "Chooses face shape, hair, eyes, clothes and background.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Picture size in pixels.", valueName: "width×height"))
    var size: PictureSize = PictureSize(width: 768, height: 1_024)

    @Option(parsing: .unconditional, help: ArgumentHelp("Exposure off by this many EV.", valueName: "EV"))
    var exposure = 0.0

    @Option(help: ArgumentHelp("Colour of the light, as gains on linear red, green and blue.", valueName: "r,g,b"))
    var cast: Gains = Gains(gains: .neutral)

    @Option(parsing: .unconditional, help: "Head turned towards the picture's right, degrees.")
    var yaw = 0.0

    @Option(parsing: .unconditional, help: "Head tilted back, degrees.")
    var pitch = 0.0

    @Option(parsing: .unconditional, help: "Head tilted clockwise, degrees.")
    var roll = 0.0

    @Option(help: ArgumentHelp("Face height as a share of the picture's, 0.1 to 0.9.", valueName: "share"))
    var faceHeight: Double?

    @Option(help: ArgumentHelp("Sensor noise, standard deviation in 8-bit codes.", valueName: "codes"))
    var noise: Double?

    @Option(
        help: ArgumentHelp(
            "Write the truth (skin, light, landmarks) here as JSON; - for standard output.", valueName: "file"))
    var truth: String?

    func validate() throws {
        let isStandardOutput = OutputPlace(out).isStandardOutput
        guard isStandardOutput || ["jpg", "jpeg", "png"].contains(URL(filePath: out).pathExtension.lowercased()) else {
            throw ValidationError("--out: the name must end in .jpg or .png")
        }
        if isStandardOutput, let truth, OutputPlace(truth).isStandardOutput {
            throw ValidationError("--out and --truth cannot both go to standard output")
        }
        guard lab.xyz.linearSRGB.isInGamut(tolerance: 1e-3) else {
            throw ValidationError(
                "--lab: a picture in sRGB cannot show this colour; skin lies near L* 25 to 75, a* 5 to 15, b* 5 to 25")
        }
        let angles = [("--yaw", yaw, 45.0), ("--pitch", pitch, 35), ("--roll", roll, 60), ("--exposure", exposure, 8)]
        for (name, value, limit) in angles where !(abs(value) <= limit) {
            throw ValidationError("\(name) must lie within ±\(limit.text(0))")
        }
        if let faceHeight, !(0.1...0.9).contains(faceHeight) {
            throw ValidationError("--face-height must lie in 0.1...0.9")
        }
        if let noise, !(0...64).contains(noise) { throw ValidationError("--noise must lie in 0...64") }
    }

    func run() throws {
        try refuseOverwriting(
            outputs: [FileRole("--out", output: out), FileRole("--truth", output: truth)], inputs: [])
        var recipe = PortraitRecipe(skin: lab, seed: seed)
        (recipe.width, recipe.height) = (size.width, size.height)
        recipe.exposure = exposure
        recipe.illuminant = cast.gains
        (recipe.yaw, recipe.pitch, recipe.roll) = (yaw, pitch, roll)
        if let faceHeight { recipe.faceHeight = faceHeight }
        if let noise { recipe.noise = noise }
        let portrait = recipe.render()
        let isPNG = URL(filePath: out).pathExtension.lowercased() == "png"
        let bytes = isPNG ? try portrait.image.encodedPNG() : try portrait.image.encodedJPEG(quality: 92)
        try writeAtomically(bytes, to: out)
        guard let truth else { return }
        try writeAtomically(Array((jsonLine(PortraitTruth(portrait)) + "\n").utf8), to: truth)
    }
}

/// What is known of a drawn person.
private struct PortraitTruth: Encodable {
    let schema = "shadewise/portrait/1"
    var lab: [Double]
    var hex: String
    var seed: UInt64
    var exposure: Double
    var cast: [Double]
    var pose: AnalysisReport.Face.Pose
    var width: Int
    var height: Int
    var landmarks: [[Double]]

    init(_ portrait: Portrait) {
        let recipe = portrait.recipe
        lab = [portrait.skin.lightness, portrait.skin.a, portrait.skin.b]
        hex = portrait.skin.srgb8Clamping().hex
        seed = recipe.seed
        exposure = recipe.exposure
        cast = [recipe.illuminant.red, recipe.illuminant.green, recipe.illuminant.blue]
        pose = AnalysisReport.Face.Pose(yaw: recipe.yaw, pitch: recipe.pitch, roll: recipe.roll)
        width = portrait.image.width
        height = portrait.image.height
        landmarks = portrait.landmarks.points.map { point in
            [point.x, point.y, point.z].map { Double($0).rounded(to: 2) }
        }
    }
}

/// `768x1024` or `768×1024`.
struct PictureSize: ExpressibleByArgument {
    var width: Int
    var height: Int
    var defaultValueDescription: String { "\(width)x\(height)" }

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    init?(argument: String) {
        let sides = argument.split { $0 == "x" || $0 == "×" }.map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1],
            PortraitRecipe.sides.contains(width), PortraitRecipe.sides.contains(height)
        else { return nil }
        self.init(width: width, height: height)
    }
}

/// `r,g,b`, each above 0 and at most 10.
struct Gains: ExpressibleByArgument {
    var gains: IlluminantGains
    var defaultValueDescription: String { "1,1,1" }

    init(gains: IlluminantGains) { self.gains = gains }

    init?(argument: String) {
        let values = argument.split(separator: ",", omittingEmptySubsequences: false).map { Array($0.utf8)[...].decimalNumber }
        guard values.count == 3, let red = values[0], let green = values[1], let blue = values[2],
            [red, green, blue].allSatisfy({ $0 > 0 && $0 <= 10 })
        else { return nil }
        self.init(gains: IlluminantGains(red: red, green: green, blue: blue))
    }
}
