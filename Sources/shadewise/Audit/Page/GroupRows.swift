import ColorScience
import ShadeCatalog
import SkinTone

/// A plot with a row for each group: its swatch and name, and what is drawn along a scale.
struct GroupRows {
    let page: AuditPage
    /// What the scale runs between.
    let range: ClosedRange<Double>
    /// Where it is marked, with the mark's text.
    let marks: [(value: Double, text: String)]

    private static let (left, right, top, step) = (172.0, 676.0, 6.0, 19.0)
    /// Between classes.
    private static let gap = 7.0

    /// A place on the scale; what lies outside is drawn at its end.
    func x(_ value: Double) -> Double {
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return Self.left + min(max(share, 0), 1) * (Self.right - Self.left)
    }

    /// - Parameter draw: writes a group's marks at the row's middle, given in pixels from above.
    func write(
        label: String, to html: inout HTMLWriter, underlay: (Double, inout HTMLWriter) -> Void = { _, _ in },
        draw: (ToneGroup, AuditFigures, Double, inout HTMLWriter) -> Void
    ) {
        let rows = places
        let bottom = (rows.last ?? Self.top) + Self.step / 2 + 3
        html.raw("<svg viewBox=\"0 0 700 \(Int(bottom) + 22)\" role=\"img\" ")
        html.raw("aria-label=\"\(HTMLWriter.escaped(label))\">")
        underlay(bottom, &html)
        for mark in marks {
            let x = x(mark.value)
            html.line(mark.value == 0 ? "zero" : "grid", x, 0, x, bottom)
            html.element(
                "text", "x=\"\(Figure.coordinate(x))\" y=\"\(Figure.coordinate(bottom + 15))\" text-anchor=\"middle\"",
                mark.text)
        }
        for (row, y) in zip(page.statistics.groups, rows) {
            let swatch = page.swatches[row.group]?.hex ?? "none"
            html.dot("class=\"bar\" fill=\"\(swatch)\"", 8, y, radius: 7)
            html.element(
                "text", "class=\"name\" x=\"22\" y=\"\(Figure.coordinate(y + 4))\"", AuditWords.group(row.group))
            draw(row.group, row.figures, y, &html)
        }
        html.raw("</svg>")
    }

    /// Each row's middle.
    private var places: [Double] {
        var (places, y): ([Double], Double) = ([], Self.top + Self.step / 2)
        var last: ITAClass?
        for (group, _) in page.statistics.groups {
            if let last, last != group.itaClass { y += Self.gap }
            last = group.itaClass
            places.append(y)
            y += Self.step
        }
        return places
    }
}
