import ArgumentParser
import ColorScience
import FaceMesh
import Foundation
import Imaging
import ShadeCatalog
import SkinTone
import TryOn

struct TryOnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try-on",
        abstract: "Show shades on the customer's own photo, in the photo's own light.",
        discussion: """
            Every pixel outside the make-up keeps its bytes (in PNG). Nothing is smoothed, reshaped or lightened but by \
            what a product covers; teeth, eyes and the open mouth stay as they are. A product's colour is shown as the \
            photo's light and exposure would have it, as far as they are known: the report says how far.

            shadewise try-on selfie.jpg --look lip=OF-VLC-03
            shadewise try-on selfie.jpg --look foundation=OF-SDS-09:60 --look lip=45,38,16 --out after.png --compare
            shadewise try-on selfie.jpg --look foundation=A --look foundation=B --look foundation=C --strip
            """)

    @Argument(help: ArgumentHelp("A photo, JPEG or PNG.", valueName: "image"), completion: .file())
    var image: String

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A product to put on, in the order given: its category, its SKU or a colour as L,a,b, and how much of it "
                + "(0 to 100 percent, or a share such as 0.6).",
            valueName: "category=sku[:amount]"),
        transform: LookArgument.init(parsing:))
    var look: [LookArgument] = []

    @Option(
        help: ArgumentHelp(
            "Where the picture goes: .png keeps every other pixel, .jpg is smaller (default: NAME-try-on.png here).",
            valueName: "file"),
        completion: .file())
    var out: String?

    @Flag(help: "Before and after, side by side.")
    var compare = false

    @Flag(help: "The photo and, beside it, each look by itself: up to five.")
    var strip = false

    @Flag(help: "A picture of where the products went, instead of the photo: white is all of a layer.")
    var mask = false

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
        if look.isEmpty { throw ValidationError("give what to put on, such as --look lip=SKU") }
        if look.count > 20 { throw ValidationError("at most 20 looks") }
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
        let layers = try telling {
            let read = try catalog.read()
            return try look.map { try LookLayer($0, in: read, force: force) }
        }
        let analyzer = try loadAnalyzer(policy: policy, models: models)
        let refiner = try loadRefiner()
        let (photo, analysis) = try read(with: analyzer)
        let seen = analysis.reading.site.lab
        let ownLight = PhotoLight(skin: analysis.belief.gaussian.mean, seen: seen)
        let light = asDaylight ? ownLight.asDaylight : ownLight

        // Should a closer look see no face, what the skin was read with has to do.
        let landmarks = refiner.landmarks(in: photo, around: analysis.landmarks)?.face ?? analysis.landmarks
        var canvases: [FaceCanvas] = []
        for look in strip ? layers.map({ [$0] }) : [layers] {
            var canvas = try self.canvas(on: photo, landmarks, light)
            for layer in look { canvas.apply(layer.cosmetic) }
            canvases.append(canvas)
        }
        let picture =
            mask
            ? Self.picture(of: canvases[0])
            : strip || compare ? RGBImage(sideBySide: [photo] + canvases.map(\.image)) : canvases[0].image
        try writeAtomically(try Self.encoded(picture, as: Self.format(of: path) ?? .png), to: path)
        let report = TryOnReport(
            out: path, width: picture.width, height: picture.height, light: asDaylight ? "daylight" : "photo",
            layers: layers.map(TryOnReport.Layer.init),
            changed: TryOnReport.Changed(from: photo, to: canvases.map(\.image)),
            radius90: analysis.belief.radius90)
        output.format == .json ? print(jsonLine(report)) : print(report.text)
    }
}

extension TryOnCommand {
    /// The photo at full size, and what was read off it.
    private func read(with analyzer: PhotoAnalyzer) throws -> (RGBImage, PhotoAnalysis) {
        let reader = PhotoReader(
            analyzer: analyzer, landmarks: nil, reference: nil, matching: nil, format: output.format)
        let file = PhotoFile(path: image)
        let analysis: PhotoAnalysis
        let photo: RGBImage
        do throws(AnalysisError) {
            analysis = try reader.analysis(of: file)
            let encoded = try file.opened.get().encoded
            do { photo = try encoded.decoded().image } catch { throw AnalysisError(error) }
        } catch {
            let (report, complaint) = reader.failure(of: file, error)
            if output.format == .json { print(jsonLine(report)) }
            Terminal.complain(complaint)
            throw ExitCode(1)
        }
        guard force || analysis.capture.isUsable else {
            Terminal.complain(
                PhotoReader.refusal(of: image, analysis.capture, to: "try on")
                    + " (--force goes on all the same)")
            throw ExitCode(1)
        }
        return (photo, analysis)
    }

    private func loadRefiner() throws -> LandmarkRefiner {
        do { return try LandmarkRefiner(modelsDirectory: models ?? Installation.models) } catch {
            throw misuse(error.message)
        }
    }

    private func canvas(on photo: RGBImage, _ landmarks: FaceLandmarks, _ light: PhotoLight) throws -> FaceCanvas {
        do { return try FaceCanvas(image: photo, landmarks: landmarks, light: light) } catch {
            Terminal.complain("\(Terminal.safe(image)): \(error.code): \(error.message)")
            throw ExitCode(1)
        }
    }

    private static func picture(of canvas: FaceCanvas) -> RGBImage {
        RGBImage(
            width: canvas.image.width, height: canvas.image.height,
            pixels: canvas.covered.flatMap { [UInt8](repeating: UInt8(($0 * 255).rounded()), count: 3) })
    }

    private static func format(of path: String) -> ImageFormat? {
        switch URL(filePath: path).pathExtension.lowercased() {
        case "png": .png
        case "jpg", "jpeg": .jpeg
        default: nil
        }
    }

    private static func name(for image: String) -> String {
        URL(filePath: image).deletingPathExtension().lastPathComponent + "-try-on.png"
    }

    private static func encoded(_ picture: RGBImage, as format: ImageFormat) throws -> [UInt8] {
        do {
            return format == .png ? try picture.encodedPNG() : try picture.encodedJPEG(quality: 95)
        } catch {
            Terminal.complain(error.message)
            throw ExitCode(1)
        }
    }
}

extension TryOnReport.Layer {
    init(_ layer: LookLayer) {
        let cosmetic = layer.cosmetic
        self.init(
            category: layer.argument.category.rawValue, sku: layer.shade?.sku, name: layer.name,
            lab: [cosmetic.color.lightness, cosmetic.color.a, cosmetic.color.b], intensity: cosmetic.intensity,
            finish: cosmetic.sheen.rawValue, hides: cosmetic.hiding)
    }
}

extension TryOnReport {
    /// For people.
    var text: String {
        let products = layers.map { layer in
            "  \(layer.category): \(Terminal.safe(layer.name)), \(Int((layer.intensity * 100).rounded())) %"
        }
        let light =
            light == "photo"
            ? "shown under the photo's own light, known to \(radius90.text(1)) ΔE00 (9 of 10)"
            : "shown as by daylight"
        return
            (["\(Terminal.safe(out)): \(width) × \(height)"] + products + [
                "  \(light)",
                "  \((100 * changed.share).text(1)) % of the photo's pixels changed, none outside the products' places; "
                    + "nothing smoothed or reshaped",
            ]).joined(separator: "\n")
    }
}
