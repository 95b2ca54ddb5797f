import ArgumentParser
import Consultation
import ShadeCatalog

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Ask simulated customers, to see which way of asking finds their shades soonest.",
        discussion: """
            Every customer has a skin and a taste that nobody sees, a photo that is as wrong as photos are, and answers \
            by the former; a third know a shade that fits. A hit is a shade that she keeps at most two points of 100 \
            less often than her best one.

            shadewise simulate --customers 500
            """)

    @Option(help: "How many customers.")
    var customers = 1_000

    @Option(
        parsing: .upToNextOption, help: "random, quiz, entropy, evoi (default: all).",
        transform: { text in
            guard let policy = AskingPolicy(rawValue: text) else {
                throw ValidationError("choose random, quiz, entropy or evoi")
            }
            return policy
        })
    var policy: [AskingPolicy] = []

    @Option(parsing: .upToNextOption, help: "Chance of an answer at random (default: 0).")
    var noise: [Double] = []

    @Option(help: "How many questions.")
    var questions = 10

    @Option(help: "Simulate from this seed.")
    var seed: UInt64 = 1

    @OptionGroup var catalog: CatalogOption
    @OptionGroup var output: FormatOption

    func run() throws {
        let offer = try telling { try Offer(catalog: try catalog.read(), category: .foundation) }
        for policy in policy.isEmpty ? AskingPolicy.allCases : policy {
            for noise in noise.isEmpty ? [0] : noise {
                var simulation = Simulation(advisor: Advisor(offer: offer))
                (simulation.seed, simulation.noise, simulation.questions) = (seed, noise, questions)
                let run = simulation
                var outcomes: [[Simulation.Outcome]] = []
                try OrderedWork.run(
                    count: customers, window: 64,
                    work: { run.run(SimulatedCustomer(id: $0, seed: run.seed, offer: offer), policy) }
                ) { outcome, _ in outcomes.append(outcome) }
                print(text(SimulationTable(policy: policy, noise: noise, outcomes: outcomes)))
                try Terminal.flush()
            }
        }
    }

    private func text(_ table: SimulationTable) -> String {
        var lines = [
            "\(table.policy.rawValue), noise \(table.noise.text(2)), \(table.customers) customers; questions to hit@3 0.8: "
                + (table.questions(toHitAt3: 0.8)?.text(2) ?? "–"),
            " q  hit@1  hit@3  hit@5    MRR  regret   ΔE00    in90    ESS",
        ]
        for (turn, row) in table.rows.enumerated() {
            let cells = [row.hitAt1, row.hitAt3, row.hitAt5, row.reciprocalRank].map { $0.text(3).right(7) }
            lines.append(
                String(turn).right(2) + cells.joined() + row.regret.text(2).right(8) + row.deltaE00.text(2).right(7)
                    + row.inside90.text(3).right(8) + row.leastSampleSize.text(0).right(7) + "   "
                    + row.asked.prefix(4).map { "\($0.question) \(Figure.percent($0.share))" }.joined(separator: ", "))
        }
        return lines.joined(separator: "\n")
    }
}
