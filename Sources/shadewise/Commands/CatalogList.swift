import ArgumentParser
import CatalogStore
import ColorScience
import Foundation
import Reports
import ShadeCatalog

struct CatalogList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a catalog's lines, its shades or its versions.",
        discussion: """
            shadewise catalog list
            shadewise catalog list --category foundation --shades
            shadewise catalog list catalog.sqlite --versions
            shadewise catalog list catalog.sqlite --catalog-version 3 --shades
            """)

    @OptionGroup var catalog: CatalogArgument

    @Option(help: "Only this category.")
    var category: String?

    @Option(help: "Only this brand.")
    var brand: String?

    @Flag(help: "Every shade, not only the lines.")
    var shades = false

    @Flag(help: "The versions that a catalog database keeps, oldest first.")
    var versions = false

    @OptionGroup var output: FormatOption

    func validate() throws {
        if versions, shades || category != nil || brand != nil || catalog.version != nil {
            throw ValidationError("--versions goes with none of --shades, --category, --brand and --catalog-version")
        }
    }

    func run() throws {
        if versions { return try listVersions() }
        let chosen = try CatalogFile.shades(of: catalog, category: category, brand: brand, as: output.format)
        if shades { return list(chosen) }
        list(lines: CatalogSummary(of: chosen).lines.map { Line($0, of: chosen) })
    }

    private func list(_ shades: [Shade]) {
        for shade in shades {
            switch output.format {
            case .json: print(jsonLine(ListedReport(shade: shade)))
            case .text:
                let lab = shade.lab
                let stock = shade.isInStock ? nil : "out of stock"
                let facts = [
                    "colour \(shade.colorSource.words)", shade.finish?.rawValue, shade.coverage?.rawValue,
                    shade.formula?.rawValue, shade.wear.map { "\($0.text()) h" },
                    shade.skinTypes.map { "for \($0.names.joined(separator: " or ")) skin" }, stock,
                ].compactMap { $0 }
                print(
                    Terminal.swatch(shade.swatch) + "\(Terminal.safe(shade.sku))  \(shade.swatch.hex)  "
                        + "L* \(lab.lightness.text()) a* \(lab.a.text()) b* \(lab.b.text()) ± \(shade.labUncertainty.text())  "
                        + shade.label + "  " + Terminal.dim(facts.joined(separator: ", ")))
            }
        }
    }

    private func listVersions() throws {
        for version in try telling(as: output.format, { try CatalogFile.versions(path: catalog.path) }) {
            switch output.format {
            case .json: print(jsonLine(VersionReport(version)))
            case .text:
                print(
                    String(format: "%4d  ", version.number) + "\(version.name)  \(version.date.formatted(.iso8601))  "
                        + "\(counted(version.shades, "shade")): \(version.added) added, \(version.changed) changed, "
                        + "\(version.removed) removed, \(counted(version.refused, "row")) refused  "
                        + Terminal.dim("\(version.mode.rawValue) \(Terminal.safe(version.source))"))
            }
        }
    }

    private func list(lines: [Line]) {
        let names = lines.map { Terminal.safe(ProductLabel.text(brand: $0.brand, product: $0.product)) }
        let width = names.map(\.count).max() ?? 0
        for (line, name) in zip(lines, names) {
            switch output.format {
            case .json: print(jsonLine(line))
            case .text:
                print(
                    line.category.padding(toLength: 12, withPad: " ", startingAt: 0)
                        + name.padding(toLength: width, withPad: " ", startingAt: 0)
                        + String(format: "  %3d", line.shades) + (line.shades == 1 ? " shade   " : " shades  ")
                        + String(format: "L* %2.0f to %2.0f", line.darkest, line.lightest)
                        + (line.row.isEmpty ? "" : "  " + line.row))
            }
        }
    }
}

/// One product line: its shades' number and range, and its colours in a row.
private struct Line: Encodable {
    let schema = "shadewise/catalog-lines/1"
    var category: String
    var brand: String
    var product: String
    var shades: Int
    var inStock: Int
    var darkest: Double
    var lightest: Double
    /// A strip of swatches for the terminal; empty where colours may not be written.
    var row = ""

    private enum CodingKeys: CodingKey {
        case schema, category, brand, product, shades, inStock, darkest, lightest
    }

    init(_ group: CatalogSummary.Group<CatalogSummary.Line>, of shades: [Shade]) {
        category = group.key.category.rawValue
        brand = group.key.brand
        product = group.key.product
        self.shades = group.shades
        inStock = group.inStock
        darkest = group.lightness.lowerBound.rounded(to: 2)
        lightest = group.lightness.upperBound.rounded(to: 2)
        let members = group.members.map { shades[$0] }
        row = Terminal.strip(members.sorted { $0.lab.lightness > $1.lab.lightness }.map(\.swatch))
    }
}

private struct VersionReport: Encodable {
    let schema = "shadewise/catalog-versions/1"
    var version: Int
    var catalog: String
    var date: String
    var source: String
    var mode: String
    var shades: Int
    var added: Int
    var changed: Int
    var removed: Int
    var refused: Int

    init(_ kept: CatalogVersion) {
        version = kept.number
        catalog = kept.name
        date = kept.date.formatted(.iso8601)
        source = kept.source
        mode = kept.mode.rawValue
        shades = kept.shades
        added = kept.added
        changed = kept.changed
        removed = kept.removed
        refused = kept.refused
    }
}

extension ShadeColorSource {
    fileprivate var words: String {
        switch self {
        case .stated: "as stated"
        case .hex: "from a hex"
        case .picture: "from a picture"
        }
    }
}

/// A shade, and how well its colour is known.
private struct ListedReport: Encodable {
    let shade: Shade

    private enum CodingKeys: CodingKey { case schema, labSd, provenance, colorSource }

    func encode(to encoder: any Encoder) throws {
        try ShadeReport(shade).encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("shadewise/catalog-shades/1", forKey: .schema)
        try container.encode(shade.labUncertainty.rounded(to: 2), forKey: .labSd)
        try container.encode(shade.provenance.rawValue, forKey: .provenance)
        try container.encode(shade.colorSource.rawValue, forKey: .colorSource)
    }
}
