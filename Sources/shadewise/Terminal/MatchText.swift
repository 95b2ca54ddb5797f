import ColorScience
import Foundation
import Reports
import ShadeCatalog

/// Ranked shades as a table for people.
enum MatchText {
    static func table(of ranking: Ranking, matching: Matching) -> String {
        switch ranking {
        case .difference(let matches):
            table(
                matching.category,
                "expected ΔE00, nine in ten below, chance to be within \(matching.tolerance.text())",
                rows: matches.map { match in
                    Row(
                        rank: match.rank, shade: match.shade,
                        figures: match.deltaE00.expected.text().right(4) + "  <"
                            + match.deltaE00.p90.text().right(5)
                            + (match.probabilityWithinTolerance * 100).text(0).right(5) + " %",
                        words: words(for: match.direction))
                })
        case .harmony(let matches, _, let heading, let columns):
            table(
                matching.category, heading + ": " + columns,
                rows: matches.map { match in
                    let harmony = match.harmony
                    let figures = [harmony.score, harmony.undertone, harmony.depth ?? harmony.contrast ?? 0]
                    return Row(
                        rank: match.rank, shade: match.shade,
                        figures: figures.map { $0.text(2).right(4) }.joined(separator: "  "), words: match.words)
                })
        }
    }

    private struct Row {
        var rank: Int
        var shade: Shade
        var figures: String
        var words: String
    }

    private static func table(_ category: String, _ columns: String, rows: [Row]) -> String {
        guard !rows.isEmpty else { return "  No shade of this category is in the catalog." }
        let names = rows.map(\.shade.label)
        let width = min(names.map(\.count).max() ?? 0, 64)
        let heading = "  \(category.prefix(1).uppercased() + category.dropFirst())" + Terminal.dim("  " + columns)
        let lines = zip(rows, names).map { row, name in
            let rank = String(row.rank)
            let shown = name.count > width ? name.prefix(width - 1) + "…" : name.left(width)
            return "  " + rank.right(2) + "  " + Terminal.swatch(row.shade.lab.srgb8Clamping())
                + shown + "  " + row.figures + "  "
                + Terminal.dim(Terminal.safe(details(of: row.shade, words: row.words)))
        }
        return ([heading] + lines).joined(separator: "\n")
    }

    /// What is said beside a shade: finish, coverage, formula, price, whether it can be bought, and how it fits.
    static func details(of shade: Shade, words: String) -> String {
        var parts = [shade.finish?.rawValue, shade.coverage?.rawValue, shade.formula?.rawValue].compactMap { $0 }
        if let price = shade.price { parts.append(price.text) }
        if !shade.isInStock { parts.append("out of stock") }
        parts.append(words)
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
}
