import Foundation
import ShadeCatalog
import SkinTone

/// An audit in a terminal of 120 columns.
enum AuditText {
    private static let text = AuditWords.text

    static func report(_ audit: Audit) -> String {
        let statistics = audit.statistics
        var lines = [Terminal.bold(AuditWords.set(audit.set, photos: statistics.items.count)), "", heading]
        lines += statistics.groups.map { row(AuditWords.group($0.group), $0.figures) }
        lines.append(row("all", statistics.overall))
        lines.append(row("all, refused too", statistics.allRead))
        lines += ["", partsHeading]
        lines += parts(statistics.depths, "depth third", ["deepest", "middle", "lightest"])
        lines += parts(statistics.radii, "radius quarter", ["surest", "second", "third", "least sure"])
        lines += [""] + notes(audit) + [""]
        lines += limits(audit)
        if audit.isStrict, audit.verdicts.contains(where: { $0.outcome == .unclear }) {
            lines.append("  " + Terminal.bold(text("verdict.strict")))
        }
        if audit.isUseless { lines.append("  " + Terminal.bold(text("verdict.useless"))) }
        return lines.joined(separator: "\n")
    }

    private static let heading = Terminal.dim(
        columns(
            "",
            [
                "photos", "face", "refused", "median", "p90", "÷exp", "bias L*", "a*", "b*", "in50", "in90", "r50",
                "r90",
                "class", "tone", "top3", "best",
            ]))

    private static let widths = [6, 5, 8, 7, 6, 6, 8, 6, 6, 5, 5, 5, 5, 6, 5, 5, 5]

    private static func columns(_ name: String, _ cells: [String]) -> String {
        name.left(21) + zip(cells, widths).map { $0.right($1) }.joined()
    }

    private static func row(_ name: String, _ figures: AuditFigures) -> String {
        func decimal(_ value: Double?, _ digits: Int = 1) -> String { value.map { $0.text(digits) } ?? "–" }
        return columns(
            name,
            [
                "\(figures.photos)", percent(figures.found), percent(figures.refused),
                decimal(figures.deltaE00.median), decimal(figures.deltaE00.quantile(0.9)),
                decimal(figures.relativeMedian, 2), AuditWords.signed(figures.lightnessError.mean),
                AuditWords.signed(figures.aError.mean), AuditWords.signed(figures.bError.mean),
                percent(figures.inside50), percent(figures.inside90), decimal(figures.radius50.median),
                decimal(figures.radius90.median), percent(figures.rightClass), percent(figures.rightUndertone),
                percent(figures.served), percent(figures.servable),
            ])
    }

    private static func percent(_ share: AuditShare) -> String { share.value.map(Figure.wholePercent) ?? "–" }

    private static let partsHeading = Terminal.dim("Inside the regions, by part             used   in50   in90   r90")

    private static func parts(_ parts: [AuditFigures], _ kind: String, _ names: [String]) -> [String] {
        zip(parts, names).map { part, name in
            let cells =
                ["\(part.used)"]
                + [part.inside50, part.inside90].map(percent)
                + [part.radius90.median.map { $0.text(1) } ?? "–"]
            return "\(kind), \(name)".left(37) + cells.map { $0.right(7) }.joined()
        }
    }

    private static func notes(_ audit: Audit) -> [String] {
        let statistics = audit.statistics
        var lines: [String] = []
        if let energy = statistics.overall.energy, let baseline = statistics.baselineEnergy {
            lines.append(
                "Energy score \(energy.text(2)), with one width for all \(baseline.text(2)) (less is better: "
                    + (energy < baseline ? "the widths tell something)" : "the widths tell nothing)"))
        }
        if !statistics.refusals.isEmpty {
            lines.append(
                "Refused for " + statistics.refusals.map { "\($0.code.rawValue) \($0.count)" }.joined(separator: ", "))
        }
        if !statistics.failures.isEmpty {
            lines.append(
                "No reading: " + statistics.failures.map { "\($0.code) \($0.count)" }.joined(separator: ", "))
        }
        if audit.faultyRows > 0 { lines.append("\(counted(audit.faultyRows, "row")) of the manifest cannot be read") }
        lines.append(
            "Shades of \(Terminal.safe(audit.catalog)) within ΔE00 \(audit.tolerance.text(1)): one of the three shown "
                + "(top3), any there is (best), percent")
        return lines
    }

    private static func limits(_ audit: Audit) -> [String] {
        let width = (audit.verdicts.map { AuditWords.measure($0).count }.max() ?? 0) + 1
        let rows = audit.verdicts.map { verdict in
            let outcome = AuditWords.outcome(verdict).left(11)
            return "  " + (verdict.outcome == .missed ? Terminal.bold(outcome) : outcome)
                + AuditWords.measure(verdict).left(width) + AuditWords.figure(verdict.value, of: verdict).left(6)
                + AuditWords.margin(of: verdict).left(8) + AuditWords.limit(of: verdict).left(13)
                + AuditWords.place(verdict)
        }
        let found = audit.verdicts.map { verdict in
            "  " + AuditWords.measure(verdict).left(width) + AuditWords.found(of: verdict)
        }
        var lines = [Terminal.bold(text("limitsHeading"))] + rows
        lines += ["  " + text("marginNote"), "", Terminal.bold(text("foundHeading"))]
        return lines + found
    }
}
