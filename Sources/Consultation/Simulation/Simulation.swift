import ColorKernels
import ColorScience
import ShadeCatalog
import SkinTone

/// Simulated customers, each asked some questions by a policy.
public struct Simulation: Sendable {
    public let advisor: Advisor
    /// Of customers and answers.
    public var seed: UInt64 = 1
    /// Chance that an answer is any option.
    public var noise = 0.0
    /// Asked of each.
    public var questions = 10

    /// - Parameter advisor: whose offer, questions and rules are tried.
    public init(advisor: Advisor) { self.advisor = advisor }

    /// How well the shades shown suit, after some questions.
    public struct Outcome: Sendable {
        /// Place, from 1, of the first shade shown that is within two points of the hidden best; `nil` for none of ten.
        public var firstHit: Int?
        /// Points of 100 that the best of three shown is kept less often than the hidden best.
        public var regret: Double
        /// From the belief's mean to the hidden skin.
        public var deltaE00: Double
        /// Whether the belief's 90 % region holds the hidden skin.
        public var isHeld: Bool
        public var effectiveSampleSize: Double
        /// The question that was asked last.
        public var question: String?
        /// What the shop's goals come to, where they have a say.
        public var firm: FirmEffect?
    }

    /// Of showing what the shop's goals choose in place of her best set, in truth.
    public struct FirmEffect: Sendable {
        /// Points of 100 that she keeps the best of the shades shown less often; may be less than 0.
        public var regret: Double
        /// What her keeping is worth to the shop, of her best set and of the one chosen.
        public var before: Double
        public var after: Double
        /// Points that the belief expected it to cost her.
        public var cost: Double
        /// Shades put in, and how many of them in truth lie beyond tolerance of her skin; the same of those taken out.
        public var putIn, putInBeyond, takenOutBeyond: Int
    }

    /// Before any question, then after each.
    /// - Throws: what would be a mistake of this project's.
    public func run(_ customer: SimulatedCustomer, _ policy: AskingPolicy) throws(ConsultationError) -> [Outcome] {
        let advisor = told
        let offer = advisor.offer
        var generator = answers(of: customer)
        var consultation = try begun(with: customer)
        var outcomes: [Outcome] = []
        var last: String?
        for turn in 0...questions {
            let evidence = consultation.evidence(in: offer.space, offer.keepModel, at: consultation.now)
            let belief = CustomerBelief(
                evidence: evidence.map(\.evidence), taste: advisor.taste.distribution(over: offer.space.attributes))
            // Of all shades: what she says she must have is a strong wish of hers here, and counts as that.
            let candidates = Candidates(of: offer, under: belief) { _ in true }
            outcomes.append(outcome(customer, belief, candidates))
            outcomes[turn].question = last
            if turn == questions, advisor.policy.firm.epsilon > 0 {
                outcomes[turn].firm = firmEffect(customer, belief, candidates, &generator)
            }
            guard turn < questions else { break }
            guard let form = next(policy, advisor, belief, candidates, consultation, &generator) else {
                // Nothing left to ask: it stays as it is.
                outcomes += Array(repeating: outcomes[turn], count: questions - turn)
                break
            }
            last = form.question.id
            try ask(form, customer, &consultation, &generator)
        }
        return outcomes
    }

    /// The advisor, told how often answers mean nothing.
    var told: Advisor {
        Advisor(
            offer: advisor.offer, book: advisor.book.withNoise(max(noise, 0.02)), policy: advisor.policy,
            taste: advisor.taste)
    }

    /// What chance there is in her answers.
    func answers(of customer: SimulatedCustomer) -> SplitMix64 {
        SplitMix64(seed: mixed(seed &+ mixed(~UInt64(customer.id))))
    }

    /// A shade that fits her, in the offer, or by chance any other; `nil` when she knows none.
    func knownShade(of customer: SimulatedCustomer, using generator: inout SplitMix64) -> Int? {
        guard let known = customer.knownShade else { return nil }
        let isChance = Double.random(in: 0..<1, using: &generator) < noise
        return isChance ? Int.random(in: advisor.offer.shades.indices, using: &generator) : known
    }

