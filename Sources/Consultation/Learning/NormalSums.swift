/// Of many customers: what is believed of one weight of their tastes, as sums.
struct NormalSums: Codable, Sendable, Hashable {
    private(set) var count = 0
    /// Σ mean and Σ (variance + mean²).
    private var (means, squares) = (ExactSum(), ExactSum())

    init() {}

    mutating func add(_ belief: TastePrior.Weight) {
        count &+= 1
        means += belief.mean
        squares += belief.spread * belief.spread + belief.mean * belief.mean
    }

    mutating func add(_ other: NormalSums) {
        count &+= other.count
        means += other.means
        squares += other.squares
    }

    /// What to believe of the next customer's weight: the step of expectation maximisation that these sums are for.
    /// - Parameter prior: what to believe without them; it counts as twenty customers.
    func weight(_ prior: TastePrior.Weight) -> TastePrior.Weight {
        guard count > 0 else { return prior }
        let total = Double(count) + Self.priorCustomers
        let mean = (means.value + Self.priorCustomers * prior.mean) / total
        let square =
            (squares.value + Self.priorCustomers * (prior.spread * prior.spread + prior.mean * prior.mean)) / total
        return TastePrior.Weight(
            mean: mean, spread: max((square - mean * mean).squareRoot(), Self.least * prior.spread))
    }

    private static let (priorCustomers, least) = (20.0, 0.25)
}
