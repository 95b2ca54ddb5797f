import ColorKernels
import ColorScience
public import ShadeCatalog

/// What a customer should be told beside the shades: what does not go together, what would change them, how far they
/// are from fitting, and what was not used.
public struct Explanation: Sendable {
    /// What does not go with all the rest she said or was read of her, the most surprising first. It is believed less
    /// for that: the belief is as wide as it has to be.
    public let contradictions: [Consultation.Source]
    /// Which shade would lead if she liked something else.
    public let counterfactuals: [Counterfactual]
    /// How far even the nearest shade is, where none is within tolerance of her skin, wherever that may lie.
    public let outOfRange: OutOfRange?
    /// Questions that she left open and never answered.
    public let passed: [String]
    /// Why nothing can be shown; `nil` where something is.
    public let nothing: Nothing?
    /// What says nothing of the shades on offer.
    public let withoutEffect: [Consultation.Source]

    /// Why nothing can be shown.
    public enum Nothing: Sendable, Hashable {
        /// Of all shades there are.
        case soldOut
        /// No shade in stock has all of this: what no shade has by itself or, where each is had by some, everything.
        case unmet([Requirement])
    }

    public struct Counterfactual: Sendable {
        public let attribute: TasteAttribute
        public let shade: Shade
    }

    public struct OutOfRange: Sendable {
        public let nearest: Shade
        /// Between her skin and it, as far as is known.
        public let deltaE00: Double
        /// By how much her skin is lighter (L*) and warmer (in standard deviations of skins of a depth).
        public let lighter: Double
        public let warmer: Double
        /// Two shades of one line that come nearer when mixed.
        public let mix: Mix?
    }

    public struct Mix: Sendable {
        public let first: Shade
        public let second: Shade
        /// Of the first, 0...1.
        public let share: Double
        public let deltaE00: Double
    }
}

extension Assessment {
    /// - Complexity: a belief for each reading of the skin, a pass over the candidates for each attribute, and one over
    ///   all shades.
    public func explanation() -> Explanation {
        Explanation(
            contradictions: contradictions(), counterfactuals: counterfactuals(), outOfRange: outOfRange(),
            passed: consultation.passed.subtracting(answered).sorted(), nothing: nothing(),
            withoutEffect: learned.filter { learned in
                let options = learned.evidence.factor.options
                return !options.isEmpty && !options.contains(where: \.dependsOnSomething)
            }.map(\.source))
    }

    /// Questions that she answered, some of them when they were put again.
    private var answered: [String] {
        learned.compactMap { learned in
            guard case .answer(let question, _) = learned.source else { return nil }
            return question
        }
    }

    private func nothing() -> Explanation.Nothing? {
        guard allowed.isEmpty else { return nil }
        let inStock = advisor.offer.shades.filter(\.isInStock)
        guard !inStock.isEmpty else { return .soldOut }
        let all = consultation.requirements.sorted { $0.name < $1.name }
        let unmet = all.filter { required in !inStock.contains(where: required.isMet(by:)) }
        return .unmet(unmet.isEmpty ? all : unmet)
    }

    private func contradictions() -> [Consultation.Source] {
        guard learned.count > 1 else { return [] }
        return learned.compactMap { learned -> (source: Consultation.Source, surprise: Double)? in
            let surprise = max(surprise(at: learned.evidence), disagreement(of: learned.evidence))
            return surprise > 1 ? (learned.source, surprise) : nil
        }.sorted { $0.surprise > $1.surprise }.map(\.source)
    }

    /// How unlikely a piece of evidence is by all others; more than 1 where it does not go with them.
    private func surprise(at evidence: Evidence) -> Double {
        guard case .reading(let reading) = evidence.factor else { return surprise(at: evidence.factor) }
        let others = belief(without: evidence).skin
        return surprise(at: reading, besides: others.mean, others.covariance)
    }

    /// How far a reading is from most of the other readings, each by itself; more than 1 where it goes with less than
    /// half of them. Several that contradict each other make a belief so wide that each of them goes with the rest.
    private func disagreement(of evidence: Evidence) -> Double {
        guard case .reading(let reading) = evidence.factor else { return 0 }
        let surprises = learned.compactMap { other -> Double? in
            guard other.evidence.id != evidence.id, case .reading(let skin) = other.evidence.factor else { return nil }
            return surprise(at: reading, besides: skin.mean, skin.covariance)
        }.sorted()
        return surprises.isEmpty ? 0 : surprises[(surprises.count - 1) / 2]
    }

    /// - Parameters:
    ///   - mean: what all else says of her skin, and so `covariance`.
    func surprise(at reading: SkinEvidence, besides mean: Lab<D65>, _ covariance: Covariance3) -> Double {
        let step = reading.mean - mean
        let precision = (reading.covariance + covariance).inverse
        return precision.square(SIMD3(step.lightness, step.a, step.b)) / Self.farReading
    }

