import ArgumentParser
import ColorScience
import FaceMesh
import Foundation
import Imaging
import Inputs
import Reports
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
            shadewise try-on selfie.jpg --foundation-strip

            After the product a colon and how much, which style, which finish, in any order: lip=SKU:80:ombre:gloss.
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
            valueName: "category=sku[:amount][:style][:finish]"),
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

    @Flag(
        help: ArgumentHelp(
            "Foundations beside each other on one cheek, as at a counter: up to three --look foundation=..., or without "
                + "any the three that suit best."))
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
            if look.count > 3 || look.contains(where: { $0.category != .foundation }) {
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
        let shades = try telling { try catalog.read() }
        let given = try telling { try look.map { try LookLayer($0, in: shades, force: force) } }
        let analyzer = try loadAnalyzer(policy: policy, models: models)
        let refiner = try loadRefiner(models: models)
        let (photo, analysis) = try read(with: analyzer)
        let layers = foundationStrip ? try stripes(given, of: shades, for: analysis) : given
        let seen = analysis.reading.site.lab
        let ownLight = PhotoLight(skin: analysis.belief.gaussian.mean, seen: seen)
        let light = asDaylight ? ownLight.asDaylight : ownLight

        // Should a closer look see no face, what the skin was read with has to do.
        let refined = refiner.landmarks(in: photo.image, of: analysis.detection, around: analysis.landmarks)
        var bare = try canvas(on: photo.image, refined?.face ?? analysis.landmarks, light)
        if strip { bare.prepareSkin() }
        var worn: [Bool] = []
        let canvases = (strip ? layers.map { [$0] } : [layers]).map { look in
            var canvas = bare
            for layer in look { worn.append(canvas.apply(layer.cosmetic) || layer.cosmetic.intensity == 0) }
            return canvas
        }
        for (layer, isWorn) in zip(layers, worn) where !isWorn {
            Terminal.complain(
                "\(Terminal.safe(layer.name)): nothing of its place shows in the photo, so it is not on the picture")
        }
        guard worn.contains(true) else { throw ExitCode(1) }
        let pictures = canvases.map { $0.rendered() }
        let picture =
            mask
            ? Self.mask(of: canvases[0], over: photo.image)
            : strip || compare ? RGBImage(sideBySide: [photo.image] + pictures) : pictures[0]
        let format = Self.format(of: path) ?? .png
        // A face is for its owner's eyes.
        try writeAtomically(try encoded(picture, of: photo, as: format), to: path, isPrivate: true)
        let report = TryOnReport(
            out: path, width: picture.width, height: picture.height, light: asDaylight ? "daylight" : "photo",
            layers: zip(layers, worn).map { TryOnReport.Layer($0, isWorn: $1) },
            changed: TryOnReport.Changed(from: photo.image, to: pictures),
            radius90: analysis.belief.radius90)
        output.format == .json ? print(jsonLine(report)) : print(report.text)
    }
}

extension TryOnCommand {
    /// Up to three foundations, a stripe each: those given or, without any, the best for the skin believed.
    private func stripes(
        _ given: [LookLayer], of catalog: ShadeCatalog, for analysis: PhotoAnalysis
    ) throws -> [LookLayer] {
        let chosen =
            given.isEmpty
            ? try telling {
                try ShadeMatcher(catalog: catalog, category: .foundation)
                    .matches(for: analysis.belief.gaussian, top: 3).map { LookLayer($0.shade, as: .foundation) }
            } : given
        guard !chosen.isEmpty else {
            Terminal.complain("the catalog holds no foundation to show; `shadewise catalog list` shows what it holds")
            throw ExitCode(1)
        }
        return zip(chosen, [CosmeticZone.innerStripe, .middleStripe, .outerStripe]).map { $0.moved(to: $1) }
    }

