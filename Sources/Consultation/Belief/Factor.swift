import ColorKernels
import ColorScience

/// One thing that was learned of a customer.
public struct Evidence: Sendable, Hashable {
    /// Tells it from all others of her, such as `photo` or `answer/finish/1`; beliefs take evidence in its order.
    public let id: String
    let factor: Factor

    init(_ id: String, _ factor: Factor) { (self.id, self.factor) = (id, factor) }
}

/// What evidence says of skin and taste.
enum Factor: Sendable, Hashable {
    case reading(SkinEvidence)
    case choice(ChoiceEvidence)
    case selection(SelectionEvidence)

    /// What was chosen among; empty of what is no answer.
    var options: [Score] {
        switch self {
        case .reading: []
        case .choice(let choice): choice.options
        case .selection(let selection): selection.options
        }
    }

    /// Whether it says anything of the skin.
    var tellsOfSkin: Bool {
        if case .reading = self { return true }
        return options.contains(where: \.dependsOnSkin)
    }

    /// Chance that an answer says nothing; 0 of what is no answer.
    var noise: Double {
        switch self {
        case .reading: 0
        case .choice(let choice): choice.noise
        case .selection(let selection): selection.noise
        }
    }

    /// Chance of any one answer that says nothing; `nil` of what is no answer.
    var floor: Double? {
        switch self {
        case .reading: nil
        case .choice(let choice): choice.noise / Double(choice.options.count)
        case .selection(let selection): selection.floor
        }
    }
}

/// The skin's colour as an instrument, a photo or a shade that fits tells it: a multivariate t distribution.
struct SkinEvidence: Sendable, Hashable {
    var mean: Lab<D65>
    /// Of the distribution: what errors are.
    var covariance: Covariance3
    /// Tails: few degrees of freedom, but more than 2, for a source that is sometimes far off.
    var degrees: Double
    /// Whether it says already what is known of people's skin, as a photo's belief does.
    var knowsPopulation = false
    /// How likely it is wrong altogether, anywhere among people's skins, as a share of the density at the mean.
    var floor = 0.0
}

/// One of several options was chosen.
struct ChoiceEvidence: Sendable, Hashable {
    var options: [Score]
    var chosen: Int
    /// Chance that the answer says nothing: that it is one of the options at random.
    var noise: Double
}

/// Of several options, those that are true of her were chosen, each by itself.
struct SelectionEvidence: Sendable, Hashable {
    var options: [Score]
    /// Option by option.
    var isChosen: [Bool]
    /// Chance that the answer says nothing: that it is any set of options.
    var noise: Double
}

extension SkinEvidence {
    /// Logarithm of the density, but for a constant.
    func logDensity(_ skin: Lab<D65>) -> Double { logDensity(at: distance(skin)) }

    /// The same of many skins.
    func logDensities(_ skins: LabPlanes) -> [Double] {
        let precision = covariance.inverse
        return (0..<skins.count).map { i in
            let step = skins[i] - mean
            return logDensity(at: precision.square(SIMD3(step.lightness, step.a, step.b)))
        }
    }

    private func logDensity(at square: Double) -> Double {
        let log = -0.5 * (degrees + 3) * naturalLogarithm(1 + square / (degrees - 2))
        return floor > 0 ? naturalLogarithm(exponential(log) + floor) : log
    }

    /// Squared Mahalanobis distance by the covariance, which is the t distribution's scale times ν / (ν − 2).
    private func distance(_ skin: Lab<D65>) -> Double {
        let step = skin - mean
        return covariance.inverse.square(SIMD3(step.lightness, step.a, step.b))
    }

    /// Gradient of the logarithm, and the precision that a search for the top steps by.
    func slope(at skin: Lab<D65>) -> (gradient: SIMD3<Double>, precision: Covariance3) {
        let square = distance(skin)
        let p = covariance.inverse * (share(at: square) * (degrees + 3) / (degrees - 2 + square))
        let d = skin - mean
        let (x, y, z) = (d.lightness, d.a, d.b)
        return (
            -SIMD3(p.ll * x + p.la * y + p.lb * z, p.la * x + p.aa * y + p.ab * z, p.lb * x + p.ab * y + p.bb * z), p
        )
    }

    /// Of draws: a t distribution is sharper at its top than it is wide.
    func precision(at skin: Lab<D65>) -> Covariance3 { covariance.inverse * share(at: distance(skin)) }

    /// Of what is seen there, how much is not mere chance.
    private func share(at square: Double) -> Double {
        let density = exponential(-0.5 * (degrees + 3) * naturalLogarithm(1 + square / (degrees - 2)))
        return max(density / (density + floor), 1e-9)
    }
}

extension ChoiceEvidence {
    /// Probability of each option, noise included.
    static func probabilities(_ scores: [Double], noise: Double) -> [Double] {
        let greatest = scores.max() ?? 0
        let powers = scores.map { exponential($0 - greatest) }
        let total = powers.reduce(0, +)
        return powers.map { (1 - noise) * $0 / total + noise / Double(scores.count) }
    }
}

extension SelectionEvidence {
    /// Probability of the answer where the options have these scores.
    func probability(_ scores: [Double]) -> Double {
        let clear = zip(scores, isChosen).reduce(1.0) { $0 * logistic($1.1 ? $1.0 : -$1.0) }
        return (1 - noise) * clear + floor
    }

    /// Of any one answer by chance.
    var floor: Double { Self.floor(of: options.count, noise: noise) }

    /// - Parameter count: of options.
    static func floor(of count: Int, noise: Double) -> Double { (0..<count).reduce(noise) { sum, _ in sum / 2 } }

    /// Of an answer with that probability, how much was not chance.
    func share(of probability: Double) -> Double { max(probability - floor, 0) / max(probability, 1e-300) }
}

/// The probability that log-odds stand for.
func logistic(_ logOdds: Double) -> Double { 1 / (1 + exponential(-logOdds)) }