    /// Of an answer; 0 of a reading, of which the belief's own draws are no judge.
    func surprise(at factor: Factor) -> Double {
        guard let chances = belief.draws.likelihood(of: factor), let floor = factor.floor, factor.noise < 0.4 else {
            return 0
        }
        // Its chance by all others is the harmonic mean of what it is by the belief that includes it.
        let inverse = zip(belief.weights, chances).reduce(0.0) { $0 + Double($1.0) / Double(max($1.1, 1e-12)) }
        return Self.mereChance * floor * inverse
    }

    /// Squared distance of a reading from what all else says, in standard deviations: one in a hundred is farther.
    private static let farReading = 11.34
    /// An answer hardly likelier than by mere chance.
    private static let mereChance = 1.5

    private func counterfactuals() -> [Explanation.Counterfactual] {
        guard let leader = candidates.shades.first else { return [] }
        let offer = advisor.offer
        let (held, taste) = ([Float](repeating: 0, count: belief.draws.count), belief.taste)
        let found = offer.space.attributes.enumerated().compactMap {
            dimension, attribute -> (mean: Double, it: Explanation.Counterfactual)? in
            guard !attribute.isGraded, !offer.shades[leader].has(attribute) else { return nil }
            // As if she had said so.
            let liking = SelectionEvidence(
                options: [Score(liking: dimension, of: offer.space)], isChosen: [true], noise: 0)
            guard let chances = belief.draws.likelihood(of: .selection(liking)) else { return nil }
            let weights = zip(belief.weights, chances).map { $0 * $1 }
            var (best, greatest) = (0, -Float.infinity)
            for place in candidates.shades.indices {
                let gain = candidates.table.gain(of: place, over: held, weights: weights)
                if gain > greatest { (best, greatest) = (place, gain) }
            }
            let shade = offer.shades[candidates.shades[best]]
            guard best != 0, shade.has(attribute) else { return nil }
            return (taste.mean[dimension], .init(attribute: attribute, shade: shade))
        }
        // What she may well like comes first; a shade is named once.
        var named: Set<String> = []
        let once = found.sorted { $0.mean > $1.mean }.map(\.it).filter { named.insert($0.shade.sku).inserted }
        return Array(once.prefix(2))
    }

    private func outOfRange() -> Explanation.OutOfRange? {
        let offer = advisor.offer
        guard offer.category.isMatchable else { return nil }
        var nearestOf = [Float](repeating: .infinity, count: belief.draws.count)
        var expected: [Double] = []
        for index in allowed {
            let distances = belief.draws.skin.deltaE00(to: offer.shades[index].skinItFits)
            expected.append(zip(distances, belief.weights).reduce(0) { $0 + Double($1.0) * Double($1.1) })
            for i in distances.indices where distances[i] < nearestOf[i] { nearestOf[i] = distances[i] }
        }
        // Wherever her skin may lie, nearly everywhere there no shade fits: it is not that too little is known of it.
        let none = zip(nearestOf, belief.weights).reduce(0.0) {
            $0 + (Double($1.0) > advisor.policy.tolerance ? Double($1.1) : 0)
        }
        guard none > 0.9, let place = expected.indices.min(by: { expected[$0] < expected[$1] }) else { return nil }
        let (skin, nearest) = (belief.skin.mean, offer.shades[allowed[place]])
        let distance = skin.deltaE00(to: nearest.skinItFits)
        return Explanation.OutOfRange(
            nearest: nearest, deltaE00: distance, lighter: skin.lightness - nearest.skinItFits.lightness,
            warmer: undertone(of: skin) - undertone(of: nearest.skinItFits),
            mix: mix(for: skin, nearerThan: distance - 1))
    }

    /// Two shades of one line that are worth mixing.
    private func mix(for skin: Lab<D65>, nearerThan limit: Double) -> Explanation.Mix? {
        let shades = candidates.shades.map { advisor.offer.shades[$0] }
        var best: Explanation.Mix?
        for (index, first) in shades.enumerated() {
            for second in shades[..<index] where second.brand == first.brand && second.product == first.product {
                for share in [0.25, 0.5, 0.75] {
                    let distance = skin.deltaE00(to: second.skinItFits.mixed(with: first.skinItFits, share: share))
                    guard distance < min(limit, best?.deltaE00 ?? .infinity) else { continue }
                    best = Explanation.Mix(first: first, second: second, share: share, deltaE00: distance)
                }
            }
        }
        return best
    }
}

extension Score {
    /// Of a product's being liked for an attribute.
    fileprivate init(liking dimension: Int, of space: TasteSpace) {
        self.init(dimensions: space.attributes.count)
        taste[dimension] = 4
    }
}
