import ArgumentParser
import ColorScience
import Foundation
import ShadeCatalog

struct CatalogList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a catalog's lines, or its shades.",
        discussion: """
            shadewise catalog list
            shadewise catalog list --category foundation --shades
            """)

    @Argument(
        help: ArgumentHelp("Catalog: a feed or a catalog database (default: the sample catalog).", valueName: "file"),
        completion: .file())
    var file: String?

    @Option(help: "Only this category.")
    var category: String?

    @Option(help: "Only this brand.")
    var brand: String?

    @Flag(help: "Every shade, not only the lines.")
    var shades = false

    @OptionGroup var output: FormatOption

    func run() throws {
        let chosen = try CatalogFile.shades(of: file, category: category, brand: brand)
        if shades { return list(chosen) }
        list(lines: CatalogSummary(of: chosen).lines.map { Line($0, of: chosen) })
    }

    private func list(_ shades: [Shade]) {
        for shade in shades {
            switch output.format {
            case .json: print(jsonLine(ShadeReport(shade)))
            case .text:
                let lab = shade.lab
                let facts = [shade.finish?.rawValue, shade.coverage?.rawValue].compactMap { $0 }.joined(separator: ", ")
                print(
                    Terminal.swatch(shade.swatch) + "\(shade.sku)  \(shade.swatch.hex)  "
                        + "L* \(lab.lightness.text()) a* \(lab.a.text()) b* \(lab.b.text())  "
                        + "\(shade.brand) \(shade.product), \(shade.name)  "
                        + Terminal.dim(facts + (shade.isInStock ? "" : ", out of stock")))
            }
        }
    }

    private func list(lines: [Line]) {
        let names = lines.map { "\($0.brand) \($0.product)" }
        let width = names.map(\.count).max() ?? 0
        for (line, name) in zip(lines, names) {
            switch output.format {
            case .json: print(jsonLine(line))
            case .text:
                print(
                    line.category.padding(toLength: 12, withPad: " ", startingAt: 0)
                        + name.padding(toLength: width, withPad: " ", startingAt: 0)
                        + String(format: "  %3d shades  L* %2.0f to %2.0f  ", line.shades, line.darkest, line.lightest)
                        + line.row)
            }
        }
    }
}

/// One product line: its shades' number and range, and its colours in a row.
private struct Line: Encodable {
    var category: String
    var brand: String
    var product: String
    var shades: Int
    var inStock: Int
    var darkest: Double
    var lightest: Double
    /// A strip of swatches for the terminal; empty where colours may not be written.
    var row = ""

    private enum CodingKeys: CodingKey { case category, brand, product, shades, inStock, darkest, lightest }

    init(_ group: CatalogSummary.Group<CatalogSummary.Line>, of shades: [Shade]) {
        category = group.key.category.rawValue
        brand = group.key.brand
        product = group.key.product
        self.shades = group.shades
        inStock = group.inStock
        darkest = group.lightness.lowerBound.rounded(to: 2)
        lightest = group.lightness.upperBound.rounded(to: 2)
        let members = shades.filter {
            $0.category == group.key.category && $0.brand == brand && $0.product == product
        }
        row = Terminal.strip(members.sorted { $0.lab.lightness > $1.lab.lightness }.map(\.swatch))
    }
}

private struct ShadeReport: Encodable {
    var sku: String
    var brand: String
    var product: String
    var shade: String
    var category: String
    var lab: [Double]
    var hex: String
    var finish: String?
    var coverage: String?
    var price: MatchReport.PriceReport?
    var inStock: Bool
    var url: String?

    init(_ shade: Shade) {
        sku = shade.sku
        brand = shade.brand
        product = shade.product
        self.shade = shade.name
        category = shade.category.rawValue
        lab = shade.lab.report
        hex = shade.swatch.hex
        finish = shade.finish?.rawValue
        coverage = shade.coverage?.rawValue
        price = shade.price.map { MatchReport.PriceReport(amount: $0.amount, currency: $0.currency) }
        inStock = shade.isInStock
        url = shade.url
    }
}
