import ArgumentParser
import Consultation

/// A figure that must be reached after some questions, such as `hit3@5=0.9`.
struct SimulationRequirement {
    let text: String
    let turn: Int
    private let figure: Figure
    private let value: Double

    private enum Figure: String, CaseIterable {
        case hit1, hit3, hit5, mrr, inside90, regret, deltaE00
    }

    /// - Throws: `ValidationError`, for the command line to tell.
    init(parsing text: String) throws {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        let names = parts[0].split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, names.count == 2, let figure = Figure(rawValue: String(names[0])),
            let turn = Int(names[1]), turn >= 0, let value = Double(parts[1]), value.isFinite
        else {
            throw ValidationError(
                "write figure@questions=value, such as hit3@5=0.9; figures are "
                    + Figure.allCases.map(\.rawValue).joined(separator: ", "))
        }
        (self.text, self.turn, self.figure, self.value) = (text, turn, figure, value)
    }

    func isMet(by row: SimulationTable.Row) -> Bool {
        switch figure {
        case .hit1: row.hitAt1 >= value
        case .hit3: row.hitAt3 >= value
        case .hit5: row.hitAt5 >= value
        case .mrr: row.reciprocalRank >= value
        case .inside90: row.inside90 >= value
        case .regret: row.regret <= value
        case .deltaE00: row.deltaE00 <= value
        }
    }
}
