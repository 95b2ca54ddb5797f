import ColorScience
package import ShadeCatalog

/// The contract's `match` object.
package struct MatchReport: Encodable {
    package var category: String
    /// `harmony`, where shades have no colour difference to skin.
    package var rankedBy: String?
    /// The colours of the face that harmony was judged with.
    package var readFrom: [String]?
    /// `nil` with harmony.
    package var tolerance: Double?
    package var shades: [Entry]

    /// In JSON one object with the shade's own fields.
    package struct Entry: Encodable {
        package var rank: Int
        package var shade: ShadeReport
        package var deltaE00: Quantiles?
        package var probabilityWithinTolerance: Double?
        package var direction: Direction?
        package var harmony: Harmony?
        /// The same shade in other sizes, where there are any.
        package var alsoSKUs: [String]?

        private enum CodingKeys: CodingKey {
            case rank, deltaE00, probabilityWithinTolerance, direction, harmony, alsoSKUs
        }

        package func encode(to encoder: any Encoder) throws {
            try shade.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(rank, forKey: .rank)
            try container.encodeIfPresent(deltaE00, forKey: .deltaE00)
            try container.encodeIfPresent(probabilityWithinTolerance, forKey: .probabilityWithinTolerance)
            try container.encodeIfPresent(direction, forKey: .direction)
            try container.encodeIfPresent(harmony, forKey: .harmony)
            try container.encodeIfPresent(alsoSKUs, forKey: .alsoSKUs)
        }
    }

    /// Each 0...1.
    package struct Harmony: Encodable {
        package var score: Double
        package var undertone: Double
        package var depth: Double?
        package var contrast: Double?
        package var words: String
    }

    package struct Quantiles: Encodable {
        package var expected: Double
        package var p50: Double
        package var p90: Double
    }

    /// Shade minus skin.
    package struct Direction: Encodable {
        package var lightness: Double
        package var redness: Double
        package var yellowness: Double
    }
}

extension MatchReport {
    package init(_ ranking: Ranking, matching: Matching) {
        category = matching.category
        switch ranking {
        case .difference(let matches):
            tolerance = matching.tolerance
            shades = matches.map(Entry.init)
        case .harmony(let matches, let parts, _, _):
            rankedBy = "harmony"
            readFrom = parts.map(\.rawValue)
            shades = matches.map(Entry.init)
        }
    }
}

extension MatchReport.Entry {
    package init(_ match: ShadeMatch) {
        self.init(rank: match.rank, shade: ShadeReport(match.shade, tellsCategory: false))
        deltaE00 = MatchReport.Quantiles(
            expected: match.deltaE00.expected.rounded(to: 2), p50: match.deltaE00.p50.rounded(to: 2),
            p90: match.deltaE00.p90.rounded(to: 2))
        probabilityWithinTolerance = match.probabilityWithinTolerance.rounded(to: 3)
        direction = MatchReport.Direction(
            lightness: match.direction.lightness.rounded(to: 2), redness: match.direction.redness.rounded(to: 2),
            yellowness: match.direction.yellowness.rounded(to: 2))
        alsoSKUs = match.alsoSKUs.isEmpty ? nil : match.alsoSKUs
    }

    package init(_ match: HarmonyMatch) {
        self.init(rank: match.rank, shade: ShadeReport(match.shade, tellsCategory: false))
        harmony = MatchReport.Harmony(
            score: match.harmony.score.rounded(to: 3), undertone: match.harmony.undertone.rounded(to: 3),
            depth: match.harmony.depth?.rounded(to: 3), contrast: match.harmony.contrast?.rounded(to: 3),
            words: match.words)
        alsoSKUs = match.alsoSKUs.isEmpty ? nil : match.alsoSKUs
    }
}
