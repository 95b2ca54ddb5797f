import ColorScience
import Reports
import SkinTone

/// `audit --format json`: one object. Shares are from 0 to 1; colour differences ΔE00 unless they say L*, a* or b*.
struct AuditReport: Encodable {
    let schema = "shadewise/audit/1"
    var versions: AnalysisReport.Versions
    var limitsVersion: String
    var set: AuditDescription
    var tolerance: Double
    /// Whether what is unclear counts as missed.
    var strict: Bool
    /// Whether the exit code is 0: no limit is missed, and nothing is incomplete.
    var passed: Bool
    /// Whether photos or rows could not be read.
    var incomplete: Bool
    var limits: [Limit]
    var overall: AuditFiguresReport
    var withRefused: AuditFiguresReport
    var groups: [Part]
    var depthThirds: [AuditFiguresReport]
    var radiusQuarters: [AuditFiguresReport]
    var calibration: [Calibration]
    var energy: Energy
    var refusals: [String: Int]
    var failures: [String: Int]
    var unreadable: Int

    struct Limit: Encodable {
        var measure: String
        var outcome: String
        var value: Double?
        /// Whose figure it is; the lowest and the highest of a gap.
        var worst: [Place]?
        var least: Double?
        var most: Double
        var samplingError: Double?
        /// From which figures on the set finds a miss, wherever it is; left out where it finds none.
        var foundBelow: Double?
        var foundAbove: Double?
    }

    /// A group, or a place in `depthThirds` or `radiusQuarters`, from 0.
    struct Place: Encodable {
        var itaClass: String?
        var undertone: String?
        var depthThird: Int?
        var radiusQuarter: Int?
    }

    struct Part: Encodable {
        var itaClass: String
        var undertone: String
        var figures: AuditFiguresReport
    }

    struct Calibration: Encodable {
        var nominal: Double
        var inside: Double?
    }

    /// Mean energy scores in Lab units, less is better.
    struct Energy: Encodable {
        var belief: Double?
        /// Of beliefs with the same means and the set's mean covariance.
        var fixedCovariance: Double?
    }

    init(_ audit: Audit) {
        let statistics = audit.statistics
        versions = audit.versions
        limitsVersion = audit.limits.version
        set = audit.set
        tolerance = audit.tolerance
        strict = audit.isStrict
        passed = audit.exitCode == 0
        incomplete = audit.unreadable > 0
        limits = audit.verdicts.map(Limit.init)
        overall = AuditFiguresReport(statistics.overall)
        withRefused = AuditFiguresReport(statistics.allRead)
        groups = statistics.groups.map { group, figures in
            Part(
                itaClass: group.itaClass.rawValue, undertone: group.undertone.rawValue,
                figures: AuditFiguresReport(figures))
        }
        depthThirds = statistics.depths.map(AuditFiguresReport.init)
        radiusQuarters = statistics.radii.map(AuditFiguresReport.init)
        calibration = statistics.calibration.map {
            Calibration(nominal: $0.nominal, inside: $0.inside.value?.rounded(to: 4))
        }
        energy = Energy(
            belief: statistics.overall.energy?.rounded(to: 4),
            fixedCovariance: statistics.baselineEnergy?.rounded(to: 4))
        refusals = Dictionary(uniqueKeysWithValues: statistics.refusals.map { ($0.code.rawValue, $0.count) })
        failures = Dictionary(uniqueKeysWithValues: statistics.failures.map { ($0.code, $0.count) })
        unreadable = audit.unreadable
    }
}

extension AuditReport.Limit {
    init(_ verdict: AuditVerdict) {
        self.init(
            measure: verdict.measure.rawValue, outcome: verdict.outcome.rawValue,
            value: verdict.value?.rounded(to: 4), worst: verdict.place.flatMap(Self.places),
            least: verdict.least, most: verdict.most,
            samplingError: verdict.margin.flatMap { $0.isFinite ? $0.rounded(to: 4) : nil },
            foundBelow: verdict.foundBelow?.rounded(to: 4), foundAbove: verdict.foundAbove?.rounded(to: 4))
    }

    private static func places(_ place: AuditVerdict.Place) -> [AuditReport.Place]? {
        switch place {
        case .all: nil
        case .group(let group): [AuditReport.Place(group)]
        case .between(let low, let high): [AuditReport.Place(low), AuditReport.Place(high)]
        case .third(let part): [AuditReport.Place(depthThird: part)]
        case .quarter(let part): [AuditReport.Place(radiusQuarter: part)]
        }
    }
}

extension AuditReport.Place {
    fileprivate init(_ group: ToneGroup) {
        self.init(itaClass: group.itaClass.rawValue, undertone: group.undertone.rawValue)
    }
}
