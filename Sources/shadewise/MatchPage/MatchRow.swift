import Reports
import ShadeCatalog

/// One ranked shade, by whatever its category is ranked by.
struct MatchRow {
    let rank: Int
    let shade: Shade
    /// The chance of a match or the harmony, 0...1: what a bar shows.
    let share: Double
    /// The same and what else is known of the fit, for people.
    let figures: [String]
    /// How it fits, in words.
    let words: String
}

extension Ranking {
    /// - Parameter tolerance: ΔE00 within which a shade matches.
    func rows(tolerance: Double) -> [MatchRow] {
        let text = MatchPage.text
        switch self {
        case .difference(let matches):
            return matches.map { match in
                MatchRow(
                    rank: match.rank, shade: match.shade, share: match.probabilityWithinTolerance,
                    figures: [
                        text("chance", ["share": Figure.percent(match.probabilityWithinTolerance)]),
                        text(
                            "distance",
                            ["expected": match.deltaE00.expected.text(), "most": match.deltaE00.p90.text()]),
                    ],
                    words: MatchText.words(for: match.direction))
            }
        case .harmony(let matches, _, _, _):
            return matches.map { match in
                let harmony = match.harmony
                let (key, part) = harmony.depth.map { ("depthFit", $0) } ?? ("contrastFit", harmony.contrast ?? 0)
                return MatchRow(
                    rank: match.rank, shade: match.shade, share: harmony.score,
                    figures: [
                        text("harmony", ["share": Figure.percent(harmony.score)]),
                        text("undertoneFit", ["share": Figure.percent(harmony.undertone)]),
                        text(key, ["share": Figure.percent(part)]),
                    ],
                    words: match.words)
            }
        }
    }
}
