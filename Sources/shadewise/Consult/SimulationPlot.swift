import Consultation
import ShadeCatalog

/// How ways of asking compare, question by question: a picture that needs nothing beside it.
struct SimulationPlot {
    let tables: [SimulationTable]

    private static let colors = [
        "#b5651d", "#3b6ea5", "#7a9a3a", "#8a4f9e", "#c0392b", "#2a9d8f", "#555555", "#d4a017",
    ]
    private static let panel = (width: 430.0, height: 240.0)

    private struct Quantity: Sendable {
        let name: String
        let isShare: Bool
        let value: @Sendable (SimulationTable.Row) -> Double
    }

    private static let figures = [
        Quantity(name: "customers whose first shade is a hit, %", isShare: true) { 100 * $0.hitAt1 },
        Quantity(name: "with a hit among three, %", isShare: true) { 100 * $0.hitAt3 },
        Quantity(name: "with a hit among five, %", isShare: true) { 100 * $0.hitAt5 },
        Quantity(name: "mean of 1 / place of the first hit, %", isShare: true) { 100 * $0.reciprocalRank },
        Quantity(name: "regret, points of 100", isShare: false) { $0.regret },
        Quantity(name: "ΔE00 from the belief to the skin", isShare: false) { $0.deltaE00 },
    ]

    var svg: String {
        let (width, height) = (
            2 * Int(Self.panel.width) + 170, Int(Self.panel.height) * (Self.figures.count / 2) + 10
        )
        var page = HTMLWriter()
        page.raw(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" role=\"img\" "
                + "aria-label=\"Ways of asking compared\"><style>text{font:12px sans-serif;fill:#333}"
                + ".grid{stroke:#ddd}polyline{fill:none;stroke-width:2}</style>"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>")
        for (index, figure) in Self.figures.enumerated() {
            page.raw(
                "<g transform=\"translate(\(Int(Self.panel.width) * (index % 2)) \(Int(Self.panel.height) * (index / 2)))\">"
            )
            write(figure, to: &page)
            page.raw("</g>")
        }
        for (index, table) in tables.enumerated() {
            let y = 24 + 20 * index
            page.raw(
                "<rect x=\"\(2 * Int(Self.panel.width) + 8)\" y=\"\(y - 9)\" width=\"14\" height=\"4\" fill=\"\(color(index))\"/>"
            )
            let noise = table.noise > 0 ? ", noise \(table.noise.text(2))" : ""
            page.element(
                "text", "x=\"\(2 * Int(Self.panel.width) + 28)\" y=\"\(y)\"", table.policy.rawValue + noise)
        }
        page.raw("</svg>\n")
        return page.html
    }

    private func color(_ index: Int) -> String { Self.colors[index % Self.colors.count] }

    private func write(_ figure: Quantity, to page: inout HTMLWriter) {
        let turns = max((tables.map(\.rows.count).max() ?? 1) - 1, 1)
        let most = figure.isShare ? 100 : tables.flatMap(\.rows).map(figure.value).max() ?? 1
        let step = figure.isShare ? 20.0 : most > 10 ? 5 : 1
        let top = max((most / step).rounded(.up) * step, step)
        let frame = PlotFrame(size: Self.panel, across: 0...Double(turns), up: 0...top)
        frame.writeAxes(
            across: Array(stride(from: 0, through: Double(turns), by: turns > 10 ? 5 : 1)), named: "questions asked",
            up: Array(stride(from: 0, through: top, by: step)),
            named: figure.name, to: &page)
        for (index, table) in tables.enumerated() {
            let points = table.rows.enumerated().map { turn, row in
                "\(Figure.coordinate(frame.x(Double(turn)))),\(Figure.coordinate(frame.y(figure.value(row))))"
            }
            page.raw("<polyline stroke=\"\(color(index))\" points=\"\(points.joined(separator: " "))\"/>")
        }
    }
}
