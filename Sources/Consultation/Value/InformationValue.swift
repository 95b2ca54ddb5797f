import ColorKernels
import ColorScience

/// What an answer is worth: how much likelier, in expectation, she keeps one of the shades shown after it.
struct InformationValue {
    let belief: CustomerBelief
    let candidates: Candidates
    /// How many shades are shown.
    let shown: Int
    /// Chance that she keeps one of those shown now.
    let now: Double

    init(belief: CustomerBelief, candidates: Candidates, shown: Int) {
        (self.belief, self.candidates, self.shown) = (belief, candidates, shown)
        now = candidates.bestSet(of: shown, weights: belief.weights).value
    }

    /// Of a question with options, exactly over the belief's draws.
    /// - Returns: a probability, at least 0 but for rounding.
    func gain(of form: QuestionForm) -> Double {
        let chances = belief.draws.choices(among: form.scores, noise: form.question.noise)
        var after = 0.0
        for row in chances {
            let weights = zip(belief.weights, row).map { $0 * $1 }
            after += candidates.bestSet(of: shown, weights: weights).value
        }
        return after - now
    }

    /// Of being told a shade that fits: there are thousands, so some are drawn.
    /// - Returns: and the standard error of the drawing.
    func gainOfKnownShade(_ evidence: KnownShade) -> (gain: Double, error: Double) {
        let draws = 12
        var values: [Double] = []
        // Systematic sampling: every twelfth of the weight.
        var (sum, next) = (0.0, 0.5 / Double(draws))
        for (index, weight) in belief.weights.enumerated() {
            sum += Double(weight)
            while sum > next, values.count < draws {
                let reading = evidence.reading(of: belief.draws.skin[index])
                let logs = (0..<belief.draws.count).map { reading.logDensity(belief.draws.skin[$0]) }
                let greatest = logs.max() ?? 0
                var weights = zip(belief.weights, logs).map { $0 * Float(exponential($1 - greatest)) }
                let total = weights.reduce(0, +)
                for i in weights.indices { weights[i] /= total }
                values.append(candidates.bestSet(of: shown, weights: weights).value)
                next += 1 / Double(draws)
            }
        }
        let mean = values.reduce(0, +) / Double(max(values.count, 1))
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(values.count - 1, 1))
        return (mean - now, (square / Double(max(values.count, 1))).squareRoot())
    }
}

/// A shade that a customer says fits her.
struct KnownShade {
    /// Standard deviation of each of L*, a*, b* between a shade that somebody says fits and her skin: what she does not
    /// notice, and how the shade is made.
    static let spread = 1.5
    static let degrees = 4.0

    func reading(of lab: Lab<D65>, uncertainty: Double = 0) -> SkinEvidence {
        let sd = (Self.spread * Self.spread + uncertainty * uncertainty).squareRoot()
        return SkinEvidence(mean: lab, covariance: Covariance3(standardDeviations: sd, sd, sd), degrees: Self.degrees)
    }
}
