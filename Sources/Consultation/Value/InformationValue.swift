import ColorKernels
import ColorScience

/// What an answer is worth: how much likelier, in expectation, she keeps one of the shades shown after it.
struct InformationValue {
    let offer: Offer
    let belief: CustomerBelief
    let candidates: Candidates
    /// How many shades are shown.
    let shown: Int
    /// What another photo would tell, but for where it lies; `nil` where none is asked for.
    let another: SkinEvidence?
    /// Chance that she keeps the best of those shown now.
    let now: Double
    /// Their places among the candidates.
    private let shownNow: [Int]

    init(offer: Offer, belief: CustomerBelief, candidates: Candidates, shown: Int, another: SkinEvidence? = nil) {
        self.another = another
        (self.offer, self.belief, self.candidates, self.shown) = (offer, belief, candidates, shown)
        let best = candidates.bestSet(of: shown, weights: belief.weights)
        (now, shownNow) = (best.value, best.places)
    }

    /// Of a question.
    /// - Returns: a probability, and the standard error of drawing answers where there are too many to take them all.
    func gain(of form: QuestionForm) -> (gain: Double, error: Double) {
        switch form.question.kind {
        case .knownShade: gainOfKnownShade(noise: form.question.noise)
        case .choices: gainOfSeveral(of: form)
        case .photo: another.map(gainOfPhoto) ?? (0, 0)
        case .choice, .compare, .swatches, .critique, .range: (gainOfOne(of: form), 0)
        }
    }

    /// Of a question one option of which is the answer, exactly over the belief's draws: at least 0 but for rounding and
    /// for options that require something, which leave less to show.
    private func gainOfOne(of form: QuestionForm) -> Double {
        let chances = belief.draws.choices(among: form.scores, noise: form.question.noise)
        let after = values(
            of: chances.map { row in zip(belief.weights, row).map { $0 * $1 } },
            requiring: form.options.map { option in option.requires.map { [$0] } ?? [] })
        return after.reduce(0, +) - now
    }

    /// Of a question several options of which may be true.
    private func gainOfSeveral(of form: QuestionForm) -> (gain: Double, error: Double) {
        let truths = belief.draws.truths(of: form.scores)
        // The same numbers every time: the same belief gives the same gain.
        var generator = SplitMix64(seed: 1)
        let answers = belief.sample(of: Self.answers).map { place in
            let isChance = Double.random(in: 0..<1, using: &generator) < form.question.noise
            let isChosen = truths.map { Float.random(in: 0..<1, using: &generator) < (isChance ? 0.5 : $0[place]) }
            let likelihood = belief.draws.likelihood(of: isChosen, where: truths, noise: Float(form.question.noise))
            let weights = zip(belief.weights, likelihood).map { $0 * $1 }
            let required = zip(form.options, isChosen).compactMap { $1 ? $0.requires : nil }
            return (weights: shares(of: weights), required: required)
        }
        return gain(over: values(of: answers.map(\.weights), requiring: answers.map(\.required)))
    }

    private func shares(of weights: [Float]) -> [Float] {
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }

    /// Of answers that were drawn.
    private func gain(over values: [Double]) -> (gain: Double, error: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        return (mean - now, (square / Double(values.count)).squareRoot())
    }

    /// Of the best set under other weights: what is shown now can still be shown, should building a set shade by shade
    /// find a worse one.
    /// - Parameter required: of what may be shown then, weighting by weighting.
    private func values(of weightings: [[Float]], requiring required: [[Requirement]]) -> [Double] {
        let all = Array(candidates.shades.indices)
        let allowed = required.map { required in
            required.isEmpty
                ? all
                : all.filter { place in
                    required.allSatisfy { $0.isMet(by: offer.shades[candidates.shades[place]]) }
                }
        }
        let sets = candidates.bestSets(of: shown, weightings: weightings, among: allowed)
        return sets.indices.map { index in
            guard required[index].isEmpty else { return sets[index].value }
            return max(sets[index].value, candidates.value(of: shownNow, weights: weightings[index]))
        }
    }

    /// Of being told a shade that fits: there are thousands, so some are drawn.
    private func gainOfKnownShade(noise: Double) -> (gain: Double, error: Double) {
        // The shade she names is off by as much as such shades are.
        gain(ofReading: { skin in .knownShade(skin, uncertainty: 1, noise: noise) })
    }

    private func gainOfPhoto(reading: SkinEvidence) -> (gain: Double, error: Double) {
        gain(ofReading: { skin in
            var read = reading
            read.mean = skin
            return read
        })
    }

    /// Of a reading of the skin.
    /// - Parameter reading: what is read of a skin when nothing goes wrong; what is read is off by its spread.
    private func gain(ofReading reading: (Lab<D65>) -> SkinEvidence) -> (gain: Double, error: Double) {
        let errors = NormalSequence.draws(Self.answers)
        let weightings = zip(belief.sample(of: Self.answers), errors).map { place, error in
            var reading = reading(belief.draws.skin[place])
            let root = reading.covariance.cholesky
            reading.mean =
                reading.mean
                + Lab<D65>(
                    root.ll * error.x, root.al * error.x + root.aa * error.y,
                    root.bl * error.x + root.ba * error.y + root.bb * error.z)
            let logs = reading.logDensities(belief.draws.skin)
            let greatest = logs.max() ?? 0
            let chances = exponentials(of: logs.map { Float($0 - greatest) })
            return shares(of: zip(belief.weights, chances).map { $0 * $1 })
        }
        return gain(over: values(of: weightings, requiring: weightings.map { _ in [] }))
    }

    /// Answers that are drawn.
    private static let answers = 16
}
