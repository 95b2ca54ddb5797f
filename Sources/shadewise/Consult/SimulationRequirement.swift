import ArgumentParser
import Consultation

/// A figure that must be reached, such as `hit3@5=0.9` after some questions, or `questions@0.8=2.5`, questions until that
/// share has a hit among three; of the policy `evoi`, or of another as in `learned:hit3@4=0.9`.
struct SimulationRequirement {
    let text: String
    let policy: AskingPolicy
    /// After so many questions; of no matter for a figure that says itself after how many.
    let turn: Int
    private let figure: Figure
    private let value: Double
    /// Of customers with a hit among three.
    private let share: Double

    private enum Figure: String, CaseIterable {
        case hit1, hit3, hit5, mrr, inside90, regret, deltaE00, spread3, questions
    }

    /// - Throws: `ValidationError`, for the command line to tell.
    init(parsing text: String) throws {
        let places = text.split(separator: ":", omittingEmptySubsequences: false)
        let parts = (places.last ?? "").split(separator: "=", omittingEmptySubsequences: false)
        let names = (parts.first ?? "").split(separator: "@", omittingEmptySubsequences: false)
        let policy = places.count == 2 ? AskingPolicy(rawValue: String(places[0])) : .evoi
        guard places.count <= 2, let policy, parts.count == 2, names.count == 2,
            let figure = Figure(rawValue: String(names[0])), let value = Double(parts[1]), value.isFinite,
            figure == .questions || Int(names[1]).map({ $0 >= 0 }) == true,
            figure != .questions || Double(names[1]).map((0...1).contains) == true
        else {
            throw ValidationError(
                "write figure@questions=value, such as hit3@5=0.9, questions@0.8=2.5 or learned:hit3@4=0.9; figures are "
                    + Figure.allCases.map(\.rawValue).joined(separator: ", "))
        }
        (self.text, self.policy, self.figure, self.value) = (text, policy, figure, value)
        (turn, share) = (Int(names[1]) ?? 0, Double(names[1]) ?? 0)
    }

    func isMet(by table: SimulationTable) -> Bool {
        let row = table.rows[turn]
        return switch figure {
        case .hit1: row.hitAt1 >= value
        case .hit3: row.hitAt3 >= value
        case .hit5: row.hitAt5 >= value
        case .mrr: row.reciprocalRank >= value
        case .inside90: row.inside90 >= value
        case .regret: row.regret <= value
        case .deltaE00: row.deltaE00 <= value
        case .spread3: row.spreadOfHitAt3 <= value
        case .questions: table.questions(toHitAt3: share).map { $0 <= value } ?? false
        }
    }
}
