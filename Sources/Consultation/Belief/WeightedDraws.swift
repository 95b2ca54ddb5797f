import ColorKernels
import ColorScience

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

    /// Fewer of them, spread evenly over the weight. One that holds more than its part is there once and counts for
    /// more; what is missing then is filled up with draws that count for nothing.
    func thinned(to count: Int) -> WeightedDraws {
        var times = [Int](repeating: 0, count: shares.count)
        for place in shares.evenPlaces(count) { times[place] += 1 }
        let kept = times.indices.filter { times[$0] > 0 }
        let missing = count - kept.count
        return WeightedDraws(
            points: points.gathered(at: kept + [Int](repeating: kept[0], count: missing)),
            logs: kept.map { naturalLogarithm(Double(times[$0])) } + [Double](repeating: -100, count: missing))
    }
}

extension Array where Element: BinaryFloatingPoint {
    /// Places of some weights that sum to 1, evenly spread over them, in order; one may be there several times.
    func evenPlaces(_ count: Int) -> [Int] {
        var (places, sum) = ([Int](), 0.0)
        for (place, weight) in enumerated() {
            sum += Double(weight)
            while places.count < count, sum * Double(count) > Double(places.count) + 0.5 { places.append(place) }
        }
        // Rounding may leave the last one out.
        while places.count < count { places.append(places.last ?? 0) }
        return places
    }
}
