import ColorScience

/// Of one shade: by how much the skins that it fits lie off the skin it should fit, as sums.
struct OffsetSums: Codable, Sendable, Hashable {
    /// Customers' words and outcomes.
    private(set) var count = 0
    private var (lightness, a, b) = (Axis(), Axis(), Axis())

    /// Σ λ and Σ λ r over offsets r of precision λ.
    private struct Axis: Codable, Sendable, Hashable {
        var (sure, weighed) = (ExactSum(), ExactSum())

        mutating func add(_ offset: Double, variance: Double) {
            guard variance > 0 else { return }
            sure += 1 / variance
            weighed += offset / variance
        }

        mutating func add(_ other: Axis) {
            sure += other.sure
            weighed += other.weighed
        }

        func mean(prior: Double) -> Double { weighed.value / (sure.value + prior) }
    }

    init() {}

    /// - Parameters:
    ///   - offset: as one customer's case tells it.
    ///   - variance: of each coordinate.
    mutating func add(_ offset: SIMD3<Double>, variance: SIMD3<Double>) {
        count &+= 1
        lightness.add(offset.x, variance: variance.x)
        a.add(offset.y, variance: variance.y)
        b.add(offset.z, variance: variance.z)
    }

    mutating func add(_ other: OffsetSums) {
        count &+= other.count
        lightness.add(other.lightness)
        a.add(other.a)
        b.add(other.b)
    }

    /// - Parameter uncertainty: standard deviation of each coordinate of the shade's colour without these.
    func offset(uncertainty: Double) -> Lab<D65> {
        let prior = 1 / max(uncertainty * uncertainty, 1e-6)
        return Lab(lightness.mean(prior: prior), a.mean(prior: prior), b.mean(prior: prior))
    }

    /// Standard deviation of L* with these.
    func uncertainty(before: Double) -> Double {
        (1 / (1 / max(before * before, 1e-6) + max(lightness.sure.value, 0))).squareRoot()
    }
}
