internal import ColorKernels
package import ColorScience

/// The energy score E|X − y| − ½ E|X − X′| of a belief X against the truth y, with Euclidean distance in Lab: small for
/// beliefs that are near the truth and no wider or narrower than they should be. Being wrong about one's own error
/// never makes it smaller.
/// - Source: Gneiting and Raftery 2007, equation 21.
package enum EnergyScore {
    /// - Complexity: O(*n*²) in the number of particles.
    package static func of(_ belief: SkinBelief, truth: Lab<D65>) -> Double {
        let points = (0..<belief.particles.count).map { belief.particles[$0] }
        var (toTruth, among) = (0.0, 0.0)
        for (index, point) in points.enumerated() {
            let weight = Double(belief.weights[index])
            toTruth += weight * point.deltaE76(to: truth)
            // Each pair once.
            var sum: Double = 0
            for other in 0..<index { sum += Double(belief.weights[other]) * point.deltaE76(to: points[other]) }
            among += weight * sum
        }
        return toTruth - among
    }

    /// A Gaussian's, by quasi-random draws: exact to about 0.01 of its spread.
    package static func of(_ gaussian: LabGaussian, truth: Lab<D65>) -> Double {
        let factor = gaussian.covariance.cholesky
        let draws = NormalSequence.thousand
        var (toTruth, among) = (0.0, 0.0)
        for draw in draws {
            let point =
                gaussian.mean
                + Lab(
                    factor.ll * draw.x, factor.al * draw.x + factor.aa * draw.y,
                    factor.bl * draw.x + factor.ba * draw.y + factor.bb * draw.z)
            toTruth += point.deltaE76(to: truth)
            among += point.deltaE76(to: gaussian.mean)
        }
        // X − X′ has twice the covariance, so √2 times the length; half of that.
        return (toTruth - among * 0.5.squareRoot()) / Double(draws.count)
    }
}
