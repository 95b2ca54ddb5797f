import ColorKernels
import ColorScience

/// A proposal for importance sampling: a normal distribution over (ln red, ln green, ln blue) of linear light.
struct LogGaussian {
    var mean: SIMD3<Double>
    var covariance: Covariance3

    /// Weighted draws of skin colours.
    struct Draws {
        var logarithms: LogPlanes
        var labs: LabPlanes
        /// Not normalised; the largest is 1.
        var weights: [Float]
    }

    /// - Parameter count: of draws; a multiple of 8, at most 1,024.
    /// - Complexity: one colour conversion a draw.
    func draws(_ count: Int, of density: SkinDensity) -> Draws {
        let normals = NormalSequence.thousand
        precondition(count % 8 == 0 && count <= normals.count, "draws come in whole vectors, up to \(normals.count)")
        let logarithms = LogPlanes(normals[..<count], mean: mean, covariance: covariance)
        let labs = LabPlanes(logarithms: logarithms)
        return Draws(
            logarithms: logarithms, labs: labs,
            weights: density.weights(of: logarithms, labs, over: NormalSequence.halfSquares))
    }
}

extension LogGaussian.Draws {
    /// How many equally weighted draws tell as much: the square of the weights' sum by the sum of their squares.
    var effectiveSize: Double { Self.effectiveSize(weights) }

    private static func effectiveSize(_ weights: [Float]) -> Double {
        let (sum, squares) = weights.reduce(into: (0.0, 0.0)) { sums, weight in
            sums.0 += Double(weight)
            sums.1 += Double(weight) * Double(weight)
        }
        return squares > 0 ? sum * sum / squares : 0
    }

    /// How much wider than the draws the next proposal is, in variance: tails must be covered, not only the middle.
    private static let widening = 1.3
    /// Effective draws that a normal distribution in three dimensions is fitted to at least.
    private static let fewest = 24.0

    /// The normal distribution of these draws' mean and widened covariance. Where a few draws have nearly all the
    /// weight, because what is looked for lies at the proposal's rim, roots of the weights lead there step by step.
    var fitted: LogGaussian {
        var tempered = weights
        for _ in 0..<8 where Self.effectiveSize(tempered) < Self.fewest { tempered = tempered.map { $0.squareRoot() } }
        let moments = WeightedMoments(
            logarithms.red, logarithms.green, logarithms.blue, weights: tempered.map(Double.init))
        // A floor keeps the next proposal from collapsing.
        let floor = Covariance3(standardDeviations: 0.02, 0.02, 0.02)
        return LogGaussian(mean: moments.mean, covariance: moments.covariance * Self.widening + floor)
    }
}

extension NormalSequence {
    /// The draws every belief is made from.
    static let thousand = draws(1_024)
    /// Half their squared distances from the middle: negative logarithms of their density, up to a constant.
    fileprivate static let halfSquares = thousand.map { Float(0.5 * ($0 * $0).sum()) }
}
