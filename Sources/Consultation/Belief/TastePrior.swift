import ColorScience

/// What is believed of a customer's taste before she says anything: a normal distribution of each weight.
public struct TastePrior: Sendable, Hashable {
    /// Mean and standard deviation of the weight, in log-odds of keeping a shade, of each attribute.
    public var weights: [TasteAttribute: Weight]

    public struct Weight: Sendable, Hashable {
        public var mean: Double
        public var spread: Double

        public init(mean: Double, spread: Double) {
            self.mean = mean
            self.spread = spread
        }
    }

    /// Of pairs of attributes: how much liking one goes with liking the other, −1...1; 0 where nothing is said.
    var correlations: [Pair: Double] = [:]

    public init(weights: [TasteAttribute: Weight] = [:]) { self.weights = weights }

    /// Two attributes, in the order of their names.
    struct Pair: Codable, Sendable, Hashable {
        let first, second: String

        init(_ one: TasteAttribute, _ other: TasteAttribute) {
            (first, second) = (min(one.name, other.name), max(one.name, other.name))
        }
    }

    /// What is believed of a customer's taste where shades differ in these attributes.
    func distribution(over attributes: [TasteAttribute]) -> TasteDistribution {
        let weights = attributes.map(weight)
        guard !correlations.isEmpty else { return TasteDistribution(weights) }
        var matrix = attributes.indices.map { row in
            attributes.indices.map { column in
                row == column ? 1 : correlations[Pair(attributes[row], attributes[column])] ?? 0
            }
        }
        // Pairs that were learned of different customers may contradict each other.
        while SymmetricMatrix(matrix).eigenvectors.contains(where: { $0.value < 0.05 }) {
            for row in matrix.indices {
                for column in matrix.indices where row != column { matrix[row][column] *= 0.9 }
            }
        }
        return TasteDistribution(
            mean: weights.map(\.mean),
            covariance: attributes.indices.map { row in
                attributes.indices.map { matrix[row][$0] * weights[row].spread * weights[$0].spread }
            })
    }

    /// - Source: this project's choice until purchases tell better: finishes matter most, then coverage; a price twice
    ///   the usual costs nine points of keeping.
    public func weight(of attribute: TasteAttribute) -> Weight {
        if let known = weights[attribute] { return known }
        return switch attribute {
        case .finish: Weight(mean: 0, spread: 1)
        case .coverage: Weight(mean: 0, spread: 0.8)
        case .formula: Weight(mean: 0, spread: 0.5)
        case .suits: Weight(mean: 0, spread: 0.5)
        case .brand: Weight(mean: 0, spread: 0.3)
        case .wear: Weight(mean: 0.2, spread: 0.4)
        case .price: Weight(mean: -0.5, spread: 0.5)
        case .vegan, .fragranceFree: Weight(mean: 0.2, spread: 0.5)
        case .depth, .strength, .warmth: Weight(mean: 0, spread: 0.9)
        }
    }
}
