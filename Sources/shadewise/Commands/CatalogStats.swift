import ArgumentParser
import ColorScience
import Foundation
import Reports
import ShadeCatalog

struct CatalogStats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Say which skin colours each line of a catalog serves, where it leaves gaps and where it crowds.",
        discussion: """
            Measured on 1,728 plausible skins, as many of every depth and undertone. A skin is served when a shade lies \
            within the tolerance of it; crowded shades have another of their line within ΔE00 1.

            shadewise catalog stats catalog.sqlite
            shadewise catalog stats shades.csv --brand "Oriel & Fenn" --report stats.html
            """)

    @OptionGroup var catalog: CatalogArgument

    @Option(help: "Only this category.")
    var category: String?

    @Option(help: "Only this brand.")
    var brand: String?

    @Option(help: ArgumentHelp("Distance (ΔE00) within which a shade serves a skin.", valueName: "ΔE00"))
    var tolerance = 2.0

    @Option(
        help: ArgumentHelp(
            "Write a page with plots, in one file that needs nothing else; - for standard output.",
            valueName: "file.html"),
        completion: .file())
    var report: String?

    @OptionGroup var output: FormatOption

    func validate() throws {
        try validateRanking(tolerance: tolerance)
    }

    func run() throws {
        try refuseOverwriting(
            outputs: [FileRole("--report", output: report)],
            inputs: [FileRole("the catalog", catalog.file)])
        let shades = try CatalogFile.shades(of: catalog, category: category, brand: brand, as: output.format)
        let statistics = CatalogStatistics(of: shades, tolerance: tolerance)
        if let report {
            let title = catalog.path.map { URL(filePath: $0).lastPathComponent }
            try writeAtomically(Array(CatalogReport.html(statistics, title: title).utf8), to: report)
        }
        // Standard output is the page's alone.
        let page = report.map { OutputPlace($0) }
        switch output.format {
        case .json: for line in statistics.lines { page.say(jsonLine(LineReport(line))) }
        case .text: page.say(table(of: statistics))
        }
        try Terminal.flush()
    }

    private func table(of statistics: CatalogStatistics) -> String {
        let names = statistics.lines.map { Terminal.safe(ProductLabel.text(brand: $0.brand, product: $0.product)) }
        let width = min(names.map(\.count).max() ?? 0, 56)
        let rows = zip(statistics.lines, names).map { line, name in
            let shown = name.count > width ? name.prefix(width - 1) + "…" : name
            let counts = String(
                format: "  %3d  L* %2.0f to %2.0f", line.shades.count, line.lightness.lowerBound,
                line.lightness.upperBound)
            var text = shown.padding(toLength: width, withPad: " ", startingAt: 0) + counts
            if let coverage = line.coverage {
                text += String(format: "  %3.0f %%", coverage.overall.share * 100)
                text += "  " + coverage.weakest.words.padding(toLength: 24, withPad: " ", startingAt: 0)
            } else {
                text += String(repeating: " ", count: 33)
            }
            return text + String(format: "%3d", line.crowded)
        }
        let heading =
            "".padding(toLength: width, withPad: " ", startingAt: 0)
            + Terminal.dim("  shades  from, to  served  served least              crowded")
        return ([heading] + rows).joined(separator: "\n")
    }
}

private struct LineReport: Encodable {
    let schema = "shadewise/catalog-stats/1"
    var brand: String
    var product: String
    var category: String
    var shades: Int
    var lightness: [Double]
    var served: Double?
    var distance: Double?
    var groups: [Group]?
    var gaps: [Gap]
    var crowded: Int
    var pairs: [Pair]

    struct Group: Encodable {
        var depth: String
        var undertone: String
        var served: Double
        var distance: Double
    }

    struct Gap: Encodable {
        var lab: [Double]
        var depth: String
        var undertone: String
        var share: Double
        var distance: Double
    }

    struct Pair: Encodable {
        var skus: [String]
        var deltaE00: Double
    }

    init(_ line: CatalogStatistics.Line) {
        brand = line.brand
        product = line.product
        category = line.category.rawValue
        shades = line.shades.count
        lightness = [line.lightness.lowerBound.rounded(to: 2), line.lightness.upperBound.rounded(to: 2)]
        served = line.coverage.map { $0.overall.share.rounded(to: 3) }
        distance = line.coverage.map { $0.overall.distance.rounded(to: 2) }
        groups = line.coverage.map { coverage in
            zip(SkinGroup.all, coverage.groups).map { group, service in
                Group(
                    depth: group.depth.rawValue, undertone: group.undertone.rawValue,
                    served: service.share.rounded(to: 3), distance: service.distance.rounded(to: 2))
            }
        }
        gaps = line.gaps.map {
            Gap(
                lab: $0.lab.report, depth: $0.group.depth.rawValue, undertone: $0.group.undertone.rawValue,
                share: $0.share.rounded(to: 3), distance: $0.distance.rounded(to: 2))
        }
        crowded = line.crowded
        pairs = line.pairs.map {
            Pair(skus: [line.shades[$0.first].sku, line.shades[$0.second].sku], deltaE00: $0.deltaE00.rounded(to: 2))
        }
    }
}
