/// All questions there are, in the order of a fixed quiz.
public struct QuestionBook: Sendable, Hashable {
    /// In order; each id once.
    public let questions: [Question]

    /// - Complexity: O(*n*).
    public func question(_ id: String) -> Question? { questions.first { $0.id == id } }
}

extension QuestionBook {
    /// The same questions, answers being at random so often; but cues as often as they are in any case.
    func withNoise(_ noise: Double) -> QuestionBook {
        QuestionBook(questions: questions.map { $0.withNoise($0.isCue ? max($0.noise, noise) : noise) })
    }

    /// The others alone.
    public func without(_ kind: Question.Kind) -> QuestionBook {
        QuestionBook(questions: questions.filter { $0.kind != kind })
    }

    /// Languages that every text is there in.
    public var languages: Set<String> {
        let texts = questions.flatMap { [$0.text, $0.why] + $0.options.map(\.text) }
        return texts.reduce(into: Set(texts.first?.keys.map { $0 } ?? [])) { $0.formIntersection($1.keys) }
    }
}
