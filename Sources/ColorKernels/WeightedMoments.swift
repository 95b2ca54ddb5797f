package import ColorScience

/// Where weighted points in three planes lie and how they spread.
package struct WeightedMoments {
    package let mean: SIMD3<Double>
    /// Of the points as a whole distribution: the divisor is the weights' sum.
    package let covariance: Covariance3

    /// Bound by the latency of the additions.
    /// - Parameter weights: One for each point, with a positive sum.
    /// - Complexity: O(*n*) in the number of points, twice.
    package init(_ x: [Float], _ y: [Float], _ z: [Float], weights: [Double]) {
        precondition(
            x.count == weights.count && y.count == weights.count && z.count == weights.count,
            "every point needs one weight")
        func point(_ index: Int) -> SIMD3<Double> { SIMD3(Double(x[index]), Double(y[index]), Double(z[index])) }
        var (total, sum) = (0.0, SIMD3<Double>.zero)
        for (index, weight) in weights.enumerated() {
            total += weight
            sum += point(index) * weight
        }
        let mean = sum / total
        // xx, yy, zz and xy, xz, yz.
        var (squares, products) = (SIMD3<Double>.zero, SIMD3<Double>.zero)
        for (index, weight) in weights.enumerated() {
            let d = point(index) - mean
            let share = d * (weight / total)
            squares += share * d
            products += SIMD3(share.x * d.y, share.x * d.z, share.y * d.z)
        }
        self.mean = mean
        covariance = Covariance3(
            ll: squares.x, la: products.x, lb: products.y, aa: squares.y, ab: products.z, bb: squares.z)
    }
}
