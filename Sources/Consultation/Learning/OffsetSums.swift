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

/// Of the shades of one line: by how much they lie off what their swatches say, all of them and each by itself.
///
/// A normal model of two levels: what a line has in common (how it was photographed, how it dries) and what is a shade's own
/// have half of the variance each that the shade's colour is not known by. So a line's swatches are read as its wearers'
/// skins have shown, also for shades that nobody has told of yet.
struct LineOffsets {
    /// Customers' words and outcomes, of all its shades.
    let count: Int
    /// L*, a*, b*: mean and variance of what the line has in common.
    private let common: [(mean: Double, variance: Double)]

    /// - Parameter shades: the line's, as far as something is told of them: what, and the standard deviation of each
    ///   coordinate of the colour without it.
    init(_ shades: [(told: OffsetSums, uncertainty: Double)]) {
        count = shades.reduce(0) { $0 + $1.told.count }
        let usual = shades.reduce(0) { $0 + $1.uncertainty * $1.uncertainty } / Double(max(shades.count, 1))
        common = (0..<3).map { axis in
            var (precision, sum) = (2 / max(usual, 1e-6), 0.0)
            for shade in shades {
                let told = shade.told.told[axis]
                guard told.precision > 0 else { continue }
                let weight = 1 / (1 / told.precision + Self.own(shade.uncertainty))
                precision += weight
                sum += weight * told.mean
            }
            return (sum / precision, 1 / precision)
        }
    }

    /// Variance of what is a shade's own.
    private static func own(_ uncertainty: Double) -> Double { max(uncertainty * uncertainty, 1e-6) / 2 }

    /// Of one of its shades: offset, and the standard deviation of L* with it.
    /// - Parameter told: of the shade itself; `nil` for nothing.
    func offset(_ told: OffsetSums?, uncertainty: Double) -> (offset: Lab<D65>, uncertainty: Double) {
        let prior = 1 / Self.own(uncertainty)
        let axes = common.enumerated().map { axis, common in
            let (mean, precision) = told?.told[axis] ?? (0, 0)
            let share = prior / (precision + prior)
            return (
                mean: (1 - share) * mean + share * common.mean,
                variance: 1 / (precision + prior) + share * share * common.variance
            )
        }
        return (Lab(axes[0].mean, axes[1].mean, axes[2].mean), axes[0].variance.squareRoot())
    }
}
