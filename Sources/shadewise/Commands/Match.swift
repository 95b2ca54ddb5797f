import ArgumentParser
import ColorScience
import Foundation
import Inputs
import Reports
import ShadeCatalog
import SkinTone

struct Match: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Rank a catalog's shades for the skin in selfies, for measured colours, or for a shade that fits.",
        discussion: """
            Shades are ranked by the distance to expect (ΔE00) between shade and skin, given how sure the reading is. \
            The chance of being within the tolerance is what a customer can count on. Lip, blush, highlighter, eye \
            and brow have no distance to skin: they are ranked by harmony with skin, lips and brows, 0 to 1.

            shadewise match selfie.jpg
            shadewise match selfie.jpg --category concealer --top 3
            shadewise match selfie.jpg --category lip
            shadewise match selfie.jpg --report page.html
            shadewise match --lab 62.1,11.8,19.0:0.7
            shadewise match --wearing "oriel fenn 210n" --catalog catalog.sqlite
            shadewise match --labs measurements.csv --format json > matches.ndjson

            --report writes a page to open in any browser: the photo and where skin was read, the colours it may be, \
            each shade on the customer's own face beside the face without it, and what is not sure. It needs \
            nothing from elsewhere and sends nothing. It holds a picture of a face: the file is for its owner alone \
            (mode 600), and whoever gets it gets the face. Docs/match-report.md says what each part means.
            """)

    @Argument(help: ArgumentHelp("Photos, JPEG or PNG.", valueName: "image"), completion: .file())
    var images: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Match this colour instead of a photo: CIELAB under D65, with a standard deviation when it was measured.",
            valueName: "L,a,b[:sd]"),
        transform: MeasuredLab.init(parsing:))
    var lab: MeasuredLab?

    @Option(
        help: ArgumentHelp(
            "Match the skin this shade fits: its SKU, or brand and shade as one would say them.", valueName: "shade"))
    var wearing: String?

    @Option(
        help: ArgumentHelp(
            "Match every row of a CSV with the columns L, a, b, and sd and id where known; - reads standard input.",
            valueName: "file"),
        completion: .file())
    var labs: String?

    @OptionGroup var catalog: CatalogOption

    @Option(help: "What to match: \(ShadeCategory.allCases.map(\.rawValue).joined(separator: ", ")).")
    var category = "foundation"

    @Option(parsing: .unconditional, help: ArgumentHelp("How many shades, at most 100.", valueName: "n"))
    var top = 5

    @Option(help: ArgumentHelp("Distance (ΔE00) that still counts as a match.", valueName: "ΔE00"))
    var tolerance = 2.0

    @Flag(help: "Match even when the photo is not good enough.")
    var force = false

    @Option(
        help: ArgumentHelp(
            "Write a page about one photo's matches, with each shade tried on, in one file that needs nothing else; it "
                + "shows the face, so only its owner may read it; - for standard output.",
            valueName: "file.html"),
        completion: .file())
    var report: String?

    @OptionGroup var photo: PhotoOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
        let ways = [!images.isEmpty, lab != nil, wearing != nil, labs != nil].count { $0 }
        if ways == 0 { throw ValidationError("give a photo, or a colour with --lab, --labs or --wearing") }
        if ways > 1 { throw ValidationError("give photos, --lab, --labs or --wearing, not two of them") }
        if images.isEmpty, photo.landmarks != nil || photo.policy != nil || force {
            throw ValidationError("--landmarks, --policy and --force belong to photos")
        }
        if report != nil, images.count != 1 {
            throw ValidationError("--report is a page about one person's photo; give one IMAGE")
        }
        try validateRanking(top: top, tolerance: tolerance)
        try photo.validate(images: images)
    }

    func run() throws {
        if let report { try keepInputs(report) }
        if !images.isEmpty {
            return try PhotoRun(images: images, photo: photo, format: output.format, report: report) {
                try telling { try matching() }
            }.execute()
        }
        try telling(as: output.format) {
            if let lab {
                try ColorMatch(matching: matching(), format: output.format).print(lab)
            } else if let labs {
                try ColorMatch(matching: matching(), format: output.format).printAll(ofFile: labs)
            } else if let wearing {
                try matchWearing(wearing)
            }
        }
    }
}

extension Match {
    /// Refuses, before a photo is read, a page that could not be written or would replace what is read.
    private func keepInputs(_ report: String) throws {
        try refuseOverwriting(
            outputs: [FileRole("--report", output: report)],
            inputs: [
                FileRole("the photo", paths: images), FileRole("the catalog", catalog.file),
                FileRole("--landmarks", paths: [photo.landmarks].compactMap(\.self)), FileRole(policy: photo.policy),
            ])
        try refuseReplacingPhoto("--report", report)
        guard OutputPlace(report).isWritable else { throw misuse(OutputPlace.fault(report)) }
    }

    private func matching(excluding sku: String? = nil, in read: ShadeCatalog? = nil) throws -> Matching {
        try Matching(
            catalog: read ?? catalog.read(), category: category, tolerance: tolerance, top: top, force: force,
            excluding: sku)
    }

    /// Matches the skin that a shade vanishes into, leaving that shade out of the answer.
    private func matchWearing(_ text: String) throws {
        let read = try catalog.read()
        let worn = try WornShade(text, in: read)
        try ColorMatch(matching: matching(excluding: worn.shade.sku, in: read), format: output.format).print(worn)
    }
}
