import ArgumentParser
import Consultation
import Foundation
import Reports
import ShadeCatalog
import SkinTone

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Ask simulated customers, to see which way of asking finds their shades soonest.",
        discussion: """
            Every customer has a skin and a taste that nobody sees, a photo that is as wrong as photos are, and answers \
            by the former; a third know a shade that fits. A hit is a shade that she keeps at most two points of 100 \
            less often than her best one. Docs/consultation.md says what each column is.

            shadewise simulate --customers 500
            shadewise simulate --policy evoi --noise 0 0.25 --require hit3@5=0.8
            shadewise simulate --learn 2000 --plot asking.svg
            shadewise simulate --policy evoi --firm goals.yaml

            Exits 0, or 3 when what --require asks is missed.
            """)

    @Option(
        help: ArgumentHelp(
            "How many customers to draw, or a file of them: JSON, one a line (Docs/consultation.md).",
            valueName: "n|file.ndjson"))
    var customers = CustomersArgument.drawn(1_000)

    @Option(
        parsing: .upToNextOption,
        help: "\(AskingPolicy.allCases.map(\.rawValue).joined(separator: ", ")) (default: all).",
        transform: { text in
            guard let policy = AskingPolicy(rawValue: text) else {
                throw ValidationError(
                    "choose among \(AskingPolicy.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return policy
        })
    var policy: [AskingPolicy] = []

    @Option(parsing: .upToNextOption, help: "Chances of an answer at random (default: 0).")
    var noise: [Double] = []

    @Option(help: "How many questions.")
    var questions = 10

    @Option(
        help: ArgumentHelp(
            "Customers, others than those counted, who teach the policy learned; 0 leaves it out.", valueName: "n"))
    var learn = 0

    @Option(
        help: ArgumentHelp(
            "Goals of the shop, which choose after the last question: YAML (Docs/consultation.md).",
            valueName: "goals.yaml"), completion: .file())
    var firm: String?

    @Option(
        help: ArgumentHelp(
            "Questions of your own in place of the built-in ones: YAML (Docs/consultation.md).",
            valueName: "questions.yaml"), completion: .file())
    var book: String?

    @Option(
        help: ArgumentHelp("Draw hit@3, regret and ΔE00 against questions.", valueName: "file.svg"),
        completion: .file())
    var plot: String?

    @Option(
        help: ArgumentHelp("Write the customers, for `--customers`.", valueName: "file.ndjson"), completion: .file())
    var writeCustomers: String?

    @Option(
        help: ArgumentHelp("Only so many shades, evenly spread over the catalog; 0 for all.", valueName: "n"))
    var items = 0

    @Flag(help: "Customers like or dislike brands, too, for what nothing else tells of them.")
    var brands = false

    @Option(help: "Simulate from this seed.")
    var seed: UInt64 = 1

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "What the policy evoi, or another named before a colon, must reach after so many questions: hit1, hit3, hit5, mrr, "
                + "inside90 at least; regret, deltaE00, spread3 (of hit3 between groups of skins) at most; questions@0.8, "
                + "until that share has a hit among three, at most.",
            valueName: "[policy:]figure@questions=value"),
        transform: SimulationRequirement.init(parsing:))
    var require: [SimulationRequirement] = []

    @OptionGroup var catalog: CatalogOption
    @OptionGroup var output: FormatOption

    func validate() throws {
        if case .drawn(let count) = customers, !(1...1_000_000).contains(count) {
            throw ValidationError("--customers must lie in 1...1000000, or be a file")
        }
        guard items >= 0 else { throw ValidationError("--items must be 0 or more") }
        guard (0...1_000_000).contains(learn) else { throw ValidationError("--learn must lie in 0...1000000") }
        guard learn > 0 || !policy.contains(.learned) else {
            throw ValidationError("--policy learned needs customers to learn from: --learn 2000")
        }
        guard (0...50).contains(questions) else { throw ValidationError("--questions must lie in 0...50") }
        guard noise.allSatisfy({ (0...1).contains($0) }) else { throw ValidationError("--noise must lie in 0...1") }
        if let late = require.first(where: { $0.turn > questions }) {
            throw ValidationError("--require \(late.text): only \(questions) questions are asked")
        }
        for asked in require
        where policy.isEmpty ? asked.policy == .learned && learn == 0 : !policy.contains(asked.policy) {
            throw ValidationError(
                "--require \(asked.text) is about the policy \(asked.policy.rawValue), which is left out")
        }
    }

    func run() throws {
        var inputs = [
            FileRole("the catalog", catalog.file), FileRole("--firm", paths: firm.map { [$0] } ?? []),
            FileRole("--book", paths: book.map { [$0] } ?? []),
        ]
        if case .file(let path) = customers { inputs.append(FileRole("--customers", path)) }
        try refuseOverwriting(
            outputs: [FileRole("--plot", output: plot), FileRole("--write-customers", output: writeCustomers)],
            inputs: inputs)
        let offer = try telling {
            let whole = try catalog.read()
            let offer = try Offer(catalog: whole, category: .foundation, brands: brands)
            guard items > 0, items < offer.shades.count else { return offer }
            let some = (0..<items).map { offer.shades[$0 * offer.shades.count / items] }
            return try Offer(catalog: ShadeCatalog(shades: some), category: .foundation, brands: brands)
        }
        var rules = ConsultationPolicy()
        if let firm { rules.firm = try firmGoals(firm) }
        let asked = try book.map(questionBook) ?? .standard
        let (count, customer) = try customers.customers(seed: seed, offer: offer)
        if let writeCustomers {
            let lines = (0..<count).map { jsonLine(customer($0).record(in: offer)) + "\n" }
            try writeAtomically(lines.flatMap { Array($0.utf8) }, to: writeCustomers)
        }
        var tables: [SimulationTable] = []
        var missed: [String] = []
        let policies = policy.isEmpty ? AskingPolicy.allCases.filter { $0 != .learned || learn > 0 } : policy
        for policy in policies {
            for noise in noise.isEmpty ? [0] : noise {
                var advisor = Advisor(offer: offer, book: asked, policy: rules)
                if policy == .learned {
                    let lessons = try lessons(noise: noise, advisor)
                    if output.format == .text { print(SimulationText.lessons(lessons, offer.space, asked)) }
                    advisor = advisor.taught(lessons)
                }
                let table = try table(of: policy, noise: noise, advisor, count, customer)
                tables.append(table)
                switch output.format {
                case .text: print(SimulationText.table(table))
                case .json: print(jsonLine(SimulationReport(table)))
                }
                try Terminal.flush()
                missed += require.filter { $0.policy == policy && !$0.isMet(by: table) }.map {
                    "\($0.text), noise \(noise)"
                }
            }
        }
        for taught in tables where taught.policy == .learned && output.format == .text {
            let untaught = tables.first { $0.policy == .evoi && $0.noise == taught.noise }
            if let text = untaught.flatMap({ SimulationText.learning(taught, after: $0) }) { print(text) }
        }
        if let plot { try writeAtomically(Array(SimulationPlot(tables: tables).svg.utf8), to: plot) }
        guard missed.isEmpty else {
            for requirement in missed { Terminal.complain("missed: \(requirement)") }
            throw ExitCode(3)
        }
    }

    /// From customers who are drawn, of whom none is counted later.
    private func lessons(noise: Double, _ advisor: Advisor) throws -> Lessons {
        var simulation = Simulation(advisor: advisor)
        (simulation.seed, simulation.noise, simulation.questions) = (seed &+ 0x5EED, noise, 6)
        let run = simulation
        var cases: [Consultation] = []
        try OrderedWork.run(
            count: learn, of: "cases to learn from", window: 64,
            work: { try run.consultation(with: SimulatedCustomer(id: $0, seed: run.seed, offer: advisor.offer)) }
        ) { consultation, _ in cases.append(consultation) }
        let all = cases
        var lessons = Lessons()
        for round in 1...Teaching.rounds {
            let teaching = Teaching(advisor, after: lessons)
            var next = teaching.nothing
            try OrderedWork.run(
                count: all.count, of: "lessons, round \(round) of \(Teaching.rounds)", window: 64,
                work: { teaching.lesson(of: all[$0]) }
            ) { lesson, _ in next.add(lesson) }
            lessons = next
        }
        return lessons
    }

    private func table(
        of policy: AskingPolicy, noise: Double, _ advisor: Advisor, _ count: Int,
        _ customer: @escaping @Sendable (Int) -> SimulatedCustomer
    ) throws -> SimulationTable {
        var simulation = Simulation(advisor: advisor)
        (simulation.seed, simulation.noise, simulation.questions) = (seed, noise, questions)
        let run = simulation
        var (outcomes, groups): ([[Simulation.Outcome]], [String]) = ([], [])
        try OrderedWork.run(
            count: count, of: "customers", window: 64,
            work: { id in
                let customer = customer(id)
                return (try run.run(customer, policy), customer.group)
            }
        ) { outcome, _ in
            outcomes.append(outcome.0)
            groups.append(outcome.1)
        }
        return SimulationTable(policy: policy, noise: noise, outcomes: outcomes, groups: groups)
    }
}
