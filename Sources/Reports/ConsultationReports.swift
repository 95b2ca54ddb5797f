import ColorScience
package import Consultation
package import ShadeCatalog
import SkinTone

/// A question as it is put, as `GET …/question` and `consult --format json` tell it.
package struct QuestionReport: Encodable, Sendable {
    package let id: String
    package let text: String
    package let why: String
    /// Whether all options that are true of her are the answer.
    package let takesSeveral: Bool
    /// Whether any shade may be the answer, by SKU or in her own words.
    package let takesShade: Bool
    /// Whether another photo is the answer, sent as photos are.
    package let takesPhoto: Bool
    /// Of a question that takes an amount beside its options; else absent.
    package let currency: String?
    package let shade: ShadeReport?
    package let options: [Option]
    /// In points of 100 of the chance that she keeps what is shown.
    package let cost: Double
    /// What an answer is worth before its cost; absent for a question put by an older version.
    package let gain: Double?

    package struct Option: Encodable, Sendable {
        package let id: String
        package let text: String?
        package let sku: String?
        /// Hexadecimal sRGB, for a colour to look at.
        package let swatch: String?
    }

    package struct Answer: Encodable, Sendable {
        package let question: QuestionReport?
        /// Why none is asked: `not_worth_asking`, `budget_spent`.
        package let reason: String?

        enum CodingKeys: CodingKey { case question, reason }

        package init(question: QuestionReport?, reason: String?) { (self.question, self.reason) = (question, reason) }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            // The contract wants `null` said.
            try container.encode(question, forKey: .question)
            try container.encodeIfPresent(reason, forKey: .reason)
        }
    }
}

extension QuestionReport {
    /// - Returns: `nil` when the book knows the question no more.
    package init?(_ asked: AskedQuestion, book: QuestionBook, wording: ConsultationWording, catalog: ShadeCatalog) {
        guard let question = book.question(asked.question) else { return nil }
        id = asked.question
        text = question.text(in: wording.language)
        why = question.why(in: wording.language)
        takesSeveral = asked.takesSeveral
        (takesShade, takesPhoto, currency) = (asked.takesShade, asked.takesPhoto, asked.currency)
        shade = asked.shade.flatMap(catalog.shade(sku:)).map { ShadeReport($0) }
        options = asked.options.map { option in
            Option(
                id: option.id, text: wording.text(of: option, of: asked), sku: option.sku,
                swatch: option.lab.flatMap { lab in
                    lab.count == 3 ? Lab<D65>(lab[0], lab[1], lab[2]).srgb8Clamping().hex : nil
                })
        }
        cost = question.cost
        gain = asked.gain?.rounded(to: 2)
    }
}

/// Ranked shades and why, as `GET …/recommendations` and `consult --format json` tell them.
package struct RecommendationReport: Encodable, Sendable {
    package let category: String
    /// Chance that she keeps the one of them that suits her best, 0...1.
    package let keepsOne: Double
    package let summary: String
    package let skin: Skin
    package let shades: [Entry]
    /// What does not go together, or does not fit: for people.
    package let warnings: [String]
    /// What would change the answer, what was not used, what no machine knows.
    package let notes: [String]
    /// What the shop's goals had to do with it; absent where they had no say.
    package let firm: Firm?
    /// The number of the lessons, taught by other customers, that this stands on; absent where nobody's are.
    package let lessons: Int?

    package struct Skin: Encodable, Sendable {
        package let lab: [Double]
        package let covariance: [[Double]]
        package let hex: String
    }

    package struct Entry: Encodable, Sendable {
        package let rank: Int
        package let shade: ShadeReport
        /// Chance that she keeps it, 0...1.
        package let keep: Double
        /// Absent where the colour is no match to skin.
        package let expectedDeltaE00: Double?
        package let probabilityWithinTolerance: Double?
        /// What speaks for it, in words.
        package let reasons: [String]
    }

    package struct Firm: Encodable, Sendable {
        /// Points of 100 by which she keeps one of the shades less often than of her best set.
        package let cost: Double
        /// What the shop gains by it, in the units of its goals; absent for browsers, whom it would tell margins.
        package let gain: Double?
        /// Chance with which this set was drawn.
        package let propensity: Double
    }

    /// - Parameter tellsGain: whether who asks may know what the shop gains.
    package init(
        _ recommendation: Recommendation, _ explanation: Explanation, category: String, wording: ConsultationWording,
        lessons: Int, tellsGain: Bool = true
    ) {
        self.category = category
        self.lessons = lessons > 0 ? lessons : nil
        keepsOne = recommendation.keepsOne.rounded(to: 3)
        summary = wording.nothing(explanation) ?? wording.keepsOne(recommendation.keepsOne)
        let skin = recommendation.skin
        self.skin = Skin(
            lab: skin.mean.report, covariance: skin.covariance.rows.map { row in row.map { $0.rounded(to: 3) } },
            hex: skin.mean.srgb8Clamping().hex)
        shades = recommendation.shades.enumerated().map { index, shown in
            Entry(
                rank: index + 1, shade: ShadeReport(shown.shade), keep: shown.keep.rounded(to: 3),
                expectedDeltaE00: shown.expectedDeltaE00?.rounded(to: 2),
                probabilityWithinTolerance: shown.withinTolerance?.rounded(to: 3),
                reasons: wording.reasons(for: shown))
        }
        warnings = wording.warnings(explanation)
        notes = wording.closing(explanation) + (wording.firm(recommendation).map { [$0] } ?? [])
        firm = recommendation.firm.map {
            Firm(cost: $0.cost, gain: tellsGain ? $0.gain : nil, propensity: $0.propensity)
        }
    }
}
