import ColorScience
import ShadeCatalog
import SkinTone

extension AuditPage {
    /// Median, ninth tenth and the unit of exposure, a bar a group.
    func writeErrors(to page: inout HTMLWriter) {
        let longest = statistics.groups.compactMap { $0.figures.deltaE00.quantile(0.9) }.max() ?? 10
        let rows = GroupRows(page: self, range: 0...max(longest * 1.03, 4), marks: Self.marks(upTo: longest * 1.03))
        rows.write(label: text("groupsLabel"), to: &page) { group, figures, y, page in
            guard let median = figures.deltaE00.median, let ninth = figures.deltaE00.quantile(0.9),
                let unit = figures.exposureUnit
            else { return }
            let title = text(
                "barLabel",
                [
                    "group": AuditWords.group(group), "median": words(median), "p90": words(ninth),
                    "unit": words(unit),
                ])
            page.titled(title) { page in
                let fill = "class=\"bar\" fill=\"\(swatches[group]?.hex ?? "none")\""
                page.bar(fill, from: rows.x(0), to: rows.x(median), y: y, height: 13)
                page.line("whisker", rows.x(median), y, rows.x(ninth), y)
                page.line("whisker", rows.x(ninth), y - 3, rows.x(ninth), y + 3)
                page.line("tick", rows.x(unit), y - 8, rows.x(unit), y + 8)
            }
        }
    }

    /// Mean error in each coordinate with its standard error.
    func writeBias(to page: inout HTMLWriter) {
        let samples = statistics.groups.flatMap { group in
            [group.figures.lightnessError, group.figures.aError, group.figures.bError]
        }
        let widest = samples.compactMap(\.mean).map(abs).max() ?? 1
        let end = min(max(widest * 1.15, audit.limits.lightnessBias * 1.2, 1), 40)
        let step = end > 12 ? 5.0 : end > 5 ? 2 : 1
        let whole = (end / step).rounded(.down)
        let marks = (-Int(whole)...Int(whole)).map { place in
            (value: Double(place) * step, text: AuditWords.signed(Double(place) * step, digits: 0))
        }
        let rows = GroupRows(page: self, range: -end...end, marks: marks)
        let limit = audit.limits.lightnessBias
        page.raw("<p class=\"help\">")
        for (key, name) in [("l", "L*"), ("a", "a*"), ("b", "b*")] {
            page.raw("<span class=\"key \(key)\"></span>")
            page.text(name)
        }
        page.raw("</p>")
        rows.write(label: text("biasLabel"), to: &page) { bottom, page in
            page.bar("class=\"band\"", from: rows.x(-limit), to: rows.x(limit), y: bottom / 2, height: bottom)
        } draw: { group, figures, y, page in
            let (l, a, b) = (figures.lightnessError, figures.aError, figures.bError)
            let title = text(
                "biasBarLabel",
                [
                    "group": AuditWords.group(group), "l": AuditWords.signed(l.mean),
                    "a": AuditWords.signed(a.mean), "b": AuditWords.signed(b.mean),
                ])
            page.titled(title) { page in
                for (style, sample, offset) in [("l", l, -4.0), ("a", a, 0), ("b", b, 4)] {
                    guard let mean = sample.mean else { continue }
                    // Of a single photo nothing is known.
                    let error = sample.count > 1 ? sample.standardErrorOfMean : 0
                    page.line(style, rows.x(mean - error), y + offset, rows.x(mean + error), y + offset)
                    page.dot("class=\"\(style)\"", rows.x(mean), y + offset, radius: style == "l" ? 3.4 : 2.4)
                }
            }
        }
    }

    func writeServed(to page: inout HTMLWriter) {
        let rows = GroupRows(page: self, range: 0...1, marks: Self.percents(upTo: 1))
        rows.write(label: text("servedLabel"), to: &page) { group, figures, y, page in
            guard let served = figures.served.value, let servable = figures.servable.value else { return }
            let title = text(
                "servedBarLabel",
                [
                    "group": AuditWords.group(group), "served": figures.served.words,
                    "servable": figures.servable.words,
                ])
            page.titled(title) { page in
                page.bar("class=\"outline\"", from: rows.x(0), to: rows.x(servable), y: y, height: 13)
                page.bar("class=\"fill\"", from: rows.x(0), to: rows.x(served), y: y, height: 9)
            }
        }
    }

    func writeRefusals(to page: inout HTMLWriter) {
        let shares = statistics.groups.flatMap { group in
            [group.figures.refused.value, group.figures.found.value.map { 1 - $0 }].compactMap(\.self)
        }
        let end = [0.05, 0.1, 0.2, 0.5].first { $0 >= (shares.max() ?? 0) } ?? 1
        page.raw("<p class=\"help\"><span class=\"key fill2\"></span>")
        page.text(text("noFace"))
        page.raw("<span class=\"key fill\"></span>")
        page.text(text("refusedWord"))
        page.raw("</p>")
        let rows = GroupRows(page: self, range: 0...end, marks: Self.percents(upTo: end))
        rows.write(label: text("refusalLabel"), to: &page) { group, figures, y, page in
            guard let found = figures.found.value else { return }
            let missed = AuditShare(figures.found.total - figures.found.count, of: figures.found.total)
            let title = text(
                "refusalBarLabel",
                [
                    "group": AuditWords.group(group), "missed": missed.words, "refused": figures.refused.words,
                ])
            page.titled(title) { page in
                page.bar("class=\"fill2\"", from: rows.x(0), to: rows.x(1 - found), y: y - 3.5, height: 5)
                page.bar("class=\"fill\"", from: rows.x(0), to: rows.x(figures.refused.value ?? 0), y: y + 3, height: 6)
            }
        }
    }

    /// Whole numbers, not too many.
    static func marks(upTo end: Double) -> [(value: Double, text: String)] {
        let step = end > 20 ? 5.0 : end > 9 ? 2 : 1
        return stride(from: 0, through: end, by: step).map { ($0, Figure.whole($0)) }
    }

    static func percents(upTo end: Double) -> [(value: Double, text: String)] {
        (0...5).map { part in
            let share = end * Double(part) / 5
            return (share, "\(Figure.whole(share * 100)) %")
        }
    }
}
