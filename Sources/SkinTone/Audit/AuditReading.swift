internal import ColorKernels
package import ColorScience

/// What one photo's belief says of a skin whose true colour is known.
package struct AuditReading: Sendable, Hashable {
    /// The mean.
    package var believed: Lab<D65>
    package var covariance: Covariance3
    package var radius50: Double
    package var radius90: Double
    /// From the mean to the truth.
    package var deltaE00: Double
    /// Share of the belief that lies nearer to the mean than the truth does, 0...1: even over all photos, if beliefs
    /// are as wide as they should be.
    package var nearer: Double
    /// Of the belief as it is, see `EnergyScore`; Lab units.
    package var energy: Double
    /// Of the mean.
    package var itaClass: ITAClass
    /// The most probable.
    package var undertone: Undertone
    /// What the photo is refused for; empty when it is used.
    package var refusals: [CaptureIssue.Code]
    /// Whether one of the shades shown lies within the tolerance of the truth; `nil` when none is shown.
    package var isServed: Bool?

    /// - Complexity: O(*n*²) in the number of particles.
    package init(of analysis: PhotoAnalysis, truth: Lab<D65>) {
        self.init(belief: analysis.belief, truth: truth)
        refusals = analysis.capture.refusals.map(\.code)
    }

    /// - Complexity: O(*n*²) in the number of particles.
    package init(belief: SkinBelief, truth: Lab<D65>) {
        believed = belief.gaussian.mean
        covariance = belief.gaussian.covariance
        (radius50, radius90) = (belief.radius50, belief.radius90)
        deltaE00 = believed.deltaE00(to: truth)
        let distance = Float(deltaE00)
        nearer = zip(belief.particles.deltaE00(to: believed), belief.weights)
            .reduce(0.0) { $0 + ($1.0 < distance ? Double($1.1) : 0) }
        energy = EnergyScore.of(belief, truth: truth)
        let description = belief.description
        (itaClass, undertone) = (description.itaClass, description.undertone)
        refusals = []
    }

    package var isUsed: Bool { refusals.isEmpty }

    /// Believed minus true, Lab units.
    package func error(from truth: Lab<D65>) -> Lab<D65> { believed - truth }
}
