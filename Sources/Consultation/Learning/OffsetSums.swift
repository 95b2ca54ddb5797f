import ColorScience

/// Of one shade: by how much the skins that it fits lie off the skin it should fit, as sums.
struct OffsetSums: Codable, Sendable, Hashable {
    /// Σ λ and Σ λ r by L*, a*, b*.
    private var sure: [ExactSum]
    private var weighed: [ExactSum]

    init() { (sure, weighed) = (Array(repeating: ExactSum(), count: 3), Array(repeating: ExactSum(), count: 3)) }

    /// - Parameters:
    ///   - offset: as one customer's case tells it.
    ///   - variance: of each coordinate.
    mutating func add(_ offset: SIMD3<Double>, variance: SIMD3<Double>) {
        for axis in 0..<3 where variance[axis] > 0 {
            sure[axis] += 1 / variance[axis]
            weighed[axis] += offset[axis] / variance[axis]
        }
    }

    mutating func add(_ other: OffsetSums) {
        for axis in 0..<3 {
            sure[axis] += other.sure[axis]
            weighed[axis] += other.weighed[axis]
        }
    }

    /// - Parameter uncertainty: standard deviation of each coordinate of the shade's colour without these.
    func offset(uncertainty: Double) -> Lab<D65> {
        let prior = 1 / max(uncertainty * uncertainty, 1e-6)
        func mean(_ axis: Int) -> Double { weighed[axis].value / (sure[axis].value + prior) }
        return Lab(mean(0), mean(1), mean(2))
    }

    /// Standard deviation of L* with these.
    func uncertainty(before: Double) -> Double {
        (1 / (1 / max(before * before, 1e-6) + sure[0].value)).squareRoot()
    }
}
