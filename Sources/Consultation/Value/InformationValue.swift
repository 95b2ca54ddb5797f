import ColorKernels
import ColorScience

/// What an answer is worth: how much likelier, in expectation, she keeps one of the shades shown after it.
struct InformationValue {
    let offer: Offer
    let belief: CustomerBelief
    let candidates: Candidates
    /// How many shades are shown.
    let shown: Int
    /// Chance that she keeps the best of those shown now.
    let now: Double
    /// Their places among the candidates.
    private let shownNow: [Int]

    init(offer: Offer, belief: CustomerBelief, candidates: Candidates, shown: Int) {
        (self.offer, self.belief, self.candidates, self.shown) = (offer, belief, candidates, shown)
        let best = candidates.bestSet(of: shown, weights: belief.weights)
        (now, shownNow) = (best.value, best.places)
    }

    /// Of a question with options, exactly over the belief's draws.
    /// - Returns: a probability, at least 0 but for rounding.
    func gain(of form: QuestionForm) -> Double {
        let chances = belief.draws.choices(among: form.scores, noise: form.question.noise)
        var after = 0.0
        for (option, row) in zip(form.options, chances) {
            let weights = zip(belief.weights, row).map { $0 * $1 }
            guard let required = option.requires else {
                after += value(weights)
                continue
            }
            after +=
                candidates.bestSet(of: shown, weights: weights) { place in
                    offer.shades[candidates.shades[place]].has(required)
                }.value
        }
        return after - now
    }

    /// Of the best set under other weights: what is shown now can still be shown, should building a set shade by shade
    /// find a worse one.
    private func value(_ weights: [Float]) -> Double {
        max(
            candidates.bestSet(of: shown, weights: weights).value, candidates.value(of: shownNow, weights: weights))
    }

    /// Of being told a shade that fits: there are thousands, so some are drawn.
    /// - Returns: and the standard error of the drawing.
    func gainOfKnownShade(noise: Double) -> (gain: Double, error: Double) {
        // The shade she names is off by as much as such shades are.
        let errors = NormalSequence.draws(Self.answers)
        let values = zip(belief.sample(of: Self.answers), errors).map { place, error in
            let skin = belief.draws.skin[place]
            let spread = SkinEvidence.knownShade(skin, uncertainty: 1, noise: noise).covariance.ll.squareRoot()
            let named = skin + Lab<D65>(error.x, error.y, error.z) * spread
            let reading = SkinEvidence.knownShade(named, uncertainty: 1, noise: noise)
            let logs = (0..<belief.draws.count).map { reading.logDensity(belief.draws.skin[$0]) }
            let greatest = logs.max() ?? 0
            var weights = zip(belief.weights, logs).map { $0 * Float(exponential($1 - greatest)) }
            let total = weights.reduce(0, +)
            for i in weights.indices { weights[i] /= total }
            return value(weights)
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        return (mean - now, (square / Double(values.count)).squareRoot())
    }

    /// Answers that are drawn.
    private static let answers = 16
}
