import ArgumentParser
import ColorScience
import FaceMesh
import Foundation
import Imaging
import Portraits
import Reports
import SkinTone

struct PortraitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portrait",
        abstract: "Draw a synthetic selfie of a person with a given skin colour, or a set of many.",
        discussion: """
            The drawn person's true skin colour is known, so a reading can be checked against it, and no stranger's \
            photo is needed. The same options give the same picture.

            shadewise portrait --lab 46,13,19 --out portrait.jpg
            shadewise portrait --lab 62,12,18 --seed 7 --exposure -0.3 --cast 1.1,1,0.85 --out evening.png --truth evening.json

            With --light, --second-light, --camera or --cast-left the picture comes about by spectra: skin of melanin, \
            blood and carotene, a light, a camera with its white balance, tone curve and noise. Lights are \
            \(Illuminant.allowed); daylight from 4000K on.

            shadewise portrait --lab 34,9,12 --light FL2 --cast-left 0.4 --out office.jpg --truth office.json

            With --random all is drawn as phones take pictures: skin, person, glasses, beard, make-up, pose, \
            background, two lights, a camera; exposure off by 0.35 EV (standard deviation) and up to 60 % of the \
            light's colour left. --count draws a set into the folder --out, with manifest.csv for batch --manifest; \
            its lights, cameras and exposures cannot be chosen. --fold 2/5 keeps to the second of five parts of all lights, cameras and skins.

            shadewise portrait --random 7 --out someone.jpg --truth -
            shadewise portrait --random 7 --fold 2/5 --count 500 --out portraits
            shadewise portrait --random 7 --per-group 300 --out portraits --truth truths.ndjson

            With --photo a real photo's skin is replaced by skin of a known colour; shading, hair, eyes and background \
            stay, in the new light and camera. The photo counts as well exposed and balanced. In a set, several photos \
            take turns; one without a face is left out. Skin, light and camera are then as hard as in a drawn set.

            shadewise portrait --photo me.jpg --lab 34,9,12 --light 3000K --cast-left 0.4 --out relit.jpg --truth -
            shadewise portrait --photo faces/*.jpg --random 7 --fold 2/5 --count 500 --out relit
            """)

    @Option(
        help: ArgumentHelp("The skin's true colour: CIELAB under D65 at jaw and lower cheek.", valueName: "L,a,b"),
        transform: { text in
            guard let lab = Lab<D65>(text: text) else { throw ValidationError("--lab takes L,a,b such as 46,13,19") }
            return lab
        })
    var lab: Lab<D65>?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Where to write the picture, .jpg or .png, or a set's folder; - for standard output, as JPEG.",
            valueName: "file"))
    var out: String

    @Option(help: "Chooses face shape, hair, eyes, clothes and background.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp(
            "Picture size in pixels; \(PictureSize.standard.defaultValueDescription) unless given.",
            valueName: "width×height"))
    var size: PictureSize?

    @Option(parsing: .unconditional, help: ArgumentHelp("Exposure off by this many EV.", valueName: "EV"))
    var exposure: Double?

    @Option(
        help: ArgumentHelp("Colour of the light, as gains on linear red, green and blue.", valueName: "r,g,b"),
        transform: IlluminantGains.init(parsing:))
    var cast: IlluminantGains?

    @Option(parsing: .unconditional, help: "Head turned towards the picture's right, degrees.")
    var yaw: Double?

    @Option(parsing: .unconditional, help: "Head tilted back, degrees.")
    var pitch: Double?

    @Option(parsing: .unconditional, help: "Head tilted clockwise, degrees.")
    var roll: Double?

    @Option(
        help: ArgumentHelp(
            "Face height as a share of the picture's, \(PortraitRecipe.faceHeights.words(1)).", valueName: "share"))
    var faceHeight: Double?

    @Option(
        help: ArgumentHelp(
            "Sensor noise, standard deviation in 8-bit codes, \(PortraitRecipe.noises.words(0)).", valueName: "codes"))
    var noise: Double?

    @Option(
        help: ArgumentHelp("The main light: a CIE illuminant or a colour temperature.", valueName: "light"),
        transform: Illuminant.init(parsing:))
    var light: Illuminant?

    @Option(
        help: ArgumentHelp("The second light, from the side and around.", valueName: "light"),
        transform: Illuminant.init(parsing:))
    var secondLight: Illuminant?

    @Option(
        help: ArgumentHelp(
            "The camera's colour filters, 0 (a measured one) to \(CameraModel.count - 1).", valueName: "number"))
    var camera: Int?

    @Option(help: ArgumentHelp("Share of the light's colour that white balance leaves, 0 to 1.", valueName: "share"))
    var castLeft: Double?

    @Option(
        help: ArgumentHelp(
            "A card the person holds, white or grey; the truth tells where, as analyze --reference takes it.",
            valueName: "card"), transform: ReferenceCard.Kind.init(parsing:))
    var card: ReferenceCard.Kind?

    @Flag(help: "The card has the face's own light, instead of what falls on a hand.")
    var cardLitAlike = false

    @Flag(help: "Take the picture with the camera's flash; the light there was stays all around.")
    var flash = false

    @Option(help: ArgumentHelp("Draw everything not given by other options, from this seed.", valueName: "seed"))
    var random: UInt64?

    @Option(
        help: ArgumentHelp("Part of all lights, cameras and skins for --random.", valueName: "k/n"),
        transform: PortraitFold.init(parsing:))
    var fold: PortraitFold?

    @Option(help: "Draw this many into the folder --out, with --random.")
    var count: Int?

    @Option(
        help: ArgumentHelp(
            "Draw this many for each of the \(ToneGroup.all.count) groups of ITA class and undertone, with --random."
        ))
    var perGroup: Int?

    @OptionGroup var photos: StudioOptions

    @Flag(help: "Replace the set that is in the folder --out.")
    var overwrite = false

    @Option(
        help: ArgumentHelp(
            "Write the truth (skin, light, landmarks) here as JSON, an object a portrait; - for standard output.",
            valueName: "file"))
    var truth: String?

    var isSet: Bool { count != nil || perGroup != nil }

    /// Whether an option asks for a picture by spectra.
    var isSpectral: Bool { choosesCapture || flash }

    /// Whether an option settles light or camera, which sets draw.
    var choosesCapture: Bool { light != nil || secondLight != nil || camera != nil || castLeft != nil }

    func run() throws {
        if let number = count ?? perGroup {
            let writer = PortraitSetWriter(
                folder: PortraitFolder(out), set: PortraitSet(seed: random ?? 0, fold: fold ?? .all), count: number,
                isPerGroup: perGroup != nil, overwrites: overwrite, maker: maker, inputs: photos.photo)
            return try writer.write(truth: truth)
        }
        try refuseOverwriting(
            outputs: [FileRole("--out", output: out), FileRole("--truth", output: truth)],
            inputs: [photos.inputs])
        let (portrait, known) = try maker(portraits: 1).portrait(recipe, turn: 0)
        let isPNG = URL(filePath: out).pathExtension.lowercased() == "png"
        try writeAtomically(isPNG ? try portrait.image.encodedPNG() : try portrait.encodedJPEG(), to: out)
        guard let truth else { return }
        try writeAtomically(Array((jsonLine(known) + "\n").utf8), to: truth)
    }

    private func maker(portraits: Int) throws -> PortraitMaker {
        let studio =
            photos.isEmpty
            ? nil
            : try PhotoStudio(
                photos.photo, networks: try loadAnalyzer(policy: nil, models: photos.models).networks, most: portraits)
        return PortraitMaker(studio: studio, adjusted: { [self] in adjusted($0) })
    }

    /// Of one portrait, before the options change it.
    private var recipe: PortraitRecipe {
        if let random { return .physical(seed: random, fold: fold ?? .all) }
        var recipe = PortraitRecipe(skin: lab ?? PortraitRecipe.mediumSkin, seed: seed ?? 1)
        if isSpectral { recipe.capture = PortraitCapture(light: light ?? .d65) }
        return recipe
    }

    /// What the options say, over what was there.
    private func adjusted(_ recipe: PortraitRecipe) -> PortraitRecipe {
        var recipe = recipe
        if let lab { recipe.skin = lab }
        if let seed { recipe.seed = seed }
        let size = size ?? .standard
        (recipe.width, recipe.height) = (size.width, size.height)
        if let exposure { recipe.exposure = exposure }
        if let cast { recipe.illuminant = cast }
        if let yaw { recipe.yaw = yaw }
        if let pitch { recipe.pitch = pitch }
        if let roll { recipe.roll = roll }
        if let faceHeight { recipe.faceHeight = faceHeight }
        if let noise { recipe.noise = noise }
        if let light { recipe.capture?.key = light }
        if let secondLight, let capture = recipe.capture {
            recipe.capture?.second = secondLight
            // Asked for, it is to be seen.
            recipe.capture?.secondStrength = max(capture.secondStrength, 0.5)
            recipe.capture?.mixed = max(capture.mixed, 0.5)
        }
        if let camera { recipe.capture?.camera = CameraModel(number: camera) }
        if let card { recipe.look.card = ReferenceCard(card, isHeld: !cardLitAlike) }
        if let castLeft { recipe.capture?.castLeft = castLeft }
        if flash { recipe.addFlash() }
        return recipe
    }
}
