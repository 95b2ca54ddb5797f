/// How well a shade suits skin that is known only so well.
public struct ShadeMatch: Sendable, Hashable {
    /// The distribution of the CIEDE2000 difference between the shade and what it aims at.
    public struct DeltaE00: Sendable, Hashable {
        /// The mean.
        public var expected: Double
        /// The median.
        public var p50: Double
        /// Nine times in ten the difference is smaller.
        public var p90: Double

        public init(expected: Double, p50: Double, p90: Double) {
            self.expected = expected
            self.p50 = p50
            self.p90 = p90
        }
    }

    /// Shade minus skin, at the belief's mean, in Lab units.
    public struct Direction: Sendable, Hashable {
        /// Above 0 the shade is lighter than the skin.
        public var lightness: Double
        /// Above 0 it is redder.
        public var redness: Double
        /// Above 0 it is yellower.
        public var yellowness: Double

        public init(lightness: Double, redness: Double, yellowness: Double) {
            self.lightness = lightness
            self.redness = redness
            self.yellowness = yellowness
        }
    }

    /// One of the matcher's.
    public var shade: Shade
    /// From 1, the best.
    public var rank: Int
    /// To what the category aims at beside the skin, see `ShadeCategory.target`.
    public var deltaE00: DeltaE00
    /// The probability that the difference is within the tolerance asked for, 0...1.
    public var probabilityWithinTolerance: Double
    /// Which way the shade lies from the skin itself, whatever the category aims at.
    public var direction: Direction
    /// The same shade in other sizes.
    public var alsoSKUs: [String]

    public init(
        shade: Shade, rank: Int, deltaE00: DeltaE00, probabilityWithinTolerance: Double, direction: Direction,
        alsoSKUs: [String] = []
    ) {
        self.shade = shade
        self.rank = rank
        self.deltaE00 = deltaE00
        self.probabilityWithinTolerance = probabilityWithinTolerance
        self.direction = direction
        self.alsoSKUs = alsoSKUs
    }
}
