import ColorKernels
import ColorScience
import Testing

struct WeightedMomentsTests {
    /// A point of weight 2 counts as two of weight 1.
    @Test func knownPoints() {
        let moments = WeightedMoments([60, 62, 64], [10, 11, 12], [20, 20, 23], weights: [1, 1, 2])
        #expect(moments.mean == SIMD3(62.5, 11.25, 21.5))
        #expect(
            moments.covariance.rows == [[2.75, 1.375, 2.25], [1.375, 0.6875, 1.125], [2.25, 1.125, 2.25]])
        #expect(WeightedMoments([60], [10], [20], weights: [0.5]).covariance == .zero)
    }
}
