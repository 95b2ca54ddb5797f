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
        draw: (AuditGroup, AuditFigures, Double, inout HTMLWriter) -> Void
    ) {
        let rows = places
        let bottom = (rows.last ?? Self.top) + Self.step / 2 + 3
        html.raw("<svg viewBox=\"0 0 700 \(Int(bottom) + 22)\" role=\"img\" ")
        html.raw("aria-label=\"\(HTMLWriter.escaped(label))\">")
        underlay(bottom, &html)
        for mark in marks {
            let x = Figure.coordinate(x(mark.value))
            html.raw("<line class=\"\(mark.value == 0 ? "zero" : "grid")\" x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" ")
            html.raw("y2=\"\(Figure.coordinate(bottom))\"/>")
            html.element("text", "x=\"\(x)\" y=\"\(Figure.coordinate(bottom + 15))\" text-anchor=\"middle\"", mark.text)
        }
        for (row, y) in zip(page.statistics.groups, rows) {
            let swatch = page.swatches[row.group]?.hex ?? "none"
            html.raw("<circle class=\"bar\" cx=\"8\" cy=\"\(Figure.coordinate(y))\" r=\"7\" fill=\"\(swatch)\"/>")
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

extension HTMLWriter {
    /// A horizontal bar about a row's middle.
    mutating func bar(_ style: String, from: Double, to: Double, y: Double, height: Double) {
        raw("<rect \(style) x=\"\(Figure.coordinate(min(from, to)))\" y=\"\(Figure.coordinate(y - height / 2))\" ")
        raw("width=\"\(Figure.coordinate(abs(to - from)))\" height=\"\(Figure.coordinate(height))\"/>")
    }

    mutating func line(_ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        raw("<line class=\"\(style)\" x1=\"\(Figure.coordinate(x1))\" y1=\"\(Figure.coordinate(y1))\" ")
        raw("x2=\"\(Figure.coordinate(x2))\" y2=\"\(Figure.coordinate(y2))\"/>")
    }

    mutating func dot(_ style: String, _ x: Double, _ y: Double, radius: Double) {
        raw("<circle \(style) cx=\"\(Figure.coordinate(x))\" cy=\"\(Figure.coordinate(y))\" ")
        raw("r=\"\(Figure.coordinate(radius))\"/>")
    }

    /// Marks of one row, with what they say when pointed at.
    mutating func titled(_ title: String, _ marks: (inout HTMLWriter) -> Void) {
        raw("<g>")
        element("title", "", title)
        marks(&self)
        raw("</g>")
    }
}
