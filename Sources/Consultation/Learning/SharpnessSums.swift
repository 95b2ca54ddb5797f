import ColorScience

/// Of answers to one question: how sharply options are told apart, as the sums of a Newton step in the logarithm of a
/// factor of their scores.
struct SharpnessSums: Codable, Sendable, Hashable {
    private var (pull, sure) = (ExactSum(), ExactSum())

    init() {}

    /// - Parameters:
    ///   - weights: of draws of what is believed, this answer included.
    ///   - scores: option by option, draw by draw.
    ///   - sharpness: the factor of the scores when it was asked.
    /// - Source: score and information of what is seen in part, Louis 1982; whether an answer was chance counts by its
    ///   expectation.
    mutating func add(_ factor: Factor, askedAt sharpness: Double, weights: [Float], scores: [[Float]]) {
        var (first, second, within) = (0.0, 0.0, 0.0)
        for (i, weight) in weights.enumerated() where weight > 0 {
            let (step, information) = factor.sharpening(scores.map { Double($0[i]) })
            first += Double(weight) * step
            second += Double(weight) * step * step
            within += Double(weight) * information
        }
        let information = within - (second - first * first)
        pull += first + information * naturalLogarithm(sharpness)
        sure += information
    }

    mutating func add(_ other: SharpnessSums) {
        pull += other.pull
        sure += other.sure
    }

    /// The factor to multiply scores by from now on; without these sums it is believed to be between a half and two.
    var sharpness: Double {
        let information = max(sure.value, 0) + 4
        return exponential(min(max(pull.value / information, -1), 1))
    }
}

extension Factor {
    /// By the logarithm of a factor of all scores: slope of the logarithm of the answer's probability, and information.
    fileprivate func sharpening(_ scores: [Double]) -> (slope: Double, information: Double) {
        switch self {
        case .reading: return (0, 0)
        case .choice(let choice):
            let clear = ChoiceEvidence.probabilities(scores, noise: 0)
            let chances = ChoiceEvidence.probabilities(scores, noise: choice.noise)
            let share = (1 - choice.noise) * clear[choice.chosen] / max(chances[choice.chosen], 1e-300)
            let mean = zip(clear, scores).reduce(0) { $0 + $1.0 * $1.1 }
            let square = zip(clear, scores).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
            return (share * (scores[choice.chosen] - mean), share * (square - mean * mean))
        case .selection(let selection):
            let share = selection.share(of: selection.probability(scores))
            var (slope, information) = (0.0, 0.0)
            for (score, isChosen) in zip(scores, selection.isChosen) {
                let truth = logistic(score)
                slope += ((isChosen ? 1 : 0) - truth) * score
                information += truth * (1 - truth) * score * score
            }
            return (share * slope, share * information)
        }
    }
}
