import ArgumentParser
import FaceMesh
import Portraits
import Reports
import ShadeCatalog
import SkinTone

extension AuditCommand {
    /// Everything an option names is read before the first portrait is drawn.
    /// - Throws: `ExitCode`, after saying why.
    func audit() throws -> Audit {
        let limits = try auditLimits()
        let (version, matcher) = try telling {
            let read = try catalog.read()
            return (read.version, try ShadeMatcher(catalog: read, category: .foundation))
        }
        let analyzer = try loadAnalyzer(policy: policy, models: photos.models)
        let (set, faults) = try auditSet(analyzer.networks)
        for fault in faults { Terminal.complain(Terminal.safe(fault)) }
        let run = AuditRun(set: set, reader: AuditReader(analyzer: analyzer, matcher: matcher, tolerance: tolerance))
        let statistics = AuditStatistics(of: try telling { try run.items() })
        return Audit(
            set: set.description,
            versions: AnalysisReport.Versions(
                models: analyzer.networks.modelsVersion, catalog: version, policy: analyzer.policy.version),
            limits: limits, tolerance: tolerance, catalog: catalog.name, statistics: statistics,
            verdicts: AuditJudge(limits).verdicts(on: statistics), faultyRows: faults.count,
            isStrict: strict)
    }

    private func auditLimits() throws -> AuditLimits {
        do { return try limits.map { try AuditLimits(yaml: fileBytes($0), name: $0) } ?? .standard } catch let error
            as PolicyError
        {
            throw misuse(error.message)
        }
    }

    /// The photos, and the manifest's rows that give none.
    private func auditSet(_ networks: FaceAnalyzer) throws -> (any AuditSet, faults: [String]) {
        if let manifest {
            let set = try telling { try LabelledSet(manifest: manifest) }
            return (set, set.faults)
        }
        let set = GeneratedSet(
            set: PortraitSet(seed: seed ?? 1, fold: fold ?? .all), perGroup: perGroup ?? 300, size: size ?? .standard,
            studio: photos.isEmpty ? nil : try PhotoStudio(photos.photo, networks: networks))
        return (set, [])
    }
}
