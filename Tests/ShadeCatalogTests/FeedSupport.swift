import ColorScience
import Foundation
import ShadeCatalog
import TestSupport
import Testing

let sampleCatalogPath = SharedData.root.appending(path: "Catalog/sample.csv").path(percentEncoded: false)

let header = "sku,brand,product,shade,category,L,a,b"
let row = "A1,Brand,Base,210N Sand,foundation,62,12,18"

func read(_ text: String, _ format: FeedFormat = .csv) -> (shades: [Shade], issues: [CatalogIssue]) {
    CatalogReader.read(bytes: Array(text.utf8), options: FeedOptions(format: format))
}

func foundation(
    _ sku: String, _ lab: Lab<D65>, uncertainty: Double = 0, category: ShadeCategory = .foundation, stock: Int? = nil
) -> Shade {
    var shade = Shade(
        sku: sku, brand: "Brand", product: "Base", name: sku, category: category, lab: lab, labUncertainty: uncertainty)
    shade.stock = stock
    return shade
}

/// What a feed lists, and what is wrong with it, without anything being settled.
func list(_ bytes: [UInt8], _ options: FeedOptions = .init()) -> (shades: [ListedShade], issues: [CatalogIssue]) {
    var reader = FeedReader(bytes: bytes, options: options)
    return drain(&reader)
}

/// - Parameter text: Of a whole file: its last line is ended here.
func list(_ text: String, _ options: FeedOptions = .init()) -> (shades: [ListedShade], issues: [CatalogIssue]) {
    list(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), options)
}

func drain(_ reader: inout FeedReader) -> (shades: [ListedShade], issues: [CatalogIssue]) {
    var shades: [ListedShade] = []
    var issues: [CatalogIssue] = []
    do {
        while let item = try reader.next() {
            switch item {
            case .shade(let shade): shades.append(shade)
            case .issue(let issue): issues.append(issue)
            }
        }
    } catch {
        Issue.record(error)
    }
    return (shades, issues)
}
