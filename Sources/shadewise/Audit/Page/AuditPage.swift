import ColorScience
import Reports
import ShadeCatalog
import SkinTone

/// A page for people who decide: whether readings are right, for whom they are less so, and which limits are missed.
///
/// One HTML file with everything in it, see `HTMLWriter.page`; plots are SVG, and every figure a colour or a length
/// shows stands there as text or label, too.
struct AuditPage {
    let audit: Audit
    let text = AuditWords.text
    /// What stands for each group in plots: the mean of its true skins.
    let swatches: [ToneGroup: SRGB8]

    var statistics: AuditStatistics { audit.statistics }

    private init(_ audit: Audit) {
        self.audit = audit
        swatches = Dictionary(grouping: audit.statistics.items.map(\.truth), by: ToneGroup.init).mapValues { skins in
            let sum = skins.reduce(Lab<D65>(0, 0, 0)) { $0 + $1 }
            return (sum * (1 / Double(skins.count))).srgb8Clamping()
        }
    }

    /// - Complexity: O(*n* log *n*) in the number of photos.
    static func html(_ audit: Audit) -> String {
        HTMLWriter.page(title: AuditWords.text("title"), style: PackageResources.audit_report_css) {
            AuditPage(audit).write(to: &$0)
        }
    }

    private func write(to page: inout HTMLWriter) {
        page.raw("<header>")
        page.element("h1", "", text("title"))
        page.element("p", "class=\"note\"", AuditWords.set(audit.set, photos: statistics.items.count))
        page.element("p", "", text("summary", ["groups": "\(statistics.groups.count)"]))
        page.element("p", "class=\"note\"", text("about.\(audit.set.kind.rawValue)"))
        writeVerdict(to: &page)
        page.raw("</header>\n<main>")
        if statistics.overall.used > 0 { writePlainWords(to: &page) }
        writeLimits(to: &page)
        if statistics.overall.used > 0 { writePlots(to: &page) }
        writeTable(to: &page)
        page.raw("</main>\n<footer>")
        page.element(
            "p", "",
            text(
                "footer",
                [
                    "models": audit.versions.models ?? "", "catalog": audit.versions.catalog ?? "",
                    "policy": audit.versions.policy ?? "", "limits": audit.limits.version,
                ]))
        page.raw("</footer>")
    }

    private func writeVerdict(to page: inout HTMLWriter) {
        func count(_ outcome: AuditVerdict.Outcome) -> Int { audit.verdicts.count { $0.outcome == outcome } }
        let (missed, unclear, open) = (count(.missed), count(.unclear), count(.notJudged))
        var sentences: [String] = []
        if audit.isUseless { sentences.append(text("verdict.useless")) }
        if missed > 0 {
            let values = ["missed": "\(missed)", "all": "\(audit.verdicts.count)"]
            sentences.append(text("verdict.missed", count: missed, values))
        } else if unclear + open == 0 {
            sentences.append(text("verdict.passed"))
        } else if !audit.isUseless {
            let held = ["held": "\(count(.passed))", "all": "\(audit.verdicts.count)"]
            sentences.append(text("verdict.held", held))
        }
        if unclear > 0 { sentences.append(text("verdict.unclear", count: unclear)) }
        if unclear > 0, audit.isStrict { sentences.append(text("verdict.strict")) }
        if open > 0 { sentences.append(text("verdict.notJudged", count: open)) }
        if audit.unreadable > 0 { sentences.append(text("verdict.incomplete", count: audit.unreadable)) }
        let kind = audit.isMissed ? " missed" : unclear + open + audit.unreadable > 0 ? " open" : ""
        page.element("p", "class=\"verdict\(kind)\"", sentences.joined(separator: " "))
    }

    private func writeLimits(to page: inout HTMLWriter) {
        page.raw("<section>")
        page.element("h2", "", text("limitsHeading"))
        page.element("p", "class=\"help\"", text("limitsHelp"))
        page.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"limits\"><thead><tr>")
        for key in ["limit", "outcome"] { page.element("th", "scope=\"col\"", text("column.\(key)")) }
        for key in ["value", "margin"] { page.element("th", "scope=\"col\" class=\"number\"", text("column.\(key)")) }
        for key in ["most", "findable", "place"] { page.element("th", "scope=\"col\"", text("column.\(key)")) }
        page.raw("</tr></thead><tbody>")
        for verdict in audit.verdicts {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", AuditWords.measure(verdict))
            page.element("td", "class=\"outcome \(verdict.outcome.rawValue)\"", AuditWords.outcome(verdict))
            page.element("td", "class=\"number\"", AuditWords.figure(verdict.value, of: verdict))
            page.element("td", "class=\"number\"", AuditWords.margin(of: verdict))
            page.element("td", "", AuditWords.limit(of: verdict))
            page.element("td", "", AuditWords.found(of: verdict))
            page.element("td", "", AuditWords.place(verdict))
            page.raw("</tr>")
        }
        page.raw("</tbody></table></div></section>\n")
    }
}
