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

    public init(weights: [TasteAttribute: Weight] = [:]) { self.weights = weights }

    /// - Source: this project's choice until purchases tell better: finishes matter most, then coverage; a price twice
    ///   the usual costs nine points of keeping.
    public func weight(of attribute: TasteAttribute) -> Weight {
        if let known = weights[attribute] { return known }
        return switch attribute {
        case .finish: Weight(mean: 0, spread: 1)
        case .coverage: Weight(mean: 0, spread: 0.8)
        case .price: Weight(mean: -0.5, spread: 0.5)
        case .vegan, .fragranceFree: Weight(mean: 0.2, spread: 0.5)
        }
    }
}
