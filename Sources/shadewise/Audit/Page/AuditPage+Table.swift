import ColorScience
import ShadeCatalog
import SkinTone

extension AuditPage {
    private static let columns = [
        "photos", "found", "refused", "used", "median", "p90", "relative", "l", "a", "b", "in50", "in90", "r50", "r90",
        "class", "undertone", "served", "servable",
    ]

    /// Every figure, groups first, then all, then the parts by depth and sureness.
    func writeTable(to page: inout HTMLWriter) {
        page.raw("<section>")
        page.element("h2", "", text("tableHeading"))
        page.element("p", "class=\"help\"", text("tableHelp"))
        page.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"figures\"><thead><tr>")
        page.element("th", "scope=\"col\"", text("column.group"))
        for key in Self.columns { page.element("th", "scope=\"col\" class=\"number\"", text("column.\(key)")) }
        page.raw("</tr></thead><tbody>")
        for (group, figures) in statistics.groups {
            writeRow(AuditWords.group(group), figures, swatch: swatches[group]?.hex, to: &page)
        }
        writeRow(text("row.overall"), statistics.overall, style: "total", to: &page)
        writeRow(text("row.allRead"), statistics.allRead, to: &page)
        writeParts("row.thirds", "place.third", statistics.depths, to: &page)
        writeParts("row.quarters", "place.quarter", statistics.radii, to: &page)
        page.raw("</tbody></table></div></section>\n")
    }

    private func writeParts(_ key: String, _ name: String, _ parts: [AuditFigures], to page: inout HTMLWriter) {
        page.raw("<tr class=\"part\">")
        page.element("th", "colspan=\"\(Self.columns.count + 1)\" scope=\"rowgroup\"", text(key))
        page.raw("</tr>")
        for (part, figures) in parts.enumerated() { writeRow(text("\(name)\(part + 1)"), figures, to: &page) }
    }

    private func writeRow(
        _ name: String, _ figures: AuditFigures, swatch: String? = nil, style: String = "", to page: inout HTMLWriter
    ) {
        page.raw(style.isEmpty ? "<tr>" : "<tr class=\"\(style)\">")
        page.raw("<th scope=\"row\">")
        if let swatch { page.raw("<span class=\"chip\" style=\"background:\(swatch)\"></span>") }
        page.text(name)
        page.raw("</th>")
        for cell in cells(figures) { page.element("td", "class=\"number\"", cell) }
        page.raw("</tr>")
    }

    private func cells(_ figures: AuditFigures) -> [String] {
        func percent(_ share: AuditShare) -> String { share.value.map(Figure.wholePercent) ?? "–" }
        return [
            Figure.count(figures.photos), percent(figures.found), percent(figures.refused), Figure.count(figures.used),
            words(figures.deltaE00.median), words(figures.deltaE00.quantile(0.9)),
            words(figures.relativeMedian, digits: 2), AuditWords.signed(figures.lightnessError.mean),
            AuditWords.signed(figures.aError.mean), AuditWords.signed(figures.bError.mean), percent(figures.inside50),
            percent(figures.inside90), words(figures.radius50.median), words(figures.radius90.median),
            percent(figures.rightClass), percent(figures.rightUndertone), percent(figures.served),
            percent(figures.servable),
        ]
    }
}
