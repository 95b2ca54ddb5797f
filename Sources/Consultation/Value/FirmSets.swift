import ColorKernels
import ColorScience
import ShadeCatalog

/// Sets of shades that suit a customer almost as well as her best one, by what they are worth to the shop.
struct FirmSets {
    let candidates: Candidates
    let weights: [Float]
    let goals: FirmGoals
    /// By candidate: what its being kept is worth to the shop.
    let values: [Double]
    /// The same by goal.
    private let worths: [SIMD3<Double>]
    /// By candidate: the chance that it is within tolerance of her skin; 1 where its colour is no match to skin.
    let within: [Double]

    init(candidates: Candidates, belief: CustomerBelief, offer: Offer, policy: ConsultationPolicy) {
        self.candidates = candidates
        weights = belief.weights
        goals = policy.firm
        let usual = offer.space.usualAmount
        let shades = candidates.shades.map { offer.shades[$0] }
        worths = shades.map { policy.firm.worth(of: $0, usualPrice: usual) }
        values = worths.map { $0.x + $0.y + $0.z }
        within = shades.map { $0.category.isMatchable ? belief.matching($0, within: policy.tolerance).within : 1 }
    }

    private struct Entry {
        var places: [Int]
        var keep: Double
        var value: Double
    }

    /// How many candidates may take another's place, and how many sets are drawn among.
    private static let (rivals, most) = (40, 8)
    private static let leastPropensity = 0.05

    /// - Parameter best: her own best set, as places among the candidates, which is always among those drawn from.
    /// - Complexity: O(shown² · rivals · draws).
    func choose(
        from best: [Int], using generator: inout some RandomNumberGenerator
    ) -> (places: [Int], choice: FirmChoice) {
        let own = entry(best)
        var found = [best.sorted(): own]
        var current = own
        // Where any shade is likelier than not within tolerance, those put in must be; else none worse than what it
        // takes the place of.
        let someMatch = within.contains { $0 > 0.5 }
        for _ in best {
            var next = current
            for leaving in current.places {
                for coming in candidates.shades.indices.prefix(Self.rivals)
                where !current.places.contains(coming)
                    && (someMatch ? within[coming] > 0.5 : within[coming] >= within[leaving])
                {
                    let places = (current.places.filter { $0 != leaving } + [coming]).sorted()
                    guard found[places] == nil else { continue }
                    let entry = entry(places)
                    guard entry.keep >= own.keep - goals.epsilon / 100 else { continue }
                    found[places] = entry
                    if entry.value > next.value { next = entry }
                }
            }
            guard next.places != current.places else { break }
            current = next
        }
        let others = found.values.filter { $0.value > own.value + 1e-9 }
            .sorted { $0.value == $1.value ? $0.places.lexicographicallyPrecedes($1.places) : $0.value > $1.value }
        let sets = [own] + others.prefix(Self.most - 1)
        // The better for the shop, the likelier; but each with a chance that lets its effect be measured.
        let span = max((others.first?.value ?? own.value) - own.value, 1e-12)
        let powers = sets.map { exponential(8 * ($0.value - own.value) / span) }
        let total = powers.reduce(0, +)
        let free = 1 - Self.leastPropensity * Double(sets.count)
        let chances = powers.map { Self.leastPropensity + free * $0 / total }
        var draw = Double.random(in: 0..<1, using: &generator)
        var place = 0
        while place + 1 < sets.count, draw >= chances[place] {
            draw -= chances[place]
            place += 1
        }
        return (
            sets[place].places,
            FirmChoice(
                cost: max(100 * (own.keep - sets[place].keep), 0), gain: sets[place].value - own.value,
                propensity: chances[place])
        )
    }

    /// The goals that gain by a set's being shown in place of her own best one, without those that hardly do beside
    /// another.
    func goalsServed(by places: [Int], over best: [Int]) -> [FirmGoals.Goal] {
        let gains = worth(of: places) - worth(of: best)
        let greatest = gains.max()
        guard greatest > 0 else { return [] }
        return FirmGoals.Goal.allCases.enumerated().filter { gains[$0.offset] >= greatest / 10 }.map(\.element)
    }

    private func worth(of places: [Int]) -> SIMD3<Double> {
        let shares = candidates.table.shares(of: places, weights: weights)
        var total = SIMD3<Double>.zero
        for (place, share) in zip(places, shares) { total += Double(share) * worths[place] }
        return total
    }

    private func entry(_ places: [Int]) -> Entry {
        let shares = candidates.table.shares(of: places, weights: weights)
        var (keep, value) = (0.0, 0.0)
        for (place, share) in zip(places, shares) {
            keep += Double(share)
            value += Double(share) * values[place]
        }
        return Entry(places: places, keep: keep, value: value)
    }
}
