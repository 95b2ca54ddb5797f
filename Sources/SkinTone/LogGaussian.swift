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
    /// How much wider than the draws the next proposal is, in variance: tails must be covered, not only the middle.
    private static let widening = 1.3

    /// The normal distribution of these draws' mean and widened covariance.
    var fitted: LogGaussian {
        let moments = WeightedMoments(
            logarithms.red, logarithms.green, logarithms.blue, weights: weights.map(Double.init))
        // A floor keeps the next proposal from collapsing when one draw took nearly all the weight.
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
