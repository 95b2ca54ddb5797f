import ColorKernels

/// Draws, and how much each counts.
struct WeightedDraws {
    let points: CustomerDraws
    /// Logarithms of the weights, but for a constant.
    private let logs: [Double]
    /// The weights' shares.
    let shares: [Double]

    init(points: CustomerDraws, logs: [Double]) {
        self.points = points
        self.logs = logs
        let greatest = logs.max() ?? 0
        let powers = exponentials(of: logs.map { Float($0 - greatest) }).map(Double.init)
        let total = powers.reduce(0, +)
        shares = powers.map { $0 / total }
    }

    /// As many equally weighted draws would tell as much.
    var effectiveSize: Double { 1 / shares.reduce(0) { $0 + $1 * $1 } }

    /// With weights so flat that enough of the draws count.
    func tempered(keeping enough: Double) -> WeightedDraws {
        var (low, high) = (0.0, 1.0)
        let greatest = logs.max() ?? 0
        let below = logs.map { Float($0 - greatest) }
        for _ in 0..<20 {
            let middle = (low + high) / 2
            let powers = exponentials(of: below.map { $0 * Float(middle) })
            let (sum, squares) = powers.reduce(into: (0.0, 0.0)) { sums, power in
                sums.0 += Double(power)
                sums.1 += Double(power) * Double(power)
            }
            if sum * sum / squares < enough {
                high = middle
            } else {
                low = middle
            }
        }
        return WeightedDraws(points: points, logs: logs.map { $0 * low })
    }
}
