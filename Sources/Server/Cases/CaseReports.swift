internal import ColorScience
internal import Consultation
internal import Reports
internal import ShadeCatalog
internal import SkinTone

/// A consultation's state, as `GET /v1/consultations/{id}` tells it.
struct CaseReport: Encodable {
    let id: String
    let customer: String?
    let category: String
    let locale: String
    let market: String
    let consent: Consent
    /// Events so far: what a client has seen, it names in no request, but can tell when something is new.
    let version: Int
    let asked: Int
    /// The question that waits for an answer.
    let openQuestion: String?
    let shown: [String]
    let requirements: [String]
}

/// A question as it is put.
struct QuestionReport: Encodable {
    let id: String
    let text: String
    let why: String
    /// Whether all options that are true of her are the answer.
    let takesSeveral: Bool
    /// Whether any shade may be the answer, by SKU or in her own words.
    let takesShade: Bool
    /// Whether another photo is the answer, sent as photos are.
    let takesPhoto: Bool
    /// Of a question that takes an amount beside its options; else absent.
    let currency: String?
    let shade: ShadeReport?
    let options: [Option]
    /// In points of 100 of the chance that she keeps what is shown.
    let cost: Double
    /// What an answer is worth before its cost; absent for a question put by an older version.
    let gain: Double?

    struct Option: Encodable {
        let id: String
        let text: String?
        let sku: String?
        /// Hexadecimal sRGB, for a colour to look at.
        let swatch: String?
    }

    struct Answer: Encodable {
        let question: QuestionReport?
        /// Why none is asked: `not_worth_asking`, `budget_spent`.
        let reason: String?

        enum CodingKeys: CodingKey { case question, reason }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            // The contract wants `null` said.
            try container.encode(question, forKey: .question)
            try container.encodeIfPresent(reason, forKey: .reason)
        }
    }
}

extension QuestionReport {
    /// - Returns: `nil` when the book knows the question no more.
    init?(_ asked: AskedQuestion, book: QuestionBook, wording: ConsultationWording, catalog: ShadeCatalog) {
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

/// Ranked shades and why, as `GET …/recommendations` tells them.
struct RecommendationReport: Encodable {
    let category: String
    /// Chance that she keeps the one of them that suits her best, 0...1.
    let keepsOne: Double
    let summary: String
    let skin: Skin
    let shades: [Entry]
    /// What does not go together, or does not fit: for people.
    let warnings: [String]
    /// What would change the answer, what was not used, what no machine knows.
    let notes: [String]
    /// What the shop's goals had to do with it; absent where they had no say.
    let firm: FirmChoice?
    /// The number of the lessons, taught by other customers, that this stands on; absent where nobody's are.
    let lessons: Int?

    struct Skin: Encodable {
        let lab: [Double]
        let covariance: [[Double]]
        let hex: String
    }

    struct Entry: Encodable {
        let rank: Int
        let shade: ShadeReport
        /// Chance that she keeps it, 0...1.
        let keep: Double
        /// Absent where the colour is no match to skin.
        let expectedDeltaE00: Double?
        let probabilityWithinTolerance: Double?
        /// What speaks for it, in words.
        let reasons: [String]
    }

    init(
        _ recommendation: Recommendation, _ explanation: Explanation, category: String, wording: ConsultationWording,
        lessons: Int
    ) {
        self.category = category
        self.lessons = lessons > 0 ? lessons : nil
        keepsOne = recommendation.keepsOne.rounded(to: 3)
        summary = recommendation.shades.isEmpty ? wording.texts("nothing") : wording.keepsOne(recommendation.keepsOne)
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
        notes = wording.closing(explanation) + (wording.firm(recommendation.firm).map { [$0] } ?? [])
        firm = recommendation.firm
    }
}
