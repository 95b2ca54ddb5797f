import Foundation
import ColorScience
import ShadeCatalog
import SkinTone

extension AuditPage {
    /// What the figures mean, a sentence each.
    func writePlainWords(to page: inout HTMLWriter) {
        page.section(text("glance"), list: sentences)
    }

    private var sentences: [String] {
        let all = statistics.overall
        var sentences = [
            text("plainCoverage90", ["share": all.inside90.words]) + " "
                + text("plainCoverage50", ["share": all.inside50.words]),
            text(
                "plainError", ["median": words(all.deltaE00.median), "p90": words(all.deltaE00.quantile(0.9))]),
            text("plainRadius", ["radius50": words(all.radius50.median), "radius90": words(all.radius90.median)]),
            text(
                "plainServed",
                [
                    "tolerance": Figure.decimal(audit.tolerance), "served": all.served.words,
                    "servable": all.servable.words, "catalog": audit.catalog,
                ]),
        ]
        for verdict in audit.verdicts {
            guard let value = verdict.value, case .group = verdict.place else { continue }
            if verdict.measure == .medianRatio {
                sentences.append(
                    text("plainRatio", ["group": AuditWords.place(verdict), "ratio": value.text(2)]))
            }
            if verdict.measure == .lightnessBias {
                sentences.append(
                    text(
                        "plainBias",
                        [
                            "group": AuditWords.place(verdict), "amount": abs(value).text(1),
                            "direction": text(value < 0 ? "deeper" : "lighter"),
                        ]))
            }
        }
        sentences.append(text("plainRecall", ["found": all.found.words, "refused": all.refused.words]))
        if let energy = all.energy, let baseline = statistics.baselineEnergy {
            sentences.append(
                text(
                    energy < baseline ? "plainEnergyGood" : "plainEnergyBad",
                    ["belief": energy.text(2), "baseline": baseline.text(2)]))
        }
        return sentences
    }

    func words(_ value: Double?, digits: Int = 1) -> String { value.map { $0.text(digits) } ?? "–" }
}

extension AuditShare {
    /// `91 %`.
    var words: String { value.map(Figure.percent) ?? "–" }
}
