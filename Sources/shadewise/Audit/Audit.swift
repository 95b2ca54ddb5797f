import Reports
import ShadeCatalog
import SkinTone

/// An audit that is done: what was audited, with what, and what came of it.
struct Audit {
    var set: AuditDescription
    var versions: AnalysisReport.Versions
    var limits: AuditLimits
    var tolerance: Double
    /// What to call the catalog.
    var catalog: String
    var statistics: AuditStatistics
    var verdicts: [AuditVerdict]
    /// Manifest rows that name no photo or no colour.
    var faultyRows = 0
    /// Whether what is unclear counts as missed.
    var isStrict = false

    /// Items that could not be read at all.
    var unreadable: Int { statistics.unreadable + faultyRows }

    /// Whether there were photos enough, and none of them could be used.
    var isUseless: Bool { statistics.overall.used == 0 && statistics.overall.photos >= limits.fewest }

    var isMissed: Bool {
        isUseless || verdicts.contains { $0.outcome == .missed || isStrict && $0.outcome == .unclear }
    }

    /// What is incomplete goes before what is wrong: a limit is only held against what could be read.
    var exitCode: Int32 { unreadable > 0 ? 1 : isMissed ? 3 : 0 }
}
