public import ColorScience
public import ShadeCatalog

/// Shades for one customer, best first, and why.
public struct Recommendation: Sendable {
    public let shades: [Shown]
    /// Chance that she keeps the one of them that suits her best, 0...1.
    public let keepsOne: Double
    /// What is believed of her skin.
    public let skin: LabGaussian
    /// What the shop's goals did to it; `nil` where they have no say.
    public let firm: FirmChoice?
    /// The shades shown for the shop's goals, which are not of her own best set; empty where they have no say.
    public let putIn: [Shade]
    /// The goals that gain by it; empty where none does.
    public let goals: [FirmGoals.Goal]

    public struct Shown: Sendable {
        public let shade: Shade
        /// Chance that she keeps it, 0...1.
        public let keep: Double
        /// From her skin; `nil` where its colour is no match to skin.
        public let expectedDeltaE00: Double?
        /// Chance that it lies within the policy's tolerance of her skin; `nil` with it.
        public let withinTolerance: Double?
        /// What was said that speaks for it (+) or against it (−), the weightiest first.
        public let reasons: [Reason]
        /// What tells where her skin is, and how far from there the skin lies that the shade fits, the nearest first.
        public let readings: [Reading]
    }

    public struct Reading: Sendable, Hashable {
        public let source: Consultation.Source
        public let deltaE00: Double
    }

    public struct Reason: Sendable, Hashable {
        public let source: Consultation.Source
        /// What it adds to the log-odds of keeping the shade.
        public let gain: Double

        public init(source: Consultation.Source, gain: Double) { (self.source, self.gain) = (source, gain) }
    }
}
