import Consultation
import Reports
import ShadeCatalog

/// Simulated consultations as tables for people.
enum SimulationText {
    /// What customers have taught, in a few lines.
    static func lessons(_ lessons: Lessons, _ space: TasteSpace, _ asked: QuestionBook) -> String {
        let taste = lessons.taste(TastePrior(), market: "")
        let weights = space.attributes.map { attribute in
            let (weight, before) = (taste.weight(of: attribute), TastePrior().weight(of: attribute))
            return "  \(attribute.name.left(18))\(before.mean.text(2).right(6)) ± \(before.spread.text(2))  →"
                + "\(weight.mean.text(2).right(6)) ± \(weight.spread.text(2))"
        }
        let (keep, standard) = (lessons.keepModel(), KeepModel.standard)
        let keeping =
            "  of a matching shade \(standard.base.text(2)) → \(keep.base.text(2)), by colour \(standard.slope.text(2)) → "
            + keep.slope.text(2)
        let book = lessons.book(asked)
        let answers = zip(book.questions, asked.questions).filter { $0 != $1 }.map { new, old in
            "  \(new.id.left(18))chance \(old.noise.text(2)) → \(new.noise.text(2)), told apart \(new.sharpness.text(2)) × as sharply"
        }
        return
            ([Terminal.bold("What \(counted(lessons.customers, "customer")) taught, in log-odds of keeping:")] + weights
            + [keeping] + answers).joined(separator: "\n") + "\n"
    }

    /// How many questions reach what so many untaught ones do, wherever one more gets further; `nil` where none does.
    static func learning(_ taught: SimulationTable, after untaught: SimulationTable) -> String? {
        var (most, lines) = (untaught.rows.first?.hitAt3 ?? 0, [String]())
        for (turn, row) in untaught.rows.enumerated().dropFirst() where row.hitAt3 > most {
            most = row.hitAt3
            var line = "  \(most.text(3)): \(turn) → "
            if let needed = taught.questions(toHitAt3: most) {
                let change = 100 * (needed / Double(turn) - 1)
                line += "\(needed.text(1)) (\(change > 0 ? "+" : "")\(change.text(0)) %)"
            } else {
                line += "–"
            }
            lines.append(line)
        }
        guard !lines.isEmpty else { return nil }
        let heading = Terminal.bold("Questions to as many hits among three, untaught → taught:")
        return ([heading] + lines).joined(separator: "\n") + "\n"
    }

    static func table(_ table: SimulationTable) -> String {
        let heading =
            "\(table.policy.rawValue), noise \(table.noise.text(2)), \(counted(table.customers, "customer")); questions "
            + "until four of five have a hit among three: \(table.questions(toHitAt3: 0.8)?.text(1) ?? "–")"
        var lines = [
            Terminal.bold(heading),
            Terminal.dim(" q  hit@1  hit@3  hit@5    MRR  regret   ΔE00  in 90 %  draws  asked"),
        ]
        for (turn, row) in table.rows.enumerated() {
            let shares = [row.hitAt1, row.hitAt3, row.hitAt5, row.reciprocalRank].map { $0.text(3).right(7) }.joined()
            let figures =
                row.regret.text(2).right(8) + row.deltaE00.text(2).right(7) + (100 * row.inside90).text(1).right(9)
                + row.leastSampleSize.text(0).right(7)
            let asked = row.asked.prefix(3).map { "\($0.question) \(Figure.percent($0.share))" }
            lines.append(String(turn).right(2) + shares + figures + "  " + asked.joined(separator: ", "))
        }
        if table.groups.count > 1, table.policy == .evoi || table.policy == .learned {
            lines.append(Terminal.dim("    skin                     customers  hit@3  questions to the first hit"))
            for group in table.groups {
                lines.append(
                    "    " + group.name.left(25) + String(group.customers).right(9) + group.hitAt3.text(3).right(7)
                        + group.questions.text(2).right(7))
            }
        }
        if let firm = table.firm {
            let change = firm.before > 0 ? 100 * (firm.after / firm.before - 1) : 0
            lines.append(
                "    the shop's goals: worth \(change.text(1)) % more to it, \(firm.regret.text(2)) points less to her "
                    + "(\(firm.cost.text(2)) expected); of \(firm.putIn) shades put in \(firm.putInBeyond) lie beyond tolerance in "
                    + "truth, of those taken out \(firm.takenOutBeyond)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// The same for programs.
struct SimulationReport: Encodable {
    let schema = "shadewise/simulation/1"
    let policy: String
    let noise: Double
    let customers: Int
    let questionsToHit3Of80Percent: Double?
    let turns: [Turn]
    let groups: [Group]
    let firm: Firm?

    struct Group: Encodable {
        let skin: String
        let customers: Int
        let hit3, questions: Double
    }

    struct Firm: Encodable {
        let valueBefore, valueAfter, regret, expectedCost: Double
        let putIn, putInBeyondTolerance, takenOutBeyondTolerance: Int
    }

    struct Turn: Encodable {
        let questions: Int
        let hit1, hit3, hit5, mrr, regret, deltaE00, inside90, leastSampleSize: Double
        let asked: [String: Double]
    }

    init(_ table: SimulationTable) {
        policy = table.policy.rawValue
        noise = table.noise
        customers = table.customers
        questionsToHit3Of80Percent = table.questions(toHitAt3: 0.8)?.rounded(to: 2)
        groups = table.groups.map {
            Group(
                skin: $0.name, customers: $0.customers, hit3: $0.hitAt3.rounded(to: 4),
                questions: $0.questions.rounded(to: 3))
        }
        firm = table.firm.map {
            Firm(
                valueBefore: $0.before.rounded(to: 4), valueAfter: $0.after.rounded(to: 4),
                regret: $0.regret.rounded(to: 3), expectedCost: $0.cost.rounded(to: 3), putIn: $0.putIn,
                putInBeyondTolerance: $0.putInBeyond,
                takenOutBeyondTolerance: $0.takenOutBeyond)
        }
        turns = table.rows.enumerated().map { turn, row in
            Turn(
                questions: turn, hit1: row.hitAt1.rounded(to: 4), hit3: row.hitAt3.rounded(to: 4),
                hit5: row.hitAt5.rounded(to: 4), mrr: row.reciprocalRank.rounded(to: 4),
                regret: row.regret.rounded(to: 3), deltaE00: row.deltaE00.rounded(to: 3),
                inside90: row.inside90.rounded(to: 4), leastSampleSize: row.leastSampleSize.rounded(to: 0),
                asked: Dictionary(uniqueKeysWithValues: row.asked.map { ($0.question, $0.share.rounded(to: 4)) }))
        }
    }
}
