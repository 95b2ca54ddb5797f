import ColorKernels
import ColorScience
import ShadeCatalog

/// What a case comes to under an advisor's rules: what is believed, what to ask next, what to show.
public struct Assessment: Sendable {
    public let belief: CustomerBelief
    let advisor: Advisor
    let candidates: Candidates
    /// Places in the offer of all shades that may be shown.
    let allowed: [Int]
    let learned: [Consultation.Learned]
    let consultation: Consultation
    /// In seconds since 1970.
    private let time: Double

    init(_ consultation: Consultation, _ advisor: Advisor, at time: Double) {
        let offer = advisor.offer
        self.advisor = advisor
        learned = consultation.evidence(in: offer.space, offer.keepModel, at: time)
        self.consultation = consultation
        self.time = time
        belief = CustomerBelief(
            evidence: learned.map(\.evidence), taste: advisor.taste.distribution(over: offer.space.attributes))
        let requirements = consultation.requirements
        let allowed = offer.shades.indices.filter { index in
            offer.shades[index].isInStock && requirements.allSatisfy { $0.isMet(by: offer.shades[index]) }
        }
        self.allowed = allowed
        candidates = Candidates(of: offer, under: belief, among: allowed)
    }
}

extension Assessment {
    /// What would be believed without one piece of evidence.
    func belief(without evidence: Evidence) -> CustomerBelief {
        CustomerBelief(
            evidence: learned.map(\.evidence).filter { $0.id != evidence.id },
            taste: advisor.taste.distribution(over: advisor.offer.space.attributes))
    }

    /// The question worth most, if one is worth its cost and there are some left. Where two things tell of her skin and
    /// do not go together, one that settles it comes first.
    public func nextQuestion() -> Advisor.Proposal? {
        guard !advisor.isBudgetSpent(by: consultation), !candidates.shades.isEmpty else { return nil }
        func first(where isWanted: (QuestionForm) -> Bool) -> Advisor.Proposal? {
            let best = advisor.proposals(
                belief: belief, candidates: candidates, timesAsked: consultation.timesAsked,
                passed: consultation.passed, another: consultation.anotherPhoto(at: time), where: isWanted
            ).first
            return best.flatMap { $0.net > 0 ? $0 : nil }
        }
        return (isTorn ? first(where: \.tellsOfSkin) : nil) ?? first { _ in true }
    }

    /// Whether two things that tell of her skin do not go together, and no third has settled it. Cues that are often wrong,
    /// such as veins, neither contradict nor settle.
    private var isTorn: Bool {
        let telling = learned.map(\.evidence).filter { $0.factor.tellsOfSkin && $0.factor.noise < 0.2 }
        guard telling.count == 2 else { return false }
        guard case (.reading(let one), .reading(let other)) = (telling[0].factor, telling[1].factor) else {
            return telling.contains { surprise(at: $0.factor) > 1 }
        }
        return surprise(at: one, besides: other.mean, other.covariance) > 1
    }

    /// The least that a shade costs which may be shown but for what she would pay, in a currency; `nil` where none has a
    /// price in it.
    public func cheapest(in currency: String) -> Double? {
        let required = consultation.requirements.filter { if case .priced = $0 { false } else { true } }
        return advisor.offer.shades.lazy.filter { shade in
            shade.isInStock && required.allSatisfy { $0.isMet(by: shade) }
        }.compactMap { $0.price.flatMap { $0.currency == currency ? $0.amount : nil } }.min()
    }

    /// The shades that suit her best, best first, whatever the shop would like.
    public func recommendation() -> Recommendation {
        let set = candidates.bestSet(of: advisor.policy.shown, weights: belief.weights)
        return recommendation(of: set.places, keepsOne: set.value, firm: nil)
    }

    /// The shades to show, best first: where the policy gives the shop a say, drawn among those that suit her almost as
    /// well as the best.
    public func recommendation(using generator: inout some RandomNumberGenerator) -> Recommendation {
        let set = candidates.bestSet(of: advisor.policy.shown, weights: belief.weights)
        guard advisor.policy.firm.epsilon > 0, !set.places.isEmpty else {
            return recommendation(of: set.places, keepsOne: set.value, firm: nil)
        }
        let sets = FirmSets(candidates: candidates, belief: belief, offer: advisor.offer, policy: advisor.policy)
        let (places, choice) = sets.choose(from: set.places, using: &generator)
        return recommendation(
            of: places, keepsOne: set.value - choice.cost / 100, firm: choice,
            putIn: places.sorted().filter { !set.places.contains($0) },
            goals: sets.goalsServed(by: places, over: set.places))
    }

