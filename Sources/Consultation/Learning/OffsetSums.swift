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

        /// Offsets' mean and its precision, without any prior; 0 and 0 of none.
        var told: (mean: Double, precision: Double) {
            sure.value > 0 ? (weighed.value / sure.value, sure.value) : (0, 0)
        }
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

    /// L*, a*, b*: offsets' means and their precisions.
    var told: [(mean: Double, precision: Double)] { [lightness.told, a.told, b.told] }
}
