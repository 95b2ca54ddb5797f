import ColorScience
import ShadeCatalog
import SkinTone

extension AuditPage {
    /// A dot a photo, in its true colour, and the running median.
    func writeDepths(to page: inout HTMLWriter) {
        let photos = statistics.items.compactMap { item in
            item.reading.flatMap { $0.isUsed ? (truth: item.truth, error: $0.deltaE00) : nil }
        }.sorted { $0.truth.lightness < $1.truth.lightness }
        // A few far ones are drawn at the edge, or the rest would be flat.
        let most = AuditSample(photos.map(\.error)).quantile(0.995) ?? 10
        let lightnesses = photos.map(\.truth.lightness)
        let (least, greatest) = (lightnesses.first ?? 20, lightnesses.last ?? 80)
        let frame = PlotFrame(
            across: ((least / 5).rounded(.down) * 5)...max((greatest / 5).rounded(.up) * 5, least + 5),
            up: 0...max(most * 1.05, 5))
        frame.begin(label: text("errorsLabel"), to: &page)
        frame.writeAxes(
            across: Array(stride(from: frame.across.lowerBound, through: frame.across.upperBound, by: 10)),
            named: "← \(text("deeperSide")) · \(text("lightness")) · \(text("lighterSide")) →",
            up: Self.marks(upTo: frame.up.upperBound).map(\.value), named: text("errorsUp"), to: &page)
        let radius = photos.count > 1_500 ? 2.0 : 3.2
        for photo in photos {
            page.dot(
                "class=\"shade\" fill=\"\(photo.truth.srgb8Clamping().hex)\"", frame.x(photo.truth.lightness),
                frame.y(photo.error), radius: radius)
        }
        let points = Self.runningMedian(photos.map { ($0.truth.lightness, $0.error) }).map { x, y in
            "\(Figure.coordinate(frame.x(x))),\(Figure.coordinate(frame.y(y)))"
        }
        page.raw("<polyline class=\"running\" points=\"\(points.joined(separator: " "))\"/></svg>")
    }

    /// Medians of windows that hold an eighth of all, at least nine, forty of them along the way.
    static func runningMedian(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
        let window = min(max(points.count / 8, 9), points.count)
        guard window > 0 else { return [] }
        let last = points.count - window
        let starts = last < 40 ? Array(0...last) : (0...40).map { last * $0 / 40 }
        return starts.compactMap { start in
            let part = points[start..<start + window]
            guard let x = AuditSample(part.map(\.x)).median, let y = AuditSample(part.map(\.y)).median else {
                return nil
            }
            return (x, y)
        }
    }

    /// The share held against the share promised.
    func writeCalibration(to page: inout HTMLWriter) {
        let frame = PlotFrame(size: (460, 430), across: 0...100, up: 0...100)
        frame.begin(label: text("calibrationLabel"), to: &page)
        let marks = Array(stride(from: 0.0, through: 100, by: 20))
        frame.writeAxes(
            across: marks, named: text("calibrationAcross"), up: marks, named: text("calibrationUp"), to: &page)
        page.line("ideal", frame.x(0), frame.y(0), frame.x(100), frame.y(100))
        page.element(
            "text", "x=\"\(Figure.coordinate(frame.x(72)))\" y=\"\(Figure.coordinate(frame.y(20)))\"", text("tooSure"))
        page.element(
            "text", "x=\"\(Figure.coordinate(frame.x(8)))\" y=\"\(Figure.coordinate(frame.y(80)))\"",
            text("tooModest"))
        let places = statistics.calibration.compactMap { nominal, inside in
            inside.value.map { (x: nominal * 100, y: $0 * 100, error: inside.standardError * 100) }
        }
        for place in places {
            page.line(
                "error", frame.x(place.x), frame.y(place.y - place.error), frame.x(place.x),
                frame.y(place.y + place.error))
        }
        let points = places.map { "\(Figure.coordinate(frame.x($0.x))),\(Figure.coordinate(frame.y($0.y)))" }
        page.raw("<polyline class=\"curve\" points=\"\(points.joined(separator: " "))\"/>")
        for place in places {
            page.titled("\(Figure.whole(place.x)) %: \(place.y.text(1)) %") { page in
                page.dot("class=\"dot\"", frame.x(place.x), frame.y(place.y), radius: 3.5)
            }
        }
        page.raw("</svg>")
    }
}