    /// The photo at full size, and what was read off it.
    private func read(with analyzer: PhotoAnalyzer) throws -> (TriedPhoto, PhotoAnalysis) {
        let reader = PhotoReader(
            analyzer: analyzer, landmarks: nil, reference: nil, matching: nil, format: output.format)
        let file = PhotoFile(path: image)
        let analysis: PhotoAnalysis
        let photo: TriedPhoto
        do throws(AnalysisError) {
            analysis = try reader.analysis(of: file)
            let encoded = try file.opened.get().encoded
            do {
                photo = TriedPhoto(image: try encoded.decoded().image, inOwnColors: try encoded.decodedInOwnColors())
            } catch {
                throw AnalysisError(error)
            }
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

    private func canvas(on photo: RGBImage, _ landmarks: FaceLandmarks, _ light: PhotoLight) throws -> FaceCanvas {
        do { return try FaceCanvas(image: photo, landmarks: landmarks, light: light) } catch {
            Terminal.complain("\(Terminal.safe(image)): \(error.code): \(error.message)")
            throw ExitCode(1)
        }
    }

    private static func mask(of canvas: FaceCanvas, over photo: RGBImage) -> RGBImage {
        RGBImage(
            width: photo.width, height: photo.height,
            pixels: canvas.coverage().flatMap { [UInt8](repeating: UInt8(($0 * 255).rounded()), count: 3) })
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

    /// The picture in the photo's own colours, with its profile, when it is the photo with something on; in sRGB
    /// otherwise.
    private func encoded(_ picture: RGBImage, of photo: TriedPhoto, as format: ImageFormat) throws -> [UInt8] {
        do throws(ImagingError) {
            if let own = photo.inOwnColors, !(compare || strip || mask),
                let bytes = try Self.encoded(picture, of: photo.image, into: own, as: format)
            {
                return bytes
            }
            return format == .png ? try picture.encodedPNG() : try picture.encodedJPEG(quality: 95)
        } catch {
            Terminal.complain(error.message)
            throw ExitCode(1)
        }
    }

    /// - Returns: `nil`, after saying so, when the format does not take the profile.
    private static func encoded(
        _ picture: RGBImage, of photo: RGBImage, into own: ProfiledImage, as format: ImageFormat
    ) throws(ImagingError) -> [UInt8]? {
        var own = own
        try own.take(picture, changedFrom: photo)
        do {
            return format == .png ? try own.encodedPNG() : try own.encodedJPEG(quality: 95)
        } catch  where error.code == .unreadableImage {
            Terminal.complain(
                "the photo's profile does not fit \(format.rawValue): the whole picture is written as sRGB")
            return nil
        }
    }
}

extension TryOnReport.Layer {
    init(_ layer: LookLayer, isWorn: Bool) {
        let cosmetic = layer.cosmetic
        self.init(
            category: layer.category.rawValue, sku: layer.shade?.sku, name: layer.name,
            zone: cosmetic.zone.rawValue,
            lab: [cosmetic.color.lightness, cosmetic.color.a, cosmetic.color.b], intensity: cosmetic.intensity,
            finish: cosmetic.sheen.rawValue, hides: cosmetic.hiding, applied: isWorn)
    }
}

extension TryOnReport {
    /// For people.
    var text: String {
        let products = layers.map { layer in
            "  \(layer.category) on \(layer.zone.words): \(Terminal.safe(layer.name)), "
                + (layer.applied ? "\(Int((layer.intensity * 100).rounded())) %" : "not on the picture")
        }
        let light =
            light == "photo"
            ? "shown under the photo's own light, known to \(radius90.text(1)) ΔE00 (9 of 10)"
            : "shown as by daylight"
        return
            (["\(Terminal.safe(out)): \(width) × \(height)"] + products + [
                "  \(light)",
                "  \((100 * changed.share).text(1)) % of the photo's pixels changed"
                    + (out.hasSuffix(".png") ? "" : ", before JPEG's own losses") + "; nothing smoothed or reshaped",
            ]).joined(separator: "\n")
    }
}

/// A photo at full size.
private struct TriedPhoto {
    /// In sRGB.
    let image: RGBImage
    /// `nil` when those are its own.
    let inOwnColors: ProfiledImage?
}

extension String {
    /// `innerStripe` as people write it: inner stripe.
    fileprivate var words: String {
        map { $0.isUppercase ? " \($0.lowercased())" : String($0) }.joined()
    }
}