    private func next(
        _ policy: AskingPolicy, _ advisor: Advisor, _ belief: CustomerBelief, _ candidates: Candidates,
        _ consultation: Consultation, _ generator: inout SplitMix64
    ) -> QuestionForm? {
        let (timesAsked, another) = (consultation.timesAsked, consultation.anotherPhoto(at: consultation.now))
        let maker = QuestionMaker(
            offer: advisor.offer, belief: belief, candidates: candidates, takesPhotos: another != nil)
        let open = advisor.book.questions.filter { timesAsked[$0.id, default: 0] < $0.repeats && !$0.isSensitive }
        switch policy {
        case .evoi, .learned:
            return advisor.proposals(
                belief: belief, candidates: candidates, timesAsked: timesAsked, another: another
            ).first?.form
        case .random:
            let forms = open.compactMap { maker.forms(of: $0).randomElement(using: &generator) }
            return forms.randomElement(using: &generator)
        case .quiz:
            for question in open where timesAsked[question.id, default: 0] == 0 {
                if let form = maker.forms(of: question).first { return form }
            }
            return nil
        case .entropy:
            var best: (QuestionForm, Double)?
            // Of a photo no answer can be foreseen, and none told from another.
            for question in open where question.kind != .photo {
                for form in maker.forms(of: question) {
                    let entropy = entropy(of: form, belief, candidates, advisor.offer) * question.answered
                    if entropy > best?.1 ?? -1 { best = (form, entropy) }
                }
            }
            return best?.0
        }
    }

    /// Of the answer, in nats.
    private func entropy(
        of form: QuestionForm, _ belief: CustomerBelief, _ candidates: Candidates, _ offer: Offer
    ) -> Double {
        var shares: [Double] = []
        if form.question.kind == .knownShade {
            // She would name the shade nearest to her skin.
            let labs = candidates.shades.map { offer.shades[$0].skinItFits }
            let distances = belief.draws.skin.deltaE00(toEach: LabPlanes(labs))
            shares = [Double](repeating: 0, count: labs.count)
            for draw in 0..<belief.draws.count {
                let nearest = labs.indices.min {
                    distances[$0 * belief.draws.count + draw] < distances[$1 * belief.draws.count + draw]
                }
                if let nearest { shares[nearest] += Double(belief.weights[draw]) }
            }
        } else if form.takesSeveral {
            let truths = belief.draws.truths(of: form.scores)
            var sets = [belief.weights]
            for truth in truths {
                sets = sets.flatMap { set in
                    let chosen = zip(set, truth).map { $0 * $1 }
                    return [chosen, zip(set, chosen).map { $0 - $1 }]
                }
            }
            let noise = form.question.noise
            shares = sets.map { (1 - noise) * Double($0.reduce(0, +)) + noise / Double(sets.count) }
        } else {
            shares = belief.draws.choices(among: form.scores, noise: form.question.noise).map { row in
                zip(belief.weights, row).reduce(0.0) { $0 + Double($1.0 * $1.1) }
            }
        }
        return shares.reduce(0) { $1 > 0 ? $0 - $1 * naturalLogarithm($1) : $0 }
    }

    private func firmEffect(
        _ customer: SimulatedCustomer, _ belief: CustomerBelief, _ candidates: Candidates,
        _ generator: inout SplitMix64
    ) -> FirmEffect {
        let sets = FirmSets(candidates: candidates, belief: belief, offer: advisor.offer, policy: advisor.policy)
        let own = candidates.bestSet(of: advisor.policy.shown, weights: belief.weights).places
        let (chosen, choice) = sets.choose(from: own, using: &generator)
        func truth(_ places: [Int]) -> (keep: Double, value: Double) {
            let best = places.max { customer.keep(candidates.shades[$0]) < customer.keep(candidates.shades[$1]) }
            guard let best else { return (0, 0) }
            let keep = customer.keep(candidates.shades[best])
            return (keep, keep * sets.values[best])
        }
        let (before, after) = (truth(own), truth(chosen))
        func beyond(_ places: [Int]) -> Int {
            places.count { place in
                let shade = advisor.offer.shades[candidates.shades[place]]
                return customer.skin.deltaE00(to: shade.skinItFits) > advisor.policy.tolerance
            }
        }
        let putIn = chosen.filter { !own.contains($0) }
        return FirmEffect(
            regret: 100 * (before.keep - after.keep), before: before.value, after: after.value, cost: choice.cost,
            putIn: putIn.count, putInBeyond: beyond(putIn), takenOutBeyond: beyond(own.filter { !chosen.contains($0) }))
    }

    private func outcome(
        _ customer: SimulatedCustomer, _ belief: CustomerBelief, _ candidates: Candidates
    ) -> Outcome {
        let best = customer.utilities.map(KeepModel.keep).max() ?? 0
        let shown = candidates.bestSet(of: 10, weights: belief.weights).places.map { candidates.shades[$0] }
        let firstHit = shown.firstIndex { customer.keep($0) >= best - 0.02 }.map { $0 + 1 }
        let kept = shown.prefix(advisor.policy.shown).map(customer.keep).max() ?? 0
        let mean = belief.skin.mean
        let distances = belief.draws.skin.deltaE00(to: mean)
        let radius = HoldingRadii(distances: distances, shares: belief.weights.map(Double.init)).radius(holding: 0.9)
        let distance = mean.deltaE00(to: customer.skin)
        return Outcome(
            firstHit: firstHit, regret: 100 * (best - kept), deltaE00: distance, isHeld: distance <= radius,
            effectiveSampleSize: belief.effectiveSampleSize)
    }
}
