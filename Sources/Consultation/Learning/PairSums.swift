/// Of two weights of the same customers' tastes: how they go together, as sums.
struct PairSums: Codable, Sendable, Hashable {
    private var count = 0
    private var (first, second) = (ExactSum(), ExactSum())
    /// Σ (variance + mean²) of each, and Σ (covariance + product of the means).
    private var (firstSquares, secondSquares, products) = (ExactSum(), ExactSum(), ExactSum())

    init() {}

    /// - Parameters:
    ///   - taste: what is believed of a customer's.
    ///   - one: a dimension of it, as `other`.
    mutating func add(_ taste: TasteDistribution, _ one: Int, _ other: Int) {
        let (a, b) = (taste.mean[one], taste.mean[other])
        count &+= 1
        first += a
        second += b
        firstSquares += taste.covariance[one][one] + a * a
        secondSquares += taste.covariance[other][other] + b * b
        products += taste.covariance[one][other] + a * b
    }

    mutating func add(_ other: PairSums) {
        count &+= other.count
        first += other.first
        second += other.second
        firstSquares += other.firstSquares
        secondSquares += other.secondSquares
        products += other.products
    }

    /// 0 where little is known: as if twenty customers more had shown none.
    var correlation: Double {
        guard count > 1 else { return 0 }
        let n = Double(count)
        let (a, b) = (first.value / n, second.value / n)
        let spread = ((firstSquares.value / n - a * a) * (secondSquares.value / n - b * b)).squareRoot()
        guard spread > 1e-6 else { return 0 }
        return (products.value / n - a * b) / spread * n / (n + 20)
    }
}
