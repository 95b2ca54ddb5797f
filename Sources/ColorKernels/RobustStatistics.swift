public import ColorScience

/// Where a set of colours lies and how it spreads, whatever a minority of outliers (hair, highlights, a mole) does.
public struct RobustStatistics: Hashable, Sendable {
    /// How many entries were selected.
    public var count: Int

    /// How many of them were left after trimming.
    public var keptCount: Int

    /// The exact median of each channel on its own, over all selected entries.
    public var median: Lab<D65>

    /// The mean of the entries left after trimming.
    public var trimmedMean: Lab<D65>

    /// The sample covariance (divisor `keptCount` − 1) of the entries left after trimming; zero when one is left.
    ///
    /// Trimming cuts the tails off, so it is smaller than the covariance of all: for normal data and a trim of 0.1
    /// by about a quarter.
    public var covariance: Covariance3

    public init(
        count: Int, keptCount: Int, median: Lab<D65>, trimmedMean: Lab<D65>, covariance: Covariance3
    ) {
        self.count = count
        self.keptCount = keptCount
        self.median = median
        self.trimmedMean = trimmedMean
        self.covariance = covariance
    }
}
