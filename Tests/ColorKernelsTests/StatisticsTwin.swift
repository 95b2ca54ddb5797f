extension Sequence<Float> {
    /// The quantile as its documentation defines it, by sorting.
    func twinQuantile(_ fraction: Double) -> Float? {
        let sorted = sorted().map { Double($0) }
        guard !sorted.isEmpty else { return nil }
        let position = fraction * Double(sorted.count - 1)
        let rank = Int(position)
        let next = Swift.min(rank + 1, sorted.count - 1)
        return Float(sorted[rank] + (position - Double(rank)) * (sorted[next] - sorted[rank]))
    }
}
