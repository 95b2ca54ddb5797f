package import ColorScience

/// An audit's figures: of all photos, of each group, and of the parts in which a belief's own width is judged.
package struct AuditStatistics: Sendable {
    package let items: [AuditItem]
    package let overall: AuditFigures
    /// As though no photo were refused: what refusing does for the errors.
    package let allRead: AuditFigures
    /// Groups that have photos, in the order of `ToneGroup.all`.
    package let groups: [(group: ToneGroup, figures: AuditFigures)]
    /// Photos used in three parts by the true L*, deepest first.
    package let depths: [AuditFigures]
    /// Photos used in four parts by the belief's own radius, surest first.
    package let radii: [AuditFigures]
    /// Share of truths inside the region that shall hold the nominal share.
    package let calibration: [(nominal: Double, inside: AuditShare)]
    /// Mean energy score of beliefs of one width, the set's own mean; `nil` of nothing.
    package let baselineEnergy: Double?
    /// Readings refused, by cause; a photo may have several.
    package let refusals: [(code: CaptureIssue.Code, count: Int)]
    /// Photos without a reading, by the contract's code, in alphabetical order.
    package let failures: [(code: String, count: Int)]

    /// - Complexity: O(*n* log *n*), and 1,024 draws a photo for the baseline.
    package init(of items: [AuditItem]) {
        self.items = items
        overall = AuditFigures(of: items)
        allRead = AuditFigures(of: items, includesRefused: true)
        let members = Dictionary(grouping: items.filter(\.isPicture), by: \.group)
        groups = ToneGroup.all.compactMap { group in members[group].map { (group, AuditFigures(of: $0)) } }

        let used = items.filter(\.isUsed)
        depths = Self.parts(3, of: used) { $0.truth.lightness }
        radii = Self.parts(4, of: used) { $0.reading?.radius90 ?? 0 }
        calibration = Self.nominals.map { nominal in
            (nominal, AuditShare(used.lazy.compactMap { $0.reading.map { $0.nearer < nominal } }))
        }
        baselineEnergy = Self.baselineEnergy(of: used)
        refusals = CaptureIssue.Code.allCases.compactMap { code in
            let count = items.count { $0.reading?.refusals.contains(code) == true }
            return count > 0 ? (code, count) : nil
        }
        failures = Dictionary(grouping: items.compactMap(\.failure)) { $0 }
            .map { (code: $0.key, count: $0.value.count) }.sorted { $0.code < $1.code }
    }

    /// 10, 15 … 95 %.
    package static let nominals = (2...19).map { Double($0) / 20 }

    /// Bytes that were no picture.
    package var unreadable: Int { items.count { !$0.isPicture } }
}

extension AuditStatistics {
    /// Equal parts by rank; equal values stay in the items' order.
    private static func parts(
        _ count: Int, of items: [AuditItem], by value: (AuditItem) -> Double
    ) -> [AuditFigures] {
        let ranked = items.enumerated().map { (value: value($0.element), place: $0.offset) }.sorted { $0 < $1 }
        return (0..<count).map { part in
            let range = ranked.count * part / count..<ranked.count * (part + 1) / count
            return AuditFigures(of: ranked[range].map { items[$0.place] })
        }
    }

    private static func baselineEnergy(of used: [AuditItem]) -> Double? {
        guard !used.isEmpty else { return nil }
        let sum = used.reduce(Covariance3.zero) { $0 + ($1.reading?.covariance ?? .zero) }
        let mean = sum * (1 / Double(used.count))
        let scores = used.compactMap { item in
            item.reading.map {
                EnergyScore.of(LabGaussian(mean: $0.believed, covariance: mean), truth: item.truth)
            }
        }
        return AuditSample(scores).mean
    }
}

extension AuditItem {
    /// The code of a photo without a reading.
    package var failure: String? {
        switch outcome {
        case .read: nil
        case .noFace: AnalysisError.Code.noFace.string
        case .failed(let code), .unreadable(let code): code
        }
    }
}
