/// All questions there are, in the order of a fixed quiz.
public struct QuestionBook: Sendable, Hashable {
    public let questions: [Question]

    public func question(_ id: String) -> Question? { questions.first { $0.id == id } }
}
