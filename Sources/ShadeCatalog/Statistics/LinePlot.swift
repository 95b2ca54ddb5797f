internal import ColorScience

/// A line's shades by hue and lightness, over the band where skin lies, gaps ringed.
struct LinePlot {
    let line: CatalogStatistics.Line
    let text: Wording

    private let size = (width: 380.0, height: 330.0)
    private let frame = (left: 34.0, right: 372.0, top: 22.0, bottom: 296.0)
    private let hues = (low: 20.0, high: 90.0)
    private let depths = (light: 88.0, deep: 18.0)

    /// Hue across, L* upwards; what lies outside is drawn at the edge.
    private func place(lightness: Double, hue: Double) -> (x: Double, y: Double) {
        let across = min(max((hue - hues.low) / (hues.high - hues.low), 0), 1)
        let down = min(max((depths.light - lightness) / (depths.light - depths.deep), 0), 1)
        return (
            frame.left + across * (frame.right - frame.left), frame.top + down * (frame.bottom - frame.top)
        )
    }

    private func place(_ lab: Lab<D65>) -> (x: Double, y: Double) {
        let hue = lab.lch.hue
        return place(lightness: lab.lightness, hue: hue > 270 ? hue - 360 : hue)
    }

    func write(to page: inout HTMLWriter) {
        let label = text(
            "plotLabel",
            [
                "product": line.product, "shades": text("shades", count: line.shades.count),
                "deepest": Figure.whole(line.lightness.lowerBound), "lightest": Figure.whole(line.lightness.upperBound),
                "gaps": "\(line.gaps.count)",
            ])
        page.raw("<svg viewBox=\"0 0 \(Int(size.width)) \(Int(size.height))\" role=\"img\" ")
        page.raw("aria-label=\"\(HTMLWriter.escaped(label))\">")
        writeBand(to: &page)
        writeAxes(to: &page)
        // Deep ones last, or the light ones' rims cover them.
        for shade in line.shades.sorted(by: { $0.lab.lightness > $1.lab.lightness }) {
            let (x, y) = place(shade.lab)
            let title = text(
                "plotShade",
                [
                    "name": shade.name, "l": Figure.decimal(shade.lab.lightness), "a": Figure.decimal(shade.lab.a),
                    "b": Figure.decimal(shade.lab.b),
                ])
            page.titled(title) { page in
                page.dot("class=\"shade\" fill=\"\(shade.lab.srgb8Clamping().hex)\"", x, y, radius: 6)
            }
        }
        for (number, gap) in line.gaps.enumerated() {
            let (x, y) = place(gap.lab)
            page.dot("class=\"gap\"", x, y, radius: 10)
            page.element(
                "text",
                "class=\"gapnumber\" x=\"\(Figure.coordinate(x))\" y=\"\(Figure.coordinate(y + 4))\"", "\(number + 1)")
        }
        page.raw("</svg>")
    }

    /// Two standard deviations of hue about typical skin of each depth.
    private func writeBand(to page: inout HTMLWriter) {
        let steps = stride(from: 24.0, through: 78, by: 3).map { lightness in
            let typical = TypicalSkin.color(at: lightness)
            let half = 2 * SwatchSkinMap.leanSpread / typical.chroma * 180 / .pi
            return (lightness: lightness, hue: typical.lch.hue, half: half)
        }
        let edge =
            steps.map { place(lightness: $0.lightness, hue: $0.hue - $0.half) }
            + steps.reversed().map { place(lightness: $0.lightness, hue: $0.hue + $0.half) }
        let points = edge.map { "\(Figure.coordinate($0.x)),\(Figure.coordinate($0.y))" }.joined(separator: " ")
        page.raw("<polygon class=\"band\" points=\"\(points)\"/>")
    }

    private func writeAxes(to page: inout HTMLWriter) {
        for lightness in stride(from: 20.0, through: 80, by: 20) {
            let y = place(lightness: lightness, hue: hues.low).y
            page.line("grid", frame.left, y, frame.right, y)
            page.element(
                "text", "x=\"\(Int(frame.left) - 6)\" y=\"\(Figure.coordinate(y))\" dy=\"4\" text-anchor=\"end\"",
                "\(Int(lightness))")
        }
        for hue in stride(from: 40.0, through: 80, by: 20) {
            let x = Figure.coordinate(place(lightness: 0, hue: hue).x)
            page.element("text", "x=\"\(x)\" y=\"\(Int(frame.bottom) + 14)\" text-anchor=\"middle\"", "\(Int(hue))°")
        }
        page.element("text", "x=\"\(Int(frame.left))\" y=\"12\"", "L* ↑ \(text("plotUp"))")
        page.element("text", "x=\"\(Int(frame.left))\" y=\"\(Int(size.height) - 4)\"", "← \(text("plotLeft"))")
        page.element(
            "text", "x=\"\(Int(frame.right))\" y=\"\(Int(size.height) - 4)\" text-anchor=\"end\"",
            "\(text("plotRight")) →")
    }
}
