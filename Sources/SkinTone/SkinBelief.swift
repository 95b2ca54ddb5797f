public import ColorKernels
public import ColorScience

/// What is believed of a person's true skin colour: CIELAB under D65 for the 2° observer, at the jaw and lower cheek.
public struct SkinBelief: Sendable, Equatable {
    /// Mean and covariance of the particles.
    public let gaussian: LabGaussian
    /// Draws from the belief; with `weights` they stand for its whole shape.
    public let particles: LabPlanes
    /// As many as particles, summing to 1.
    public let weights: [Float]
    /// ΔE00 radii around the mean that hold half and nine tenths of the belief.
    public let radius50: Double
    public let radius90: Double

    /// - Precondition: as many weights as particles, none negative, with a positive sum.
    init(particles: LabPlanes, weights: [Double]) {
        let total = weights.reduce(0, +)
        precondition(particles.count == weights.count && total > 0, "a belief needs weighted particles")
        let shares = weights.map { $0 / total }
        let moments = WeightedMoments(particles.lightness, particles.a, particles.b, weights: shares)
        let mean = Lab<D65>(moments.mean.x, moments.mean.y, moments.mean.z)
        gaussian = LabGaussian(mean: mean, covariance: moments.covariance)
        self.particles = particles
        self.weights = shares.map(Float.init)
        let radii = HoldingRadii(distances: particles.deltaE00(to: mean), shares: shares)
        radius50 = radii.radius(holding: 0.5)
        radius90 = radii.radius(holding: 0.9)
    }
}

extension SkinBelief {
    /// The belief after one or more photos of the same person: the colour read at the site, under the light believed of
    /// each.
    ///
    /// Importance sampling in ln(linear RGB). The first proposal is what the photos say without the prior; each later
    /// one is the Gaussian that fits the draws so far, a little widened, so that the last draws lie where the belief
    /// does even when the photo's colour is far from any skin; a quarter as many draws tell where that is. Where that is
    /// very far, as with a reference that is none, rounds go on until the draws tell as much as `fewestDraws` equally
    /// likely ones, but `furtherRounds` more at most. The same photos give the same belief on every machine, in whatever
    /// order.
    /// - Precondition: there is a photo.
    init(_ photos: [SkinObservation]) {
        // Photos of one person mislead alike: her eyes are the same in all of them.
        let shared = 1 + SkinObservation.sharedError * Double(photos.count - 1)
        let density = SkinDensity(photos.map { $0.density(widened: shared) }, prior: SkinPrior.density)
        var proposal = SkinObservation.gaussian(of: photos, widened: shared)
        for _ in 0..<3 { proposal = proposal.draws(256, of: density).fitted }
        var draws = proposal.draws(1_024, of: density)
        for _ in 0..<Self.furtherRounds where draws.effectiveSize < Self.fewestDraws {
            draws = draws.fitted.draws(1_024, of: density)
        }
        self.init(particles: draws.labs, weights: draws.weights.map(Double.init))
    }

    /// Draws are sought until they tell as much as so many equally likely ones, in at most `furtherRounds` more rounds: a
    /// belief may have fewer.
    static let fewestDraws = 200.0
    /// Beyond those that every belief takes.
    private static let furtherRounds = 24

    /// The belief after several photos of the same person: one skin, each photo in its own light.
    /// - Parameter photos: in any order.
    /// - Precondition: there is a photo.
    public init(together photos: [PhotoAnalysis]) { self.init(photos.map(\.observation)) }

    /// A belief given as a colour with one standard deviation for all three coordinates.
    public init(lab: Lab<D65>, standardDeviation: Double) {
        // In mirrored pairs, so that the mean is the colour given.
        let particles = NormalSequence.thousand.prefix(512).flatMap { draw in
            let step = Lab<D65>(draw.x, draw.y, draw.z) * standardDeviation
            return [lab + step, lab - step]
        }
        self.init(particles: LabPlanes(particles), weights: [Double](repeating: 1, count: particles.count))
    }

    /// Probability that the belief gives to a set of colours.
    public func probability(_ holds: (Lab<D65>) -> Bool) -> Double {
        var sum = 0.0
        for (index, weight) in weights.enumerated() where holds(particles[index]) { sum += Double(weight) }
        return sum
    }
}
