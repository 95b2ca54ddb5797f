import ColorScience
import Foundation
import ShadeCatalog
import TestSupport

/// The shared set of 6,816 foundation shades as two American shops listed them.
///
/// Half of the brands, every second by name, were looked at while words and rules were written; the others only judge.
enum PuddingShades {
    static let listed: [ListedShade] = {
        guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
        var rows = csvRows(text)[...]
        guard let header = rows.popFirst() else { return [] }
        let columns = Dictionary(uniqueKeysWithValues: zip(header, 0...))
        return rows.enumerated().compactMap { index, row in
            func field(_ name: String) -> String? {
                guard let column = columns[name], row.indices.contains(column), row[column] != "NA" else { return nil }
                return row[column]
            }
            guard let brand = field("brand"), let product = field("product") else { return nil }
            let name = [field("specific"), field("name")].compactMap(\.self).joined(separator: " ")
            var shade = ListedShade(
                line: index + 2, sku: "\(index)", brand: brand, product: product, name: name, category: .foundation)
            shade.description = field("description") ?? field("imgAlt")
            shade.hex = field("hex").flatMap { SRGB8(hex: $0) }
            return shade
        }
    }()

    static let lines = ShadeLine.lines(of: listed)

    /// Whether the brand was looked at while the vocabulary was written.
    static let isDevelopment: [String: Bool] = {
        let brands = Set(listed.map(\.brand)).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        return Dictionary(uniqueKeysWithValues: brands.enumerated().map { ($1, $0 % 2 == 0) })
    }()

    private static let path = SharedData.directory.appending(path: "catalogs/pudding-all-shades.csv")

    private static func csvRows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = ""
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                row.append(field)
                field = ""
            case _ where character.isNewline && !isQuoted:
                rows.append(row + [field])
                row = []
                field = ""
            default: field.append(character)
            }
        }
        if !row.isEmpty { rows.append(row + [field]) }
        return rows
    }
}

/// Spearman's rank correlation, ties at their mean rank; `nil` where one side is constant.
func rankCorrelation(_ x: [Double], _ y: [Double]) -> Double? {
    func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
            start = end + 1
        }
        return ranks
    }
    let (p, q) = (ranks(x), ranks(y))
    let mean = Double(x.count - 1) / 2
    let covariance = zip(p, q).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    let (vp, vq) = (
        p.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }, q.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    )
    return vp > 0 && vq > 0 ? covariance / (vp * vq).squareRoot() : nil
}

func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
