import ColorScience

/// A question with the shades and colours that it is about for one customer.
struct QuestionForm: Sendable {
    let question: Question
    let options: [Option]
    /// The shade in question, of a critique.
    let shade: String?
    /// Of a question about an amount, the currency's code.
    let currency: String?

    struct Option: Sendable {
        let id: String
        let sku: String?
        let lab: Lab<D65>?
        let requires: Requirement?
        var score: Score

        init(
            id: String, sku: String? = nil, lab: Lab<D65>? = nil, requires: Requirement? = nil, score: Score
        ) {
            (self.id, self.sku, self.lab, self.requires, self.score) = (id, sku, lab, requires, score)
        }
    }

    init(_ question: Question, options: [Option], shade: String? = nil, currency: String? = nil) {
        (self.question, self.shade, self.currency) = (question, shade, currency)
        self.options = options.map { option in
            var sharp = option
            sharp.score = option.score * question.sharpness
            return sharp
        }
    }

    var scores: [Score] { options.map(\.score) }

    /// Whether all options that are true of her are the answer.
    var takesSeveral: Bool { question.kind == .choices }

    /// Whether an answer says anything of the skin.
    var tellsOfSkin: Bool {
        question.kind == .knownShade || question.kind == .photo || options.contains(where: \.score.dependsOnSkin)
    }

    /// As it is recorded.
    func asked(in space: TasteSpace) -> AskedQuestion {
        AskedQuestion(
            question: question.id,
            options: options.map { option in
                AskedQuestion.Option(
                    id: option.id, sku: option.sku, lab: option.lab.map { [$0.lightness, $0.a, $0.b] },
                    requires: option.requires?.name, score: StoredScore(option.score, in: space))
            }, takesSeveral: takesSeveral, takesPhoto: question.kind == .photo, currency: currency, shade: shade,
            noise: question.noise, sharpness: question.sharpness)
    }
}
