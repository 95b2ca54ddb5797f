import ColorScience

/// A proposal for importance sampling: a normal distribution over (ln red, ln green, ln blue) of linear light.
struct LogGaussian {
    var mean: SIMD3<Double>
    var covariance: Covariance3

    /// Weighted draws of skin colours, given what was seen.
    struct Draws {
        var logarithms: [SIMD3<Double>]
        var labs: [Lab<D65>]
        /// Not normalised; the largest is 1.
        var weights: [Double]
        /// Distance of the likeliest draw from the middle of prior and capture model together, standard deviations.
        var surprise: Double
    }

    /// - Parameter count: of draws; at most 1,024.
    /// - Complexity: one colour conversion a draw.
    func draws(_ count: Int, seen: SIMD3<Double>, model: CaptureModel) -> Draws {
        let factor = covariance.cholesky
        var draws = Draws(logarithms: [], labs: [], weights: [], surprise: 0)
        draws.logarithms.reserveCapacity(count)
        draws.labs.reserveCapacity(count)
        draws.weights.reserveCapacity(count)
        var likeliest = -Double.infinity
        for draw in NormalSequence.thousand.prefix(count) {
            let point =
                mean
                + SIMD3(
                    factor.ll * draw.x, factor.al * draw.x + factor.aa * draw.y,
                    factor.bl * draw.x + factor.ba * draw.y + factor.bb * draw.z)
            let lab = LinearSRGB(red: exponential(point.x), green: exponential(point.y), blue: exponential(point.z))
                .xyz.lab
            draws.logarithms.append(point)
            draws.labs.append(lab)
            // Posterior over proposal; the proposal's own density is that of the standard normal draw.
            let density = SkinPrior.logDensity(lab) + model.logLikelihood(seen: seen, skin: point)
            likeliest = max(likeliest, density)
            draws.weights.append(density + 0.5 * (draw * draw).sum())
        }
        draws.surprise = max(-2 * likeliest, 0).squareRoot()
        let highest = draws.weights.max() ?? 0
        draws.weights = draws.weights.map { exponential($0 - highest) }
        return draws
    }
}

extension LogGaussian.Draws {
    /// How much wider than the draws the next proposal is, in variance: tails must be covered, not only the middle.
    private static let widening = 1.3

    var fitted: LogGaussian {
        let total = weights.reduce(0, +)
        var mean = SIMD3<Double>.zero
        for (point, weight) in zip(logarithms, weights) { mean += point * (weight / total) }
        // A floor keeps the next proposal from collapsing when one draw took nearly all the weight.
        var covariance = Covariance3(standardDeviations: 0.02, 0.02, 0.02)
        for (point, weight) in zip(logarithms, weights) {
            let d = point - mean
            let share = weight / total * Self.widening
            covariance =
                covariance
                + Covariance3(
                    ll: share * d.x * d.x, la: share * d.x * d.y, lb: share * d.x * d.z, aa: share * d.y * d.y,
                    ab: share * d.y * d.z, bb: share * d.z * d.z)
        }
        return LogGaussian(mean: mean, covariance: covariance)
    }
}

extension NormalSequence {
    /// The draws every belief is made from.
    static let thousand = draws(1_024)
}
