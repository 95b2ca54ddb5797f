/// Figures of a sample, as an audit needs them.
package struct AuditSample: Sendable, Hashable {
    /// In ascending order; all finite.
    package let values: [Double]

    package init(_ values: some Sequence<Double>) { self.values = values.sorted() }

    package var count: Int { values.count }

    /// `nil` of nothing; so the others.
    package var mean: Double? { values.isEmpty ? nil : values.reduce(0, +) / Double(count) }

    package var median: Double? { quantile(0.5) }

    /// Interpolated linearly between order statistics (type 7 of Hyndman and Fan 1996, as NumPy does).
    package func quantile(_ fraction: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        let place = fraction * Double(count - 1)
        let below = Int(place)
        let above = min(below + 1, count - 1)
        return values[below] + (place - Double(below)) * (values[above] - values[below])
    }

    /// Of the mean; infinite of fewer than two.
    package var standardErrorOfMean: Double {
        guard let mean, count > 1 else { return .infinity }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(count - 1) / Double(count)).squareRoot()
    }

    /// Of the median, whatever the distribution: half the distance between the order statistics that stand one standard
    /// error of their rank from the middle; infinite of fewer than five.
    /// - Source: David and Nagaraja 2003, Order Statistics, 7.1.
    package var standardErrorOfMedian: Double {
        guard count >= 5 else { return .infinity }
        let half = 0.5 / Double(count).squareRoot()
        guard let low = quantile(0.5 - half), let high = quantile(0.5 + half) else { return .infinity }
        return (high - low) / 2
    }
}
