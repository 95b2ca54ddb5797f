internal import ColorKernels
internal import ColorScience

/// Points that stand for the standard normal distribution in three dimensions, fit for functions with a cone in them:
/// CIEDE2000 is not smooth where it is 0, so rules of few points, the unscented one's seven included, miss by up to 17
/// %.
struct GaussianNodes: Sendable {
    let points: [SIMD3<Double>]
    /// They sum to 1.
    let weights: [Double]

    /// 150 nodes for expectations: 3 radii, exact for polynomials of the radius up to degree 5, odd ones included, by
    /// 50 directions, exact to degree 11. Within 0.5 % of the mean ΔE00 for standard deviations of 0 to 8.
    static let cubature: Self = {
        var points: [SIMD3<Double>] = []
        var weights: [Double] = []
        for (radius, radialWeight) in maxwellRule {
            for (direction, weight) in sphereRule {
                points.append(direction * radius)
                weights.append(weight * radialWeight)
            }
        }
        return Self(points: points, weights: weights)
    }()

    /// 2,048 nodes of equal weight, evenly spread, for quantiles and probabilities.
    ///
    /// `NormalSequence`'s points give quantiles of the radius, heights and longitudes; in polar coordinates their
    /// errors are half of what they are through three normal quantiles.
    static let quasiRandom: Self = {
        let count = 2048
        let points = (0..<count).map { index in
            let place = NormalSequence.unitPoint(index)
            let radius = maxwellQuantile(place.x)
            let height = 1 - 2 * place.y
            let ring = (1 - height * height).squareRoot()
            let longitude = 2 * Double.pi * place.z
            return radius * SIMD3(ring * cosine(longitude), ring * sine(longitude), height)
        }
        return Self(points: points, weights: [Double](repeating: 1 / Double(count), count: count))
    }()
}

extension GaussianNodes {
    /// The nodes as they lie under a normal distribution over Lab.
    func planes(under gaussian: LabGaussian) -> LabPlanes { LabPlanes(points[...], under: gaussian) }

    /// The expectation of a function by its values at the nodes.
    func mean(of values: [Float]) -> Double {
        var sum = 0.0
        for (value, weight) in zip(values, weights) { sum += Double(value) * weight }
        return sum
    }

    /// Nodes and weights of the three-point Gauss rule for the length of a standard normal vector: density
    /// √(2/π)·r²·exp(−r²/2).
    /// - Source: Shizgal 1981, J. Comput. Phys. 41, 309 (the family); the figures from its moments, to 20 digits.
    private static let maxwellRule: [(Double, Double)] = [
        (0.77888588810645498980, 0.32551147980977711764),
        (1.82052988900788393240, 0.58787376474848810931),
        (3.14023935633000661556, 0.08661475544173477306),
    ]

    /// 50 directions, symmetric as a cube is, with weights that sum to 1.
    /// - Source: Lebedev 1976, USSR Comput. Math. Math. Phys. 16(2), 10; degree 11.
    static let sphereRule: [(SIMD3<Double>, Double)] = {
        var rule: [(SIMD3<Double>, Double)] = []
        let (edge, corner, near, far) = (
            0.5.squareRoot(), (1.0 / 3).squareRoot(), (1.0 / 11).squareRoot(), (9.0 / 11).squareRoot()
        )
        let signs = [-1.0, 1]
        for axis in 0..<3 {
            for s in signs {
                var direction = SIMD3<Double>.zero
                direction[axis] = s
                rule.append((direction, 4.0 / 315))
                for t in signs {
                    var onEdge = SIMD3<Double>.zero
                    onEdge[(axis + 1) % 3] = s * edge
                    onEdge[(axis + 2) % 3] = t * edge
                    rule.append((onEdge, 64.0 / 2835))
                    for u in signs {
                        var oblique = SIMD3(s, t, u) * near
                        oblique[axis] *= far / near
                        rule.append((oblique, 14641.0 / 725_760))
                        if axis == 0 { rule.append((SIMD3(s, t, u) * corner, 27.0 / 1280)) }
                    }
                }
            }
        }
        return rule
    }()

    /// The radius that a share `p` of standard normal vectors in three dimensions lie within, by Newton's method.
    private static func maxwellQuantile(_ p: Double) -> Double {
        let scale = (2 / Double.pi).squareRoot()
        var r = 1.5
        for _ in 0..<60 {
            let density = scale * r * r * exponential(-r * r / 2)
            let share = errorFunction(r / 2.0.squareRoot()) - scale * r * exponential(-r * r / 2)
            let step = (share - p) / density
            r = max(r - min(max(step, -0.5), 0.5), r / 4)
            if abs(step) < 1e-12 { break }
        }
        return r
    }
}
