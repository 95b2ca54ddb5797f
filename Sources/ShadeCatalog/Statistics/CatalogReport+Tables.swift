internal import ColorScience

extension CatalogReport {
    /// Brands by depth and undertone, the widest first.
    func writeBrands(_ category: ShadeCategory, to page: inout HTMLWriter) {
        let brands = statistics.brands.filter { $0.category == category }
            .sorted {
                let (p, q) = ($0.coverage.overall.share, $1.coverage.overall.share)
                return p == q ? $0.brand < $1.brand : p > q
            }
        guard !brands.isEmpty else { return }
        page.raw("<section>")
        page.element("h2", "", "\(text("brandsHeading")): \(text.category(category))")
        page.element("p", "class=\"help\"", text("brandsHelp", ["tolerance": Figure.decimal(statistics.tolerance)]))
        page.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"heat\"><thead><tr><td></td><td></td><td></td>")
        let undertones = ShadeUndertone.allCases.count
        for depth in ITAClass.allCases {
            page.element(
                "th", "class=\"span first\" colspan=\"\(undertones)\" scope=\"colgroup\"",
                text("depth.\(depth.rawValue)"))
        }
        page.raw("</tr><tr>")
        page.element("th", "scope=\"col\"", text("brand"))
        page.element("th", "scope=\"col\" class=\"number\"", text("shadeCount"))
        page.element("th", "scope=\"col\" class=\"number\"", text("all"))
        for (index, group) in SkinGroup.all.enumerated() {
            let word = text.undertone(group)
            page.raw("<th scope=\"col\" class=\"letter\(index % undertones == 0 ? " first" : "")\">")
            page.raw("<abbr title=\"\(HTMLWriter.escaped(text.group(group)))\" style=\"text-decoration:none\">")
            page.text(String(word.prefix(1)).uppercased())
            page.raw("</abbr></th>")
        }
        page.raw("</tr></thead><tbody>")
        for brand in brands {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", brand.brand)
            page.element("td", "class=\"number\"", Figure.count(brand.shades))
            page.element("td", "class=\"number\"", Figure.percent(brand.coverage.overall.share))
            for (index, service) in brand.coverage.groups.enumerated() {
                writeCell(service, SkinGroup.all[index], isFirst: index % undertones == 0, to: &page)
            }
            page.raw("</tr>")
        }
        page.raw("</tbody></table></div></section>\n")
    }

    /// A share, its background as strong as it is large.
    func writeCell(
        _ service: CatalogStatistics.Service, _ group: SkinGroup, isFirst: Bool, to page: inout HTMLWriter
    ) {
        let label = text(
            "cellLabel",
            [
                "group": text.group(group), "share": Figure.percent(service.share),
                "distance": Figure.decimal(service.distance),
            ])
        let strength = Int((service.share * 80).rounded())
        page.element(
            "td",
            "class=\"cell\(isFirst ? " first" : "")\" style=\"--share:\(strength)%\" "
                + "title=\"\(HTMLWriter.escaped(label))\"",
            Figure.wholePercent(service.share))
    }

    /// Every line in a row, by brand and product.
    func writeLines(to page: inout HTMLWriter) {
        page.raw("<section>")
        page.element("h2", "", text("linesHeading"))
        page.element("p", "class=\"help\"", text("linesHelp"))
        page.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"lines\"><thead><tr>")
        for key in ["brand", "product", "category"] { page.element("th", "scope=\"col\"", text(key)) }
        page.element("th", "scope=\"col\" class=\"number\"", text("shadeCount"))
        page.element("th", "scope=\"col\"", text("range"))
        for key in ["served", "away"] { page.element("th", "scope=\"col\" class=\"number\"", text(key)) }
        page.element("th", "scope=\"col\"", text("weakest"))
        page.element("th", "scope=\"col\" class=\"number\"", text("twins"))
        page.raw("</tr></thead><tbody>")
        for line in lines {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", line.brand)
            page.element("td", "", line.product)
            page.element("td", "", text.category(line.category))
            page.element("td", "class=\"number\"", Figure.count(line.shades.count))
            page.raw("<td>")
            writeRange(line, to: &page)
            page.raw("</td>")
            page.element("td", "class=\"number\"", line.coverage.map { Figure.percent($0.overall.share) } ?? "–")
            page.element("td", "class=\"number\"", line.coverage.map { Figure.decimal($0.overall.distance) } ?? "–")
            page.element("td", "class=\"plain\"", line.coverage.map { text.group($0.weakest) } ?? "–")
            page.element("td", "class=\"number\"", Figure.count(line.crowded))
            page.raw("</tr>")
        }
        page.raw("</tbody></table></div></section>\n")
    }

    /// A rail from light to deep with a tick for each shade.
    private func writeRange(_ line: CatalogStatistics.Line, to page: inout HTMLWriter) {
        let range = "L* \(Figure.whole(line.lightness.upperBound)) – \(Figure.whole(line.lightness.lowerBound))"
        func place(_ lightness: Double) -> Double { 2 + 124 * (90 - min(max(lightness, 15), 90)) / 75 }
        page.raw(
            "<svg class=\"range\" viewBox=\"0 0 128 16\" role=\"img\" aria-label=\"\(range)\"><title>\(range)</title>")
        page.raw("<rect class=\"rail\" x=\"0\" y=\"1\" width=\"128\" height=\"14\" rx=\"3\"/>")
        let width = line.shades.count > 40 ? 1.5 : 3.0
        for shade in line.shades {
            let x = Figure.coordinate(place(shade.lab.lightness) - width / 2)
            page.raw(
                "<rect x=\"\(x)\" y=\"1\" width=\"\(width)\" height=\"14\" fill=\"\(shade.lab.srgb8Clamping().hex)\"/>")
        }
        page.raw("</svg>")
    }
}
