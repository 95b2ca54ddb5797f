import ColorScience
import Reports
import ShadeCatalog
import SkinTone

extension MatchPage {
    private var belief: SkinBelief { analysis.belief }

    /// The colour that is believed, how far off it may be, and what people call it.
    func writeSkin(to page: inout HTMLWriter) {
        let color = belief.gaussian.mean.srgb8Clamping().hex
        page.raw("<section>")
        page.element("h2", "", text("skinHeading"))
        page.raw(
            "<div class=\"skin\"><span class=\"swatch\" style=\"background:\(color)\" aria-hidden=\"true\"></span><p>")
        page.element("strong", "", text("skinWords", ["depth": depth, "undertone": undertone]))
        page.text(text("skinColor", ["hex": color, "lab": belief.gaussian.mean.words]))
        page.raw("</p></div>")
        page.element("h3", "", text("likelyHeading"))
        page.element(
            "p", "",
            text("likely", ["half": belief.radius50.text(), "most": belief.radius90.text()]))
        writeLikely(to: &page)
        page.raw("<dl>")
        writeScale("depth", depths, to: &page)
        writeScale("undertone", undertones, to: &page)
        writeTerm(text("monkHeading"), to: &page)
        page.raw("<dd>")
        page.text(text("monk", ["tone": "\(belief.description.monk.tone)"]))
        writeTones(to: &page)
        page.raw("</dd>")
        writeScale("ita", angle, to: &page)
        writeScale("light", light, to: &page)
        page.raw("</dl></section>\n")
    }

    private func writeTerm(_ term: String, to page: inout HTMLWriter) { page.element("dt", "", term) }

    private func writeScale(_ key: String, _ words: String, to page: inout HTMLWriter) {
        writeTerm(text("\(key)Heading"), to: &page)
        page.element("dd", "", words)
    }

    private func writeLikely(to page: inout HTMLWriter) {
        let (width, height) = (44.0, 34.0)
        let likely = LikelyColors(belief.gaussian)
        let (left, top) = (Double(LikelyColors.columns) * width, Double(LikelyColors.rows) * height)
        page.raw("<figure class=\"likely\"><svg viewBox=\"0 0 \(Int(2 * left + width)) ")
        page.raw("\(Int(2 * top + height))\" role=\"img\" ")
        page.raw("aria-label=\"\(HTMLWriter.escaped(text("likelyLabel", likelyEnds(likely))))\">")
        func mark(_ patch: LikelyColors.Patch, _ style: String) {
            page.raw("<rect class=\"\(style)\" fill=\"\(patch.color.hex)\" ")
            page.raw("x=\"\(Figure.coordinate(left + Double(patch.column) * width))\" ")
            page.raw("y=\"\(Figure.coordinate(top - Double(patch.row) * height))\" ")
            page.raw("width=\"\(Int(width))\" height=\"\(Int(height))\"/>")
        }
        for patch in likely.patches { mark(patch, "patch") }
        for patch in likely.patches where patch.column == 0 && patch.row == 0 { mark(patch, "middle") }
        page.raw("</svg><figcaption>")
        page.text(text("likelyCaption"))
        page.raw("</figcaption></figure>")
    }

    private func likelyEnds(_ likely: LikelyColors) -> [String: String] {
        let middle = likely.patches.filter { $0.row == 0 }
        return ["deepest": middle.first?.color.hex ?? "", "lightest": middle.last?.color.hex ?? ""]
    }

    /// The ten tones, each as tall as it is probable.
    private func writeTones(to page: inout HTMLWriter) {
        let shares = belief.description.monkProbabilities
        let most = shares.max() ?? 1
        let words = shares.indices.filter { shares[$0] >= 0.005 }.map { tone in
            text("monkShare", ["tone": "\(tone + 1)", "share": Figure.percent(shares[tone])])
        }
        page.raw("<svg class=\"tones\" viewBox=\"0 0 320 74\" role=\"img\" ")
        page.raw("aria-label=\"\(HTMLWriter.escaped(text("monkLabel", ["shares": words.joined(separator: ", ")])))\">")
        for (index, share) in shares.enumerated() {
            let (x, height) = (Double(index) * 32 + 2, max(48 * share / most, 2))
            page.raw("<rect class=\"tone\" fill=\"\(MonkTone(tone: index + 1).swatch.hex)\" ")
            page.raw("x=\"\(Figure.coordinate(x))\" y=\"\(Figure.coordinate(54 - height))\" width=\"28\" ")
            page.raw("height=\"\(Figure.coordinate(height))\"/>")
            page.element("text", "x=\"\(Figure.coordinate(x + 14))\" y=\"69\" text-anchor=\"middle\"", "\(index + 1)")
        }
        page.raw("</svg>")
    }
}

extension MatchPage {
    private var depth: String { text("depth.\(belief.description.itaClass.rawValue)") }

    private var undertone: String { text("undertone.\(belief.description.undertone.rawValue)") }

    /// `tan 62 %, deep 38 %`.
    private var depths: String {
        list(belief.depthProbabilities.map { (text("depth.\($0.depth.rawValue)"), $0.share) })
    }

    private var undertones: String {
        let shares = belief.description.undertoneProbabilities
        var words = list(Undertone.allCases.map { (text("undertone.\($0.rawValue)"), shares[$0] ?? 0) })
        let olive = belief.description.olive
        if olive >= 0.2 { words += text("olive", ["share": Figure.percent(olive)]) }
        return words
    }

    private var angle: String {
        let description = belief.description
        return text(
            "ita",
            [
                "angle": Figure.fixed(description.ita.degrees, digits: description.itaDigits),
                "low": Figure.whole(belief.angle(below: 0.05)), "high": Figure.whole(belief.angle(below: 0.95)),
            ])
    }

    /// The most probable first, without what nearly surely is not.
    private func list(_ shares: [(name: String, share: Double)]) -> String {
        shares.filter { $0.share >= 0.02 }.sorted { $0.share > $1.share }
            .map { "\($0.name) \(Figure.percent($0.share))" }.joined(separator: ", ")
    }
}

extension Lab where White == D65 {
    /// `L* 44.3, a* 12.2, b* 15.9`.
    fileprivate var words: String { "L* \(lightness.text()), a* \(a.text()), b* \(b.text())" }
}
