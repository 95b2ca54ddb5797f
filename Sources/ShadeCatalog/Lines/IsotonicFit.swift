/// The nearest increasing function in the sense of weighted least squares, linear between its steps.
/// - Source: pool adjacent violators; Ayer et al. 1955.
struct IsotonicFit: Sendable {
    private var places: [Double] = []
    private var values: [Double] = []

    /// - Parameter points: At least one; equal places are pooled.
    /// - Complexity: O(*n* log *n*).
    init(_ points: [(place: Double, value: Double, weight: Double)]) {
        struct Pool {
            var weight: Double
            var place: Double
            var value: Double
            /// The place of the last point taken in.
            var end: Double

            mutating func take(_ other: Pool) {
                let sum = weight + other.weight
                place = (place * weight + other.place * other.weight) / sum
                value = (value * weight + other.value * other.weight) / sum
                weight = sum
                end = other.end
            }
        }
        var pools: [Pool] = []
        for point in points.sorted(by: { $0.place < $1.place }) {
            let new = Pool(weight: point.weight, place: point.place, value: point.value, end: point.place)
            if let last = pools.indices.last, pools[last].end == point.place {
                pools[last].take(new)
            } else {
                pools.append(new)
            }
        }
        var stack: [Pool] = []
        for pool in pools {
            stack.append(pool)
            while stack.count > 1, stack[stack.count - 2].value >= stack[stack.count - 1].value {
                let last = stack.removeLast()
                stack[stack.count - 1].take(last)
            }
        }
        places = stack.map(\.place)
        values = stack.map(\.value)
    }

    /// The fit's least and greatest value.
    var range: ClosedRange<Double> { (values.first ?? 0)...(values.last ?? 0) }

    /// Beyond the first and the last step the fit is level.
    /// - Complexity: O(log *n*).
    func value(at place: Double) -> Double {
        guard let first = values.first, let last = values.last else { return 0 }
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < place { low = middle + 1 } else { high = middle }
        }
        if low == 0 { return first }
        if low == places.count { return last }
        let share = (place - places[low - 1]) / (places[low] - places[low - 1])
        return values[low - 1] + share * (values[low] - values[low - 1])
    }
}
