import ArgumentParser
import ColorScience
import Foundation
import Inputs
import Reports
import ShadeCatalog

struct CatalogEquivalents: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "equivalents",
        abstract: "Find the shades of other brands that come nearest to a shade.",
        discussion: """
            Name the shade by its SKU or as one would say it; capitals, spacing and a slip of the keys do not matter, and \
            what was understood is told. With --all, every shade of a category is paired.

            shadewise catalog equivalents oriel fenn 210n sand
            shadewise catalog equivalents "mac nc 42 studio fix" --brand NARS --catalog catalog.sqlite
            shadewise catalog equivalents --all --category foundation --format json > pairs.ndjson
            """)

    @Argument(help: ArgumentHelp("A SKU, or brand, product and shade in words.", valueName: "shade"))
    var words: [String] = []

    @Flag(help: "Pair every shade of the category.")
    var all = false

    @OptionGroup var catalog: CatalogOption

    @Option(help: "Only shades of this brand (default: every brand but the shade's own).")
    var brand: String?

    @Option(help: "The category that --all pairs (default: foundation).")
    var category: String?

    @Option(help: ArgumentHelp("How many shades, at most 100.", valueName: "n"))
    var top = 5

    @Option(help: ArgumentHelp("Distance (ΔE00) that still counts as a match (default: 2).", valueName: "ΔE00"))
    var tolerance: Double?

    @OptionGroup var output: FormatOption

    func validate() throws {
        if all != words.isEmpty { throw ValidationError("name a shade, or pair them all with --all") }
        if all, brand != nil { throw ValidationError("--brand belongs to one shade; leave it out with --all") }
        if all, tolerance != nil { throw ValidationError("--tolerance belongs to one shade; leave it out with --all") }
        if !all, category != nil {
            throw ValidationError("--category belongs to --all; a shade's equivalents are of its own category")
        }
        try validateRanking(top: top, tolerance: tolerance)
    }

    func run() throws {
        try telling(as: output.format) {
            let read = try catalog.read()
            if all { try pairAll(in: read) } else { try answer(in: read) }
        }
        try Terminal.flush()
    }

    private func answer(in catalog: ShadeCatalog) throws(CatalogError) {
        let text = words.joined(separator: " ")
        let found = try ShadeSearch(catalog: catalog).find(text)
        let shade = found.candidates[0].shade
        let scope: ShadeEquivalents.Scope = brand.map { .brand($0) } ?? .otherBrands
        let equivalents = try ShadeEquivalents(catalog: catalog).equivalents(
            of: shade, in: scope, tolerance: tolerance ?? 2, top: top)
        switch output.format {
        case .json:
            print(
                jsonLine(
                    Report(
                        understood: found.words, isAmbiguous: found.isAmbiguous,
                        candidates: found.candidates.map(CandidateReport.init),
                        shade: ShadeReport(shade), equivalents: equivalents.map(Report.Equivalent.init))))
        case .text:
            print(
                Terminal.swatch(shade.lab.srgb8Clamping()) + Terminal.bold(shade.label)
                    + Terminal.dim("  " + Terminal.safe(shade.sku))
            )
            for line in found.explanation(of: text) { print("  " + line) }
            if equivalents.isEmpty { print("  No other brand of the catalog has a \(shade.category.rawValue).") }
            if !equivalents.isEmpty {
                print("  " + Terminal.dim("ΔE00, chance to be within \((tolerance ?? 2).text())"))
            }
            for other in equivalents {
                print(
                    "  " + Terminal.swatch(other.shade.lab.srgb8Clamping())
                        + String(format: "%4.1f  %3.0f %%  ", other.deltaE00, other.probabilityWithinTolerance * 100)
                        + other.shade.label + Terminal.dim("  " + other.words))
            }
        }
    }

    private func pairAll(in catalog: ShadeCatalog) throws(CatalogError) {
        let wanted = try ShadeCategory(parsing: category ?? "foundation")
        let pairs = ShadeEquivalents(catalog: catalog).all(in: wanted, top: top, cores: Cores.available)
        guard !pairs.isEmpty else {
            throw CatalogError(code: .unknownCategory, message: "the catalog holds no \(wanted.rawValue): name another")
        }
        for pair in pairs {
            switch output.format {
            case .json:
                print(
                    jsonLine(
                        Pairing(
                            sku: pair.sku, alsoSKUs: pair.alsoSKUs.isEmpty ? nil : pair.alsoSKUs,
                            nearest: pair.nearest.map { .init(sku: $0.sku, deltaE00: $0.deltaE00.rounded(to: 3)) })))
            case .text:
                let nearest = pair.nearest.map { "\($0.sku) \($0.deltaE00.text())" }
                print(Terminal.safe("\(pair.sku)  \(nearest.joined(separator: "  "))"))
            }
        }
    }
}

private struct Report: Encodable {
    let schema = "shadewise/catalog-equivalents/1"
    var understood: String
    var isAmbiguous: Bool
    var candidates: [CandidateReport]
    var shade: ShadeReport
    var equivalents: [Equivalent]

    struct Equivalent: Encodable {
        var shade: ShadeReport
        var deltaE00: Double
        var probabilityWithinTolerance: Double
        var notes: [String]
        /// The same shade in other sizes, where there are any.
        var alsoSKUs: [String]?

        init(_ other: ShadeEquivalent) {
            shade = ShadeReport(other.shade)
            deltaE00 = other.deltaE00.rounded(to: 2)
            probabilityWithinTolerance = other.probabilityWithinTolerance.rounded(to: 3)
            notes = other.difference.notes
            alsoSKUs = other.alsoSKUs.isEmpty ? nil : other.alsoSKUs
        }
    }
}

private struct Pairing: Encodable {
    let schema = "shadewise/catalog-pairs/1"
    var sku: String
    var alsoSKUs: [String]?
    var nearest: [Neighbor]

    struct Neighbor: Encodable {
        var sku: String
        var deltaE00: Double
    }
}
