import ArgumentParser
import Foundation
import Imaging
import Inputs
import Reports
import ShadeCatalog
import SkinTone

struct TryOnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try-on",
        abstract: "Show shades on the customer's own photo, in the photo's own light.",
        discussion: """
            Every pixel outside the make-up keeps its bytes (in PNG). Nothing is smoothed, reshaped or lightened but by \
            what a product covers; teeth, eyes and the open mouth stay as they are. A product's colour is shown as the \
            photo's light and exposure would have it, as far as they are known: the report says how far each colour is \
            right, and how much of each product's place shows.

            shadewise try-on selfie.jpg --look lip=HA-OPV-02
            shadewise try-on selfie.jpg --look foundation=OF-SDS-09:60 --look lip=45,38,16 --out after.png --compare
            shadewise try-on selfie.jpg --look foundation=A --look foundation=B --look foundation=C --strip
            shadewise try-on selfie.jpg --foundation-strip

            After the product a colon and how much, which style, which finish, in any order: lip=SKU:80:ombre:gloss. \
            How much is a share up to 1 (which is all of it) or percent from 2 on: 0.6 and 60 are the same.
              lip    full, ombre, center (the second of two tones), outline (a liner)
              blush  apples, lifted, across
              eye    lid, crease, corner, liner, lashes
              brow   fill, tint (the hairs alone)
              finish matte, satin, gloss, metallic, shimmer, sheer; else the catalog's own
            """)

    @Argument(help: ArgumentHelp("A photo, JPEG or PNG.", valueName: "image"), completion: .file())
    var image: String

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A product to put on, in the order given: its category, its SKU or a colour as L,a,b, and how much of it "
                + "(0 to 100 percent, or a share such as 0.6), which style and finish.",
            valueName: "category=sku[:amount][:style][:finish]"))
    var look: [String] = []

    @Option(
        help: ArgumentHelp(
            "Where the picture goes: .png keeps every other pixel, .jpg is smaller (default: NAME-try-on.png here).",
            valueName: "file"),
        completion: .file())
    var out: String?

    @Flag(help: "Before and after, side by side, at most 2,000 pixels high and wide each.")
    var compare = false

    @Flag(help: "The photo and, beside it, each look by itself: up to five, at most 2,000 pixels high and wide each.")
    var strip = false

    @Flag(
        help: ArgumentHelp(
            "Foundations beside each other on one cheek, as at a counter: up to three --look foundation=..., or without "
                + "any the one that suits best between the next lighter and the next darker of its line. White lines "
                + "show where each ends."))
    var foundationStrip = false

    @Flag(help: "A picture of where the products went, instead of the photo: white is all of a layer.")
    var mask = false

    @Flag(help: "Products under the photo's own light (the default).")
    var asLit = false

    @Flag(help: "Products as they look by daylight, whatever the photo's light.")
    var asDaylight = false

    @Flag(help: "Go on with a photo that is not good enough, or a shade of another category.")
    var force = false

    @OptionGroup var catalog: CatalogOption

    @Option(help: .capturePolicy)
    var policy: String?

    @Option(help: ArgumentHelp("Folder of the face networks.", visibility: .hidden))
    var models: String?

    @OptionGroup var output: FormatOption

    func validate() throws {
        if foundationStrip {
            if look.count > 3 || look.contains(where: { !$0.lowercased().hasPrefix("foundation=") }) {
                throw ValidationError("--foundation-strip takes up to three --look foundation=..., or none")
            }
            if strip { throw ValidationError("--strip and --foundation-strip are different pictures; give one") }
        } else if look.isEmpty {
            throw ValidationError("give what to put on, such as --look lip=SKU")
        }
        if look.count > 20 { throw ValidationError("at most 20 looks") }
        if asLit, asDaylight { throw ValidationError("--as-lit and --as-daylight are different lights; give one") }
        if [compare, strip, mask].count(where: { $0 }) > 1 {
            throw ValidationError("--compare, --strip and --mask are different pictures; give one")
        }
        if strip, look.count > 5 { throw ValidationError("--strip shows up to five looks") }
        if let out, Self.format(of: out) == nil {
            throw ValidationError("--out takes a name that ends in .png or .jpg")
        }
    }

    func run() throws {
        let path = out ?? Self.name(for: image)
        try refuseOverwriting(outputs: [FileRole("--out", output: path)], inputs: [FileRole("the photo", image)])
        // What a look names is an argument, so that naming what is not there is misuse.
        let (shades, given) = try telling(as: output.format, misuse: [.unknownCategory, .unknownSKU]) {
            let looks = try look.map(LookArgument.init(parsing:))
            let shades = try catalog.read()
            return (shades, try looks.map { try LookLayer($0, in: shades, force: force) })
        }
        let analyzer = try loadAnalyzer(policy: policy, models: models)
        let refiner = try loadRefiner(models: models)
        let read = try read(with: analyzer, catalog: shades)
        let stripes = foundationStrip ? try stripes(given, of: shades, for: read.analysis) : []
        let layers = foundationStrip ? stripes.map { $0.layer } : given
        var photo = try photo(of: read)
        let trial = try trial(of: layers, on: photo, read, refiner)
        for worn in trial.layers where !worn.isApplied {
            Terminal.complain(
                "\(Terminal.safe(worn.layer.name)): nothing of its place shows in the photo, so it is not on the picture")
        }
        guard trial.layers.contains(where: \.isApplied) else {
            throw refusal(
                of: read, "nothing_applied", "nothing of the places that the products go to shows in the photo")
        }

        let (painted, changed) = picture(of: trial, on: photo)
        // A face is for its owner's eyes.
        let bytes = try encoded(painted, of: &photo, as: Self.format(of: path) ?? .png)
        try writeAtomically(bytes, to: path, isPrivate: true)
        let within = read.analysis.shownWithin(layers, asDaylight: asDaylight)
        let entries = trial.layers.indices.map { place in
            TryOnReport.Layer(
                trial.layers[place], within: within[place], role: foundationStrip ? stripes[place].role : nil)
        }
        let report = TryOnReport(
            read.report, out: path, size: (painted.width, painted.height), isDaylight: asDaylight, layers: entries,
            changed: changed, analysis: read.analysis)
        output.format == .json
            ? print(jsonLine(report))
            : print(report.text(of: read.analysis, isMarked: foundationStrip && !mask))
    }
}

extension TryOnCommand {
    /// Whether the picture is made of several.
    var hasPanels: Bool { compare || strip }

    static func format(of path: String) -> ImageFormat? {
        switch URL(filePath: path).pathExtension.lowercased() {
        case "png": .png
        case "jpg", "jpeg": .jpeg
        default: nil
        }
    }

    private static func name(for image: String) -> String {
        URL(filePath: image).deletingPathExtension().lastPathComponent + "-try-on.png"
    }
}
