import ColorScience
import Foundation
import ShadeCatalog

/// Ranked shades as a table for people.
enum MatchText {
    static func table(of shades: [ShadeMatch], matching: Matching) -> String {
        guard !shades.isEmpty else { return "  No shade of this category is in the catalog." }
        let names = shades.map(\.shade.label)
        let width = min(names.map(\.count).max() ?? 0, 64)
        let heading =
            "  \(matching.category.prefix(1).uppercased() + matching.category.dropFirst())"
            + Terminal.dim("  expected ΔE00, nine in ten below, chance to be within \(matching.tolerance.text())")
        let rows = zip(shades, names).map { match, name in
            let rank = String(match.rank)
            let padded = name.count > width ? name.prefix(width - 1) + "…" : name + spaces(width - name.count)
            return "  " + spaces(2 - rank.count) + rank + "  " + Terminal.swatch(match.shade.lab.srgb8Clamping())
                + padded + "  " + column(match.deltaE00.expected.text(), 4) + "  <"
                + column(match.deltaE00.p90.text(), 5)
                + column((match.probabilityWithinTolerance * 100).text(0), 5) + " %  "
                + Terminal.dim(Terminal.safe(details(of: match)))
        }
        return ([heading] + rows).joined(separator: "\n")
    }

    private static func details(of match: ShadeMatch) -> String {
        let shade = match.shade
        var parts = [shade.finish?.rawValue, shade.coverage?.rawValue].compactMap { $0 }
        if let price = shade.price { parts.append("\(price.currency) \(price.amount.text(2))") }
        if !shade.isInStock { parts.append("out of stock") }
        parts.append(words(for: match.direction))
        return parts.joined(separator: ", ")
    }

    /// How the shade differs from the skin, in words a counter would use.
    static func words(for direction: ShadeMatch.Direction) -> String {
        func word(_ value: Double, _ more: String, _ less: String) -> String? {
            switch abs(value) {
            case ..<0.75: nil
            case ..<2: "a touch \(value > 0 ? more : less)"
            default: value > 0 ? more : less
            }
        }
        let words = [
            word(direction.lightness, "lighter", "darker"), word(direction.redness, "pinker", "less pink"),
            word(direction.yellowness, "more golden", "less golden"),
        ].compactMap { $0 }
        return words.isEmpty ? "as your skin" : words.joined(separator: ", ")
    }

    private static func column(_ text: String, _ width: Int) -> String { spaces(width - text.count) + text }
    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
