import ArgumentParser
import ColorScience
import Foundation
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
            shadewise match --lab 62.1,11.8,19.0:0.7
            shadewise match --wearing "oriel fenn 210n" --catalog catalog.sqlite
            shadewise match --labs measurements.csv --format json > matches.ndjson
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

    @OptionGroup var photo: PhotoOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
        let ways = [!images.isEmpty, lab != nil, wearing != nil, labs != nil].count { $0 }
        if ways == 0 { throw ValidationError("give a photo, or a colour with --lab, --labs or --wearing") }
        if ways > 1 { throw ValidationError("give photos, --lab, --labs or --wearing, not two of them") }
        if images.isEmpty, photo.landmarks != nil || photo.policy != nil || force {
            throw ValidationError("--landmarks, --policy and --force belong to photos")
        }
        try validateRanking(top: top, tolerance: tolerance)
        try photo.validate(images: images)
    }

    func run() throws {
        if !images.isEmpty {
            return try PhotoRun(images: images, photo: photo, format: output.format) {
                try telling { try matching() }
            }.execute()
        }
        try telling {
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