    private func recommendation(
        of places: [Int], keepsOne: Double, firm: FirmChoice?, putIn: [Int] = [], goals: [FirmGoals.Goal] = []
    ) -> Recommendation {
        // Candidates are in the order of how likely they are kept.
        Recommendation(
            shades: places.sorted().map { recommended(candidates.shades[$0], keep: candidates.keep[$0]) },
            keepsOne: keepsOne, skin: belief.skin, firm: firm,
            putIn: putIn.map { advisor.offer.shades[candidates.shades[$0]] }, goals: goals)
    }

    private func recommended(_ index: Int, keep: Double) -> Recommendation.Shown {
        let shade = advisor.offer.shades[index]
        let match = shade.category.isMatchable ? belief.matching(shade, within: advisor.policy.tolerance) : nil
        return Recommendation.Shown(
            shade: shade, keep: keep, expectedDeltaE00: match?.expected, withinTolerance: match?.within,
            reasons: reasons(for: index),
            readings: readings(for: shade))
    }

    private func readings(for shade: Shade) -> [Recommendation.Reading] {
        guard shade.category.isMatchable else { return [] }
        return learned.compactMap { learned in
            guard case .reading(let reading) = learned.evidence.factor else { return nil }
            return Recommendation.Reading(
                source: learned.source, deltaE00: reading.mean.deltaE00(to: shade.skinItFits))
        }.sorted { $0.deltaE00 < $1.deltaE00 }
    }

    /// What each piece of evidence adds to the shade's mean utility: what is believed now less what would be believed
    /// without it, the draws weighed anew.
    private func reasons(for index: Int) -> [Recommendation.Reason] {
        let utilities = belief.draws.values(of: advisor.offer.scores[index])
        func mean(_ weights: [Double]) -> Double {
            let total = weights.reduce(0, +)
            return zip(utilities, weights).reduce(0) { $0 + Double($1.0) * $1.1 } / total
        }
        let now = mean(belief.weights.map(Double.init))
        return learned.compactMap { learned in
            // Without the photo nothing is left that these draws could stand for.
            guard let chances = belief.draws.likelihood(of: learned.evidence.factor) else { return nil }
            let without = zip(belief.weights, chances).map { Double($0) / Double(max($1, 1e-6)) }
            return Recommendation.Reason(source: learned.source, gain: now - mean(without))
        }.sorted { abs($0.gain) > abs($1.gain) }
    }
}

extension Advisor {
    /// Whether as many questions were asked as the policy allows.
    public func isBudgetSpent(by consultation: Consultation) -> Bool {
        consultation.timesAsked.values.reduce(0, +) >= policy.questionBudget
    }

    /// What a case comes to.
    /// - Parameter time: in seconds since 1970: skin may have tanned or paled since it was read. Absent, it is the
    ///   time of the last event.
    public func assess(_ consultation: Consultation, at time: Double? = nil) -> Assessment {
        Assessment(consultation, self, at: time ?? consultation.now)
    }
}

extension Shade {
    /// Whether it has an attribute that may be required.
    func has(_ attribute: TasteAttribute) -> Bool {
        switch attribute {
        case .finish(let finish): self.finish == finish
        case .coverage(let coverage): self.coverage == coverage
        case .vegan: isVegan == true
        case .fragranceFree: isFragranceFree == true
        case .formula(let formula): self.formula == formula
        case .suits(let type): skinTypes?.contains(type) == true
        case .brand(let brand): self.brand.lowercased() == brand
        case .wear, .price, .depth, .strength, .warmth: true
        }
    }
}

extension CustomerBelief {
    /// A shade's expected ΔE00 from her skin, and the chance that it is within tolerance.
    func matching(_ shade: Shade, within tolerance: Double) -> (expected: Double, within: Double) {
        var (expected, within) = (0.0, 0.0)
        for (distance, weight) in zip(draws.skin.deltaE00(to: shade.skinItFits), weights) {
            expected += Double(weight) * Double(distance)
            if Double(distance) <= tolerance { within += Double(weight) }
        }
        return (expected, within)
    }
}
