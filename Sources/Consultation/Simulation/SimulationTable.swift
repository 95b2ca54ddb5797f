import ColorScience

/// What many simulated consultations came to, after each number of questions.
public struct SimulationTable: Sendable {
    public let policy: AskingPolicy
    public let noise: Double
    public let customers: Int
    /// After 0, 1, 2 … questions.
    public let rows: [Row]
    /// Of each group of skins, by its name.
    public let groups: [Group]
    /// Of what the shop's goals chose after the last question; `nil` where they have no say.
    public let firm: Firm?

    public struct Group: Sendable {
        public let name: String
        public let customers: Int
        /// After the last question.
        public let hitAt3: Double
        /// Mean, until the first hit among three; as many as were asked where there is none.
        public let questions: Double
    }

    public struct Firm: Sendable {
        /// Means.
        public let regret, cost, before, after: Double
        /// Shades put in, of them in truth beyond tolerance, and the same of those taken out.
        public let putIn, putInBeyond, takenOutBeyond: Int
    }

    public struct Row: Sendable {
        /// Shares of customers for whom one of so many shades is within two points of the hidden best.
        public var hitAt1 = 0.0
        public var hitAt3 = 0.0
        public var hitAt5 = 0.0
        /// Mean of 1 by the place of the first such shade among ten, 0 for none.
        public var reciprocalRank = 0.0
        /// Mean, in points.
        public var regret = 0.0
        /// Mean, of the belief's mean to the skin.
        public var deltaE00 = 0.0
        /// Share of skins within the belief's 90 % region.
        public var inside90 = 0.0
        public var leastSampleSize = Double.infinity
        /// Between the groups of skins that hit among three most and least often, of those with thirty customers or more;
        /// a share, 0 where there are not two.
        public var spreadOfHitAt3 = 0.0
        /// How often each question was asked at this turn, the most frequent first.
        public var asked: [(question: String, share: Double)] = []
    }

    /// - Parameter groups: of each customer, see `SimulatedCustomer.group`.
    public init(policy: AskingPolicy, noise: Double, outcomes: [[Simulation.Outcome]], groups names: [String]) {
        let members = Dictionary(grouping: zip(names, outcomes), by: \.0).mapValues { $0.map(\.1) }
        groups = ToneGroup.all.map(\.words).compactMap { name in members[name].map { (name, $0) } }.map {
            name, outcomes in
            let count = Double(outcomes.count)
            let needed = outcomes.map { turns in
                turns.firstIndex { $0.firstHit.map { $0 <= 3 } ?? false } ?? turns.count - 1
            }
            return Group(
                name: name, customers: outcomes.count,
                hitAt3: Double(outcomes.count { $0.last?.firstHit.map { $0 <= 3 } ?? false }) / count,
                questions: Double(needed.reduce(0, +)) / count)
        }
        let effects = outcomes.compactMap { $0.last?.firm }
        func mean(_ figure: (Simulation.FirmEffect) -> Double) -> Double {
            effects.reduce(0) { $0 + figure($1) } / Double(max(effects.count, 1))
        }
        firm =
            effects.isEmpty
            ? nil
            : Firm(
                regret: mean(\.regret), cost: mean(\.cost), before: mean(\.before), after: mean(\.after),
                putIn: effects.reduce(0) { $0 + $1.putIn }, putInBeyond: effects.reduce(0) { $0 + $1.putInBeyond },
                takenOutBeyond: effects.reduce(0) { $0 + $1.takenOutBeyond })
        self.policy = policy
        self.noise = noise
        customers = outcomes.count
        let turns = outcomes.map(\.count).min() ?? 0
        let share = 1 / Double(max(outcomes.count, 1))
        rows = (0..<turns).map { turn in
            var row = Row()
            var asked: [String: Double] = [:]
            for customer in outcomes {
                let outcome = customer[turn]
                if let question = outcome.question { asked[question, default: 0] += share }
                if let place = outcome.firstHit {
                    row.hitAt1 += place <= 1 ? share : 0
                    row.hitAt3 += place <= 3 ? share : 0
                    row.hitAt5 += place <= 5 ? share : 0
                    row.reciprocalRank += share / Double(place)
                }
                row.regret += share * outcome.regret
                row.deltaE00 += share * outcome.deltaE00
                row.inside90 += outcome.isHeld ? share : 0
                row.leastSampleSize = min(row.leastSampleSize, outcome.effectiveSampleSize)
            }
            let hits = members.values.filter { $0.count >= 30 }.map { outcomes in
                Double(outcomes.count { $0[turn].firstHit.map { $0 <= 3 } ?? false }) / Double(outcomes.count)
            }
            row.spreadOfHitAt3 = (hits.max() ?? 0) - (hits.min() ?? 0)
            row.asked = asked.map { ($0.key, $0.value) }.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
            return row
        }
    }

    /// Questions until a share of customers has a hit among three, with a part of a question where the share is passed
    /// between two; `nil` when it is never reached.
    public func questions(toHitAt3 share: Double) -> Double? {
        guard let turn = rows.firstIndex(where: { $0.hitAt3 >= share }) else { return nil }
        guard turn > 0 else { return 0 }
        let (before, after) = (rows[turn - 1].hitAt3, rows[turn].hitAt3)
        return Double(turn - 1) + (share - before) / (after - before)
    }
}
