import ColorKernels
public import ColorScience

/// What is believed of one customer: 1,024 weighted points of skin and taste.
///
/// A function of the set of evidence: importance sampling with quasi-random draws around the most likely points. The same
/// evidence in any order gives the same belief, bit for bit.
public struct CustomerBelief: Sendable {
    let draws: CustomerDraws
    /// As many, summing to 1.
    let weights: [Float]
    /// Of 1,024: as many equally weighted draws would tell as much.
    public let effectiveSampleSize: Double

    static let size = 1_024
    /// Of beliefs that are hard to draw from.
    static let many = 8 * size

    /// - Parameters:
    ///   - evidence: in any order, each id once.
    ///   - taste: what is believed of it before.
    init(evidence: [Evidence], taste: TasteDistribution) {
        let factors = evidence.sorted { $0.id < $1.id }.map(\.factor)
        let posterior = CustomerPosterior(factors: factors, taste: taste)
        let first = Proposal(around: posterior)
        var drawn = first.draw(Self.size, of: posterior)
        // Where the density is no hill, a few draws hold all the weight. Tempered until enough of them count, they tell
        // where to draw from next, and each time less needs to be tempered.
        var (best, source) = (drawn, first)
        for round in 0..<Self.rounds where best.effectiveSize < Self.enough {
            // Evidence that contradicts itself leaves several hills.
            let proposal = Proposal(
                fitting: drawn.tempered(keeping: Self.enough), hills: round < 2 ? 1 : 12, after: first)
            drawn = proposal.draw(Self.size, of: posterior)
            if drawn.effectiveSize > best.effectiveSize {
                (best, source) = (drawn, proposal)
            } else if round >= 2, best.effectiveSize >= Self.least {
                break
            }
        }
        // One belief in ten thousand never gets there, and is taken from more draws.
        if best.effectiveSize < Self.least {
            best = source.draw(Self.many, of: posterior).thinned(to: Self.size)
        }
        draws = best.points
        weights = best.shares.map(Float.init)
        effectiveSampleSize = best.effectiveSize
    }

    /// Effective draws that are enough, and those that a belief should have at the least.
    private static let (enough, least) = (350.0, 200.0)
    private static let rounds = 20
}

extension CustomerBelief {
    /// Of the skin alone.
    public var skin: LabGaussian {
        let moments = WeightedMoments(
            draws.skin.lightness, draws.skin.a, draws.skin.b, weights: weights.map(Double.init))
        return LabGaussian(
            mean: Lab(moments.mean.x, moments.mean.y, moments.mean.z), covariance: moments.covariance)
    }

    /// Of the taste alone, by its mean and covariance.
    /// - Complexity: O(draws · dimensions²).
    var taste: TasteDistribution {
        let means = draws.taste.map { values in
            zip(values, weights).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        }
        let steps = zip(draws.taste, means).map { values, mean in values.map { Double($0) - mean } }
        var covariance = steps.map { _ in [Double](repeating: 0, count: steps.count) }
        for row in steps.indices {
            for column in 0...row {
                var sum = 0.0
                for (i, weight) in weights.enumerated() { sum += Double(weight) * steps[row][i] * steps[column][i] }
                (covariance[row][column], covariance[column][row]) = (sum, sum)
            }
        }
        return TasteDistribution(mean: means, covariance: covariance)
    }

    /// The belief by some of its draws, each counting as much.
    /// - Parameter places: a multiple of 8, evenly spread over the weight, as `sample` gives them.
    func part(at places: [Int]) -> CustomerBelief {
        CustomerBelief(
            draws: draws.gathered(at: places),
            weights: [Float](repeating: 1 / Float(places.count), count: places.count))
    }

    private init(draws: CustomerDraws, weights: [Float]) {
        (self.draws, self.weights) = (draws, weights)
        effectiveSampleSize = Double(weights.count)
    }

    /// Places of some draws, evenly spread over the weight, in the draws' order; one may be there several times.
    func sample(of count: Int) -> [Int] { weights.evenPlaces(count) }
}
