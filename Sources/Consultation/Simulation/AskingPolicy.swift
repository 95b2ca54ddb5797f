/// How the next question is chosen.
public enum AskingPolicy: String, Sendable, CaseIterable {
    /// Any that can be asked.
    case random
    /// In the book's order.
    case quiz
    /// The one whose answer is the least foreseeable.
    case entropy
    /// The one whose answer is worth most.
    case evoi
    /// The same, by what other customers have taught.
    case learned
}
