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
        var mean = Lab<D65>(0, 0, 0)
        for (index, share) in shares.enumerated() { mean = mean + particles[index] * share }
        var covariance = Covariance3.zero
        for (index, share) in shares.enumerated() {
            let d = particles[index] - mean
            covariance =
                covariance
                + Covariance3(
                    ll: share * d.lightness * d.lightness, la: share * d.lightness * d.a,
                    lb: share * d.lightness * d.b, aa: share * d.a * d.a, ab: share * d.a * d.b, bb: share * d.b * d.b)
        }
        gaussian = LabGaussian(mean: mean, covariance: covariance)
        self.particles = particles
        self.weights = shares.map(Float.init)
        let distances = particles.deltaE00(to: mean)
        let order = distances.indices.sorted { distances[$0] < distances[$1] }
        func radius(holding share: Double) -> Double {
            var held = 0.0
            for index in order {
                held += shares[index]
                if held >= share { return Double(distances[index]) }
            }
            return order.last.map { Double(distances[$0]) } ?? 0
        }
        radius50 = radius(holding: 0.5)
        radius90 = radius(holding: 0.9)
    }
}

extension SkinBelief {
    /// Draws a belief is made of.
    static let particleCount = 1_024

    /// The belief after one photo: the colour read at the site, under unknown exposure and light.
    ///
    /// Importance sampling: quasi-random draws around the photo's own colour, at the spread the capture model gives,
    /// weighted by how common such skin is. The same reading gives the same belief on every machine.
    public init(reading: SkinReading) {
        let seen = CaptureModel.logarithms(of: reading.site.lab.xyz.linearSRGB)
        // Skin is drawn by undoing draws of exposure and light, so the capture model itself is the proposal and only
        // the prior is left to weigh by. The proposal keeps its full width in depth, where the prior says little.
        let factor = CaptureModel.covariance.cholesky
        var particles = LabPlanes(count: 0)
        var logWeights: [Double] = []
        for draw in NormalSequence.draws(Self.particleCount) {
            let offset = SIMD3(
                factor.ll * draw.x, factor.al * draw.x + factor.aa * draw.y,
                factor.bl * draw.x + factor.ba * draw.y + factor.bb * draw.z)
            let linear = LinearSRGB(
                red: exponential(seen.x - offset.x), green: exponential(seen.y - offset.y),
                blue: exponential(seen.z - offset.z))
            let lab = linear.xyz.lab
            particles.append(lab)
            logWeights.append(SkinPrior.logDensity(lab))
        }
        let highest = logWeights.max() ?? 0
        self.init(particles: particles, weights: logWeights.map { exponential($0 - highest) })
    }

    /// A belief given as a colour with one standard deviation for all three coordinates.
    public init(lab: Lab<D65>, standardDeviation: Double) {
        let particles = NormalSequence.draws(Self.particleCount).map { draw in
            lab + Lab(draw.x, draw.y, draw.z) * standardDeviation
        }
        self.init(particles: LabPlanes(particles), weights: [Double](repeating: 1, count: particles.count))
    }

    /// How many equally weighted draws these are worth; 1,024 at best.
    public var effectiveSampleSize: Double {
        1 / weights.reduce(0) { $0 + Double($1) * Double($1) }
    }

    /// Probability that the belief gives to a set of colours.
    public func probability(_ holds: (Lab<D65>) -> Bool) -> Double {
        var sum = 0.0
        for (index, weight) in weights.enumerated() where holds(particles[index]) { sum += Double(weight) }
        return sum
    }
}
