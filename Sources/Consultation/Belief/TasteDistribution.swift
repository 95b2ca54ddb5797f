import ColorScience

/// A normal distribution of a customer's taste, by the dimensions of a taste space.
struct TasteDistribution: Sendable, Hashable {
    let mean: [Double]
    /// By rows.
    let covariance: [[Double]]
    /// The covariance's inverse.
    let precision: [[Double]]

    /// - Parameter covariance: positive definite.
    /// - Complexity: O(*n*³).
    init(mean: [Double], covariance: [[Double]]) {
        (self.mean, self.covariance) = (mean, covariance)
        let system = SymmetricSystem(count: mean.count) { covariance[$0][$1] }
        precision = mean.indices.map { row in system.solution(mean.indices.map { $0 == row ? 1 : 0 }) }
    }

    /// Weights that tell nothing of each other.
    init(_ weights: [TastePrior.Weight]) {
        self.init(
            mean: weights.map(\.mean),
            covariance: weights.indices.map { row in
                weights.indices.map { $0 == row ? weights[row].spread * weights[row].spread : 0 }
            })
    }

    /// Mean and standard deviation of each dimension.
    var weights: [TastePrior.Weight] {
        mean.indices.map { TastePrior.Weight(mean: mean[$0], spread: max(covariance[$0][$0], 0).squareRoot()) }
    }
}
