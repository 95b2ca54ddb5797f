package import ColorScience

/// One limit, and how the set stands to it.
package struct AuditVerdict: Sendable, Hashable {
    package enum Measure: String, Sendable, CaseIterable {
        case medianRatio = "median_ratio"
        case lightnessBias = "lightness_bias"
        case servedSpread = "served_spread"
        case recallSpread = "recall_spread"
        case refusalSpread = "refusal_spread"
        case coverage90 = "coverage90"
        case coverage90Depth = "coverage90_depth"
        case coverage90Radius = "coverage90_radius"
        case coverage50 = "coverage50"
    }

    package enum Outcome: String, Sendable {
        case passed
        /// Beyond the limit by no more than chance makes of samples of this size.
        case unclear
        case missed
        /// Too few photos to judge.
        case notJudged = "not_judged"
    }

    /// Whose figure it is.
    package enum Place: Sendable, Hashable {
        case all
        case group(ToneGroup)
        /// The lowest and the highest.
        case between(ToneGroup, ToneGroup)
        /// Of the thirds by depth, deepest first; of the quarters by radius, surest first; from 0.
        case third(Int)
        case quarter(Int)
    }

    package var measure: Measure
    package var outcome: Outcome
    /// The figure that misses the limit most clearly, or where none does, the one furthest towards or past it; `nil`
    /// where none was judged.
    package var value: Double?
    package var place: Place?
    /// What the figure may lie between; a spread and a ratio have no least.
    package var least: Double?
    package var most: Double
    /// What the figure may pass the limit by without a miss: sampling error.
    package var margin: Double?
    /// The largest such of all figures judged: whosesoever it is, what passes the limit by more is found; `nil` where
    /// one of them is of too few photos to tell anything.
    package var reach: Double?
}

extension AuditVerdict {
    /// From which figure on a miss is told from chance, wherever it is; `nil` where the set finds none, however large.
    package var foundAbove: Double? {
        reach.flatMap { measure.isShare && most + $0 > 1 ? nil : most + $0 }
    }

    /// The same downwards; also `nil` where a figure cannot be too small.
    package var foundBelow: Double? {
        guard let least, let reach else { return nil }
        return measure.isShare && least - reach < 0 ? nil : least - reach
    }
}

extension AuditVerdict.Measure {
    /// Whether its figures lie in 0...1.
    fileprivate var isShare: Bool {
        switch self {
        case .medianRatio, .lightnessBias: false
        case .servedSpread, .recallSpread, .refusalSpread, .coverage90, .coverage90Depth, .coverage90Radius,
            .coverage50:
            true
        }
    }
}
