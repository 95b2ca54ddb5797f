import ColorScience
import SkinTone

/// `audit --format json`: one object. Shares are from 0 to 1; colour differences ΔE00 unless they say L*, a* or b*.
struct AuditReport: Encodable {
    let schema = "shadewise/audit/1"
    var versions: AnalysisReport.Versions
    var limitsVersion: String
    var set: AuditDescription
    var tolerance: Double
    /// Whether every limit holds.
    var passed: Bool
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
        var worst: [String]?
        var least: Double?
        var most: Double
        var samplingError: Double?
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
        passed = !audit.isMissed
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
            value: verdict.value?.rounded(to: 4), worst: verdict.place.flatMap(Self.names),
            least: verdict.least, most: verdict.most, samplingError: verdict.margin?.rounded(to: 4))
    }

    private static func names(_ place: AuditVerdict.Place) -> [String]? {
        switch place {
        case .all: nil
        case .group(let group): [group.words]
        case .between(let low, let high): [low.words, high.words]
        case .third(let part), .quarter(let part): ["\(part + 1)"]
        }
    }
}
