import ShadeCatalog

/// Two scales and what they are called.
struct PlotFrame {
    var size = (width: 700.0, height: 380.0)
    var across: ClosedRange<Double>
    var up: ClosedRange<Double>

    private let left = 44.0
    private let top = 14.0
    private var right: Double { size.width - 12 }
    private var bottom: Double { size.height - 42 }

    func x(_ value: Double) -> Double {
        let share = (value - across.lowerBound) / (across.upperBound - across.lowerBound)
        return left + min(max(share, 0), 1) * (right - left)
    }

    func y(_ value: Double) -> Double {
        let share = (value - up.lowerBound) / (up.upperBound - up.lowerBound)
        return bottom - min(max(share, 0), 1) * (bottom - top)
    }

    func begin(label: String, to page: inout HTMLWriter) {
        page.raw("<svg viewBox=\"0 0 \(Int(size.width)) \(Int(size.height))\" role=\"img\" ")
        page.raw("aria-label=\"\(HTMLWriter.escaped(label))\">")
    }

    func writeAxes(
        across: [Double], named acrossName: String, up: [Double], named upName: String, to page: inout HTMLWriter
    ) {
        for value in up {
            page.line("grid", left, y(value), right, y(value))
            page.element(
                "text", "x=\"\(Int(left) - 6)\" y=\"\(Figure.coordinate(y(value) + 4))\" text-anchor=\"end\"",
                Figure.whole(value))
        }
        for value in across {
            page.line("grid", x(value), top, x(value), bottom)
            page.element(
                "text", "x=\"\(Figure.coordinate(x(value)))\" y=\"\(Int(bottom) + 15)\" text-anchor=\"middle\"",
                Figure.whole(value))
        }
        page.element(
            "text",
            "x=\"\(Figure.coordinate((left + right) / 2))\" y=\"\(Int(size.height) - 8)\" text-anchor=\"middle\"",
            acrossName)
        page.element("text", "x=\"\(Int(left))\" y=\"10\"", "↑ " + upName)
    }
}
