import ColorScience
import Reports
import ShadeCatalog

extension MatchPage {
    func writeShades(to page: inout HTMLWriter) {
        page.raw("<section class=\"matches\">")
        page.element("h2", "", text("shadesHeading"))
        guard !rows.isEmpty else {
            page.element("p", "", text("nothing"))
            page.raw("</section>\n")
            return
        }
        page.element("p", "class=\"help\"", text(isByHarmony ? "harmonyHelp" : "shadesHelp", values))
        page.raw("<div class=\"side\">")
        if let trial { writeComparison(trial, to: &page) }
        page.raw("<ol class=\"shades\">")
        for (index, row) in rows.enumerated() { write(row, picture: trial?.shades[index], to: &page) }
        page.raw("</ol></div></section>\n")
    }

    private var values: [String: String] { ["tolerance": matching.tolerance.text()] }

    /// The face without make-up and, once the page's script runs, before and after with a slider.
    private func writeComparison(_ trial: FaceTrial, to page: inout HTMLWriter) {
        let size = "width=\"\(trial.size.width)\" height=\"\(trial.size.height)\""
        page.raw("<div class=\"tried\"><figure class=\"bare\"><img src=\"\(trial.bare)\" \(size) ")
        page.raw("alt=\"\(HTMLWriter.escaped(text("bareAlt")))\">")
        page.element("figcaption", "", text("bare"))
        page.raw("</figure><div class=\"comparison\" hidden><div class=\"stage\"><span class=\"handle\"></span>")
        page.element("span", "class=\"tag before\"", text("before"))
        page.element("span", "class=\"tag after\"", text("after"))
        page.raw("</div><label class=\"slide\">")
        page.element("span", "", text("slide"))
        page.raw("<input type=\"range\" min=\"0\" max=\"100\" value=\"50\" ")
        page.raw("data-words=\"\(HTMLWriter.escaped(text("slideValue")))\"></label>")
        page.raw("<p class=\"chosen\" aria-live=\"polite\"></p><fieldset>")
        page.element("legend", "", text("choose"))
        for row in rows {
            page.raw(
                "<label><input type=\"radio\" name=\"shade\" value=\"\(row.rank)\"\(row.rank == 1 ? " checked" : "")>")
            page.raw(
                "<span class=\"chip\" style=\"background:\(row.shade.lab.srgb8Clamping().hex)\"></span>\(row.rank)")
            page.element("span", "class=\"unseen\"", row.shade.fullName)
            page.raw("</label>")
        }
        page.raw("</fieldset>")
        page.element("p", "class=\"note\"", text("trialNote"))
        page.raw("</div></div>")
    }

    private func write(_ row: MatchRow, picture: String?, to page: inout HTMLWriter) {
        let shade = row.shade
        page.raw("<li value=\"\(row.rank)\">")
        if let picture, let size = trial?.size {
            page.raw("<img src=\"\(picture)\" width=\"\(size.width)\" height=\"\(size.height)\" ")
            page.raw("alt=\"\(HTMLWriter.escaped(text("triedAlt", ["name": shade.fullName])))\">")
        }
        let color = shade.lab.srgb8Clamping().hex
        page.raw("<div><h3><span class=\"rank\">\(row.rank)</span> ")
        page.raw("<span class=\"chip\" style=\"background:\(color)\" aria-hidden=\"true\"></span><bdi>")
        page.text(shade.name)
        page.raw("</bdi></h3><p class=\"line\"><bdi>")
        page.text(ProductLabel.text(brand: shade.brand, product: shade.product))
        page.raw("</bdi></p><div class=\"bar\" aria-hidden=\"true\"><span style=\"width:")
        page.raw("\(Figure.coordinate(min(max(row.share, 0), 1) * 100))%\"></span></div>")
        for (index, figure) in row.figures.enumerated() {
            page.element("p", index == 0 ? "class=\"figure\"" : "class=\"note\"", figure)
        }
        page.element("p", "", MatchText.details(of: shade, words: row.words))
        page.element("p", "class=\"note\"", text("sku", ["sku": shade.sku]))
        page.raw("</div></li>")
    }
}
