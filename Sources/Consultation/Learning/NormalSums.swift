/// Of many customers: what is believed of one weight of their tastes, as sums.
struct NormalSums: Codable, Sendable, Hashable {
    private var count = 0
    /// Σ mean and Σ (variance + mean²).
    private var (means, squares) = (ExactSum(), ExactSum())

    init() {}

    mutating func add(_ belief: TastePrior.Weight) {
        count += 1
        means += belief.mean
        squares += belief.spread * belief.spread + belief.mean * belief.mean
    }

    mutating func add(_ other: NormalSums) {
        count += other.count
        means += other.means
        squares += other.squares
    }

    /// What to believe of the next customer's weight: the step of expectation maximisation that these sums are for.
    /// - Parameter prior: what to believe without them; it counts as twenty customers.
    func weight(_ prior: TastePrior.Weight) -> TastePrior.Weight {
        let total = Double(count) + Self.priorCustomers
        let mean = (means.value + Self.priorCustomers * prior.mean) / total
        let square =
            (squares.value + Self.priorCustomers * (prior.spread * prior.spread + prior.mean * prior.mean)) / total
        return TastePrior.Weight(
            mean: mean, spread: max((square - mean * mean).squareRoot(), Self.least * prior.spread))
    }

    /// As how many customers the prior counts.
    static let priorCustomers = 20.0
    private static let least = 0.25
}

/// Of two weights of many customers' tastes: how they go together, as sums.
struct PairSums: Codable, Sendable, Hashable {
    private var count = 0
    /// Σ (covariance + product of the means).
    private var products = ExactSum()

    init() {}

    mutating func add(covariance: Double, _ first: Double, _ second: Double) {
        count += 1
        products += covariance + first * second
    }

    mutating func add(_ other: PairSums) {
        count += other.count
        products += other.products
    }

    /// - Parameters:
    ///   - prior: what to believe of each weight without these.
    ///   - learned: what the same customers taught of each.
    func correlation(
        _ prior: (TastePrior.Weight, TastePrior.Weight), _ learned: (TastePrior.Weight, TastePrior.Weight)
    ) -> Double {
        let total = Double(count) + NormalSums.priorCustomers
        let product = (products.value + NormalSums.priorCustomers * prior.0.mean * prior.1.mean) / total
        let covariance = product - learned.0.mean * learned.1.mean
        return min(max(covariance / (learned.0.spread * learned.1.spread), -0.95), 0.95)
    }
}
