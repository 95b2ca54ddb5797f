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
}

/// The skin's colour as an instrument, a photo or a shade that fits tells it: a multivariate t distribution.
struct SkinEvidence: Sendable, Hashable {
    var mean: Lab<D65>
    var covariance: Covariance3
    /// Tails: few degrees of freedom for a source that is sometimes far off.
    var degrees: Double
    /// Whether it says already what is known of people's skin, as a photo's belief does.
    var knowsPopulation = false
}

/// One of several options was chosen.
struct ChoiceEvidence: Sendable, Hashable {
    var options: [Score]
    var chosen: Int
    /// Chance that the answer says nothing: that it is one of the options at random.
    var noise: Double
}

extension SkinEvidence {
    /// Logarithm of the density, but for a constant.
    func logDensity(_ skin: Lab<D65>) -> Double {
        -0.5 * (degrees + 3) * naturalLogarithm(1 + distance(skin) / degrees)
    }

    /// Squared Mahalanobis distance.
    private func distance(_ skin: Lab<D65>) -> Double {
        let (p, d) = (covariance.inverse, skin - mean)
        let (x, y, z) = (d.lightness, d.a, d.b)
        return p.ll * x * x + p.aa * y * y + p.bb * z * z + 2 * (p.la * x * y + p.lb * x * z + p.ab * y * z)
    }

    /// Gradient and precision of the normal distribution that the t distribution looks like at a place.
    func slope(at skin: Lab<D65>) -> (gradient: SIMD3<Double>, precision: Covariance3) {
        let p = covariance.inverse * ((degrees + 3) / (degrees + distance(skin)))
        let d = skin - mean
        let (x, y, z) = (d.lightness, d.a, d.b)
        return (
            -SIMD3(p.ll * x + p.la * y + p.lb * z, p.la * x + p.aa * y + p.ab * z, p.lb * x + p.ab * y + p.bb * z), p
        )
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
