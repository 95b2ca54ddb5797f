import ColorKernels
import ColorScience

// The statistics as their documentation defines them, by sorting.

extension [Float] {
    func twinQuantile(_ fraction: Double, where mask: [UInt8]) -> Float? {
        let sorted = zip(self, mask).filter { $0.1 != 0 }.map { $0.0 }.sorted()
        guard !sorted.isEmpty else { return nil }
        return Float(sorted.map { Double($0) }.interpolated(fraction))
    }
}

extension [Double] {
    /// Of sorted values, not empty.
    fileprivate func interpolated(_ fraction: Double) -> Double {
        let position = fraction * Double(count - 1)
        let rank = Int(position)
        let next = Swift.min(rank + 1, count - 1)
        return self[rank] + (position - Double(rank)) * (self[next] - self[rank])
    }

    fileprivate var median: Double { sorted().interpolated(0.5) }
}

extension LabPlanes {
    func twinStatistics(where mask: [UInt8], trim: Double) -> RobustStatistics? {
        let entries = (0..<count).filter { mask[$0] != 0 }.map { i in [self[i].lightness, self[i].a, self[i].b] }
        guard !entries.isEmpty else { return nil }
        let medians = (0..<3).map { c in entries.map { $0[c] }.median }
        let scales = (0..<3).map { c in max(entries.map { abs($0[c] - medians[c]) }.median, 0.1) }
        let ranked = entries.map { entry in
            (
                entry,
                (0..<3).reduce(0) { sum, c in
                    let deviation = (entry[c] - medians[c]) / scales[c]
                    return sum + deviation * deviation
                }
            )
        }.sorted { $0.1 < $1.1 }
        let kept = ranked.prefix(entries.count - Int(trim * Double(entries.count))).map { $0.0 }
        let means = (0..<3).map { c in kept.reduce(0) { $0 + $1[c] } / Double(kept.count) }
        func covariance(_ p: Int, _ q: Int) -> Double {
            guard kept.count > 1 else { return 0 }
            return kept.reduce(0) { $0 + ($1[p] - means[p]) * ($1[q] - means[q]) } / Double(kept.count - 1)
        }
        return RobustStatistics(
            count: entries.count, keptCount: kept.count, median: Lab(medians[0], medians[1], medians[2]),
            trimmedMean: Lab(means[0], means[1], means[2]),
            covariance: Covariance3(
                ll: covariance(0, 0), la: covariance(0, 1), lb: covariance(0, 2), aa: covariance(1, 1),
                ab: covariance(1, 2), bb: covariance(2, 2)))
    }
}

extension RobustStatistics? {
    /// The largest difference, relative for the covariance; infinite when the counts differ.
    func error(to other: RobustStatistics?) -> Double {
        guard let self, let other else { return self == other ? 0 : .infinity }
        guard self.count == other.count, self.keptCount == other.keptCount else { return .infinity }
        let spread = max(other.covariance.ll, other.covariance.aa, other.covariance.bb, 1)
        let covariances = zip(self.covariance.rows.joined(), other.covariance.rows.joined())
        return max(
            self.median.deltaE76(to: other.median), self.trimmedMean.deltaE76(to: other.trimmedMean),
            covariances.map { abs($0 - $1) / spread }.max()!)
    }
}
