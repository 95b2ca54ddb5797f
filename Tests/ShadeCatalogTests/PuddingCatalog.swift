import ColorScience
import Foundation
import ShadeCatalog
import TestSupport

/// The shared set of 6,816 real foundation shades, its hex read as Lab: for tests of speed, search and neighbours,
/// which do not care that a web swatch is not skin.
enum PuddingCatalog {
    static func shades() throws -> [Shade] {
        let path = SharedData.directory.appending(path: "catalogs/pudding-all-shades.csv")
        var shades: [Shade] = []
        for (number, line) in try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
            .enumerated()
        {
            let fields = fields(of: line)
            guard fields.count >= 10, let code = Int(fields[9].dropFirst(), radix: 16) else { continue }
            let name = [fields[7], fields[6]].filter { $0 != "NA" && !$0.isEmpty }.joined(separator: " ")
            let color = SRGB8(red: UInt8(code >> 16 & 255), green: UInt8(code >> 8 & 255), blue: UInt8(code & 255))
            shades.append(
                Shade(
                    sku: "P\(number)", brand: fields[0], product: fields[1], name: name.isEmpty ? fields[3] : name,
                    category: .foundation, lab: color.lab, labUncertainty: 5))
        }
        return shades
    }

    private static func fields(of line: Substring) -> [String] {
        var (fields, field, isQuoted) = ([String](), "", false)
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                fields.append(field)
                field = ""
            default: field.append(character)
            }
        }
        return fields + [field]
    }
}
