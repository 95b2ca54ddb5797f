internal import ColorScience

/// Holds an audit's figures against limits.
///
/// A figure misses its limit where it passes it by more than its sampling error: 1.64 standard errors of a single
/// figure; of one of several groups, as many as the worst of so many equal groups passes one time in twenty (2.8 of 18,
/// and 3.6 of the 306 ordered pairs that a spread is about), or every audit of small groups would fail by chance.
package struct AuditJudge {
    let limits: AuditLimits

    package init(_ limits: AuditLimits) { self.limits = limits }

    /// One for each measure, in their order; those without any figure are left out.
    package func verdicts(on statistics: AuditStatistics) -> [AuditVerdict] {
        // Some of them may be refused, or all: those are what gaps in faces found and photos refused are about.
        let groups = statistics.groups.filter { $0.figures.photos >= limits.fewest }
        let used = groups.filter { $0.figures.used > 0 }
        let overall = statistics.overall
        return [
            ratio(used, overall), bias(used),
            spread(.servedSpread, limits.servedSpread, groups.map { ($0.group, $0.figures.served) }),
            spread(.recallSpread, limits.recallSpread, groups.map { ($0.group, $0.figures.found) }),
            spread(.refusalSpread, limits.refusalSpread, groups.map { ($0.group, $0.figures.refused) }),
            coverage(.coverage90, limits.coverage90, [(.all, overall.inside90)]),
            coverage(
                .coverage90Depth, limits.coverage90Part,
                statistics.depths.enumerated().map { (.third($0.offset), $0.element.inside90) }),
            coverage(
                .coverage90Radius, limits.coverage90Part,
                statistics.radii.enumerated().map { (.quarter($0.offset), $0.element.inside90) }),
            coverage(.coverage50, limits.coverage50, [(.all, overall.inside50)]),
        ]
    }

    /// Standard errors that the worst of `count` figures passes by chance one time in twenty.
    static func errors(ofWorst count: Int) -> Double {
        // 0.95 to the power of 1 / count.
        normalQuantile(exponential(naturalLogarithm(0.95) / Double(max(count, 1))))
    }
}

extension AuditJudge {
    /// A figure with what it may pass the limit by.
    private struct Finding {
        var value: Double
        var margin: Double
        var place: AuditVerdict.Place
        /// How far beyond the limit; at most 0 within.
        var excess: Double
    }

    private func verdict(
        _ measure: AuditVerdict.Measure, least: Double? = nil, most: Double, _ findings: [Finding]
    ) -> AuditVerdict {
        // A clear miss goes first, or a small group's larger excess, which may be chance, would hide it.
        guard let clearest = findings.max(by: { $0.excess - $0.margin < $1.excess - $1.margin }),
            let widest = findings.max(by: { $0.excess < $1.excess })
        else { return AuditVerdict(measure: measure, outcome: .notJudged, least: least, most: most) }
        let isMissed = clearest.excess > clearest.margin
        let shown = isMissed ? clearest : widest
        let reach = findings.reduce(0) { max($0, $1.margin) }
        return AuditVerdict(
            measure: measure, outcome: isMissed ? .missed : widest.excess > 0 ? .unclear : .passed, value: shown.value,
            place: shown.place, least: least, most: most, margin: shown.margin, reach: reach.isFinite ? reach : nil)
    }

    private func ratio(_ groups: [(group: ToneGroup, figures: AuditFigures)], _ overall: AuditFigures) -> AuditVerdict {
        let errors = Self.errors(ofWorst: groups.count)
        let findings = groups.compactMap { group, figures -> Finding? in
            guard let own = figures.relativeMedian, let all = overall.relativeMedian, all > 0,
                let median = figures.deltaE00.median, median > 0
            else { return nil }
            let ratio = own / all
            let error = ratio * figures.deltaE00.standardErrorOfMedian / median
            return Finding(
                value: ratio, margin: errors * error, place: .group(group), excess: ratio - limits.medianRatio)
        }
        return verdict(.medianRatio, most: limits.medianRatio, findings)
    }

    private func bias(_ groups: [(group: ToneGroup, figures: AuditFigures)]) -> AuditVerdict {
        // Both ways count.
        let errors = Self.errors(ofWorst: 2 * groups.count)
        let findings = groups.compactMap { group, figures -> Finding? in
            guard let bias = figures.lightnessError.mean else { return nil }
            return Finding(
                value: bias, margin: errors * figures.lightnessError.standardErrorOfMean, place: .group(group),
                excess: abs(bias) - limits.lightnessBias)
        }
        return verdict(.lightnessBias, least: -limits.lightnessBias, most: limits.lightnessBias, findings)
    }

    private func spread(
        _ measure: AuditVerdict.Measure, _ limit: Double, _ shares: [(ToneGroup, AuditShare)]
    ) -> AuditVerdict {
        let judged = shares.compactMap { group, share in share.value.map { (group: group, share: share, value: $0) } }
        let errors = Self.errors(ofWorst: judged.count * (judged.count - 1))
        // Every pair: the widest gap may be a small group's, and would hide one that is clear.
        let pairs = judged.indices.flatMap { place in judged[..<place].map { ($0, judged[place]) } }
        let findings = pairs.map { one, other in
            let (low, high) = one.value <= other.value ? (one, other) : (other, one)
            let (p, q) = (low.share.standardError, high.share.standardError)
            let value = high.value - low.value
            return Finding(
                value: value, margin: errors * (p * p + q * q).squareRoot(),
                place: value > 0 ? .between(low.group, high.group) : .all, excess: value - limit)
        }
        return verdict(measure, most: limit, findings)
    }

    private func coverage(
        _ measure: AuditVerdict.Measure, _ range: AuditLimits.Range, _ parts: [(AuditVerdict.Place, AuditShare)]
    ) -> AuditVerdict {
        let judged = parts.filter { $0.1.total >= limits.fewest }
        let errors = Self.errors(ofWorst: judged.count)
        let findings = judged.compactMap { place, share -> Finding? in
            guard let value = share.value else { return nil }
            return Finding(
                value: value, margin: errors * share.standardError, place: place,
                excess: max(range.least - value, value - range.most))
        }
        return verdict(measure, least: range.least, most: range.most, findings)
    }
}
