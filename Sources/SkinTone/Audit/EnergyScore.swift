internal import ColorKernels
package import ColorScience

/// The energy score E|X − y| − ½ E|X − X′| of a belief X against the truth y, with Euclidean distance in Lab: small for
/// beliefs that are near the truth and no wider or narrower than they should be. Being wrong about one's own error
/// never makes it smaller.
/// - Source: Gneiting and Raftery 2007, equation 21.
package enum EnergyScore {
    /// - Complexity: O(*n*²) in the number of particles.
    package static func of(_ belief: SkinBelief, truth: Lab<D65>) -> Double {
        let points = (0..<belief.particles.count).map { vector(belief.particles[$0]) }
        let y = vector(truth)
        var (toTruth, among) = (0.0, 0.0)
        for (index, point) in points.enumerated() {
            let weight = Double(belief.weights[index])
            toTruth += weight * distance(point, y)
            // Each pair once.
            var sum: Double = 0
            for other in 0..<index { sum += Double(belief.weights[other]) * distance(point, points[other]) }
            among += weight * sum
        }
        return toTruth - among
    }

    /// A Gaussian's, by quasi-random draws: exact to about 0.01 of its spread.
    package static func of(_ gaussian: LabGaussian, truth: Lab<D65>) -> Double {
        let y = vector(truth) - vector(gaussian.mean)
        let factor = gaussian.covariance.cholesky
        var (toTruth, among) = (0.0, 0.0)
        for draw in draws {
            let x = SIMD3(
                factor.ll * draw.x, factor.al * draw.x + factor.aa * draw.y,
                factor.bl * draw.x + factor.ba * draw.y + factor.bb * draw.z)
            toTruth += distance(x, y)
            among += distance(x, .zero)
        }
        // X − X′ has twice the covariance, so √2 times the length; half of that.
        return (toTruth - among * 0.5.squareRoot()) / Double(draws.count)
    }

    private static let draws = NormalSequence.draws(1_024)

    private static func vector(_ lab: Lab<D65>) -> SIMD3<Double> { SIMD3(lab.lightness, lab.a, lab.b) }

    private static func distance(_ p: SIMD3<Double>, _ q: SIMD3<Double>) -> Double {
        let d = p - q
        return (d.x * d.x + d.y * d.y + d.z * d.z).squareRoot()
    }
}
