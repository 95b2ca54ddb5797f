/// Of many customers: what each one's answers alone say of one weight of her taste, as sums.
struct NormalSums: Codable, Sendable, Hashable {
    private var count = 0
    /// Σ λ, Σ λ l, Σ λ l², Σ λ² over estimates l of precision λ.
    private var (sure, first, second, squares) = (ExactSum(), ExactSum(), ExactSum(), ExactSum())

    init() {}

    /// - Parameters:
    ///   - belief: of her weight.
    ///   - prior: what that belief began with.
    mutating func add(_ belief: TastePrior.Weight, prior: TastePrior.Weight) {
        // What her answers say is her belief divided by the prior.
        let before = 1 / (prior.spread * prior.spread)
        let after = 1 / max(belief.spread * belief.spread, 1e-6)
        let precision = after - before
        guard precision > 0.05 * before else { return }
        let estimate = (belief.mean * after - prior.mean * before) / precision
        // One customer who is very sure does not speak for all.
        let counted = min(precision, Self.most * before)
        count += 1
        sure += counted
        first += counted * estimate
        second += counted * estimate * estimate
        squares += counted * counted
    }

    mutating func add(_ other: NormalSums) {
        count += other.count
        sure += other.sure
        first += other.first
        second += other.second
        squares += other.squares
    }

    /// What to believe of the next customer's weight.
    /// - Parameter prior: what to believe without these.
    /// - Source: variance between customers by DerSimonian and Laird 1986; the prior counts as twenty customers.
    func weight(_ prior: TastePrior.Weight) -> TastePrior.Weight {
        guard count > 1, sure.value > 0 else { return prior }
        let mean = first.value / sure.value
        let scatter = second.value - first.value * first.value / sure.value
        let between = (scatter - Double(count - 1)) / max(sure.value - squares.value / sure.value, 1e-9)
        let before = prior.spread * prior.spread
        let customers = min(Double(count), sure.value * before)
        let share = customers / (customers + Self.priorCustomers)
        let variance = (1 - share) * before + share * (max(between, 0) + 1 / sure.value)
        return TastePrior.Weight(
            mean: prior.mean + share * (mean - prior.mean),
            spread: max(variance.squareRoot(), Self.least * prior.spread))
    }

    private static let (most, priorCustomers, least) = (4.0, 20.0, 0.3)
}
