/// All questions there are, in the order of a fixed quiz.
public struct QuestionBook: Sendable, Hashable {
    public let questions: [Question]

    public func question(_ id: String) -> Question? { questions.first { $0.id == id } }
}

extension QuestionBook {
    /// Languages that every text is there in.
    public var languages: Set<String> {
        let texts = questions.flatMap { [$0.text, $0.why] + $0.options.map(\.text) }
        return texts.reduce(into: Set(texts.first?.keys.map { $0 } ?? [])) { $0.formIntersection($1.keys) }
    }
}
