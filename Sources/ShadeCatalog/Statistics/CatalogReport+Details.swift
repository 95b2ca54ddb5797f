internal import ColorScience

extension CatalogReport {
    /// How many near-twins a line's text names.
    private static var namedTwins: Int { 5 }

    /// Each brand's lines, folded away.
    func writeDetails(to page: inout HTMLWriter) {
        var order: [String] = []
        var byBrand: [String: [CatalogStatistics.Line]] = [:]
        for line in lines {
            if byBrand[line.brand] == nil { order.append(line.brand) }
            byBrand[line.brand, default: []].append(line)
        }
        page.raw("<section>")
        page.element("h2", "", text("detailsHeading"))
        page.element("p", "class=\"help\"", text("detailsHelp"))
        for brand in order {
            let lines = byBrand[brand] ?? []
            page.raw(order.count == 1 || brand == order.first ? "<details open>" : "<details>")
            page.element(
                "summary", "",
                text(
                    lines.count == 1 ? "linesOfOne" : "linesOf",
                    [
                        "brand": brand, "lines": Figure.count(lines.count),
                        "shades": Figure.count(lines.reduce(0) { $0 + $1.shades.count }),
                    ]))
            for line in lines { writeCard(line, to: &page) }
            page.raw("</details>\n")
        }
        page.raw("</section>\n")
    }

    private func writeCard(_ line: CatalogStatistics.Line, to page: inout HTMLWriter) {
        let shades = text("shades", count: line.shades.count, ["count": Figure.count(line.shades.count)])
        page.raw("<article class=\"card\">")
        page.element("h3", "", line.product)
        page.raw("<div>")
        LinePlot(line: line, text: text).write(to: &page)
        if let coverage = line.coverage { writeCoverage(coverage, to: &page) }
        page.raw("</div><div>")
        if let coverage = line.coverage {
            page.element(
                "p", "",
                text(
                    "lineServes",
                    [
                        "shades": shades, "share": Figure.percent(coverage.overall.share),
                        "distance": Figure.decimal(coverage.overall.distance), "group": text.group(coverage.weakest),
                    ]))
            writeGaps(line, to: &page)
        } else {
            page.element("p", "", text("lineNoSkin", ["shades": shades]))
        }
        writeTwins(line, to: &page)
        page.raw("</div></article>\n")
    }

    private func writeGaps(_ line: CatalogStatistics.Line, to page: inout HTMLWriter) {
        page.element("h4", "", text("gapsHeading"))
        guard !line.gaps.isEmpty else { return page.element("p", "", text("noGaps")) }
        page.raw("<ol>")
        for gap in line.gaps {
            page.raw("<li><span class=\"chip\" style=\"background:\(gap.lab.srgb8Clamping().hex)\"></span>")
            page.text(
                text(
                    "gap",
                    [
                        "depth": text.depth(gap.group), "undertone": text.undertone(gap.group),
                        "l": Figure.whole(gap.lab.lightness), "a": Figure.whole(gap.lab.a),
                        "b": Figure.whole(gap.lab.b), "share": Figure.percent(gap.share),
                        "distance": Figure.decimal(gap.distance),
                    ]))
            page.raw("</li>")
        }
        page.raw("</ol>")
    }

    private func writeTwins(_ line: CatalogStatistics.Line, to page: inout HTMLWriter) {
        page.element("h4", "", text("twinsHeading"))
        guard !line.pairs.isEmpty else { return page.element("p", "", text("noTwins")) }
        var twins = line.pairs.prefix(Self.namedTwins).map { pair in
            text(
                "twin",
                [
                    "first": line.shades[pair.first].name, "second": line.shades[pair.second].name,
                    "distance": Figure.decimal(pair.deltaE00),
                ])
        }
        let more = line.pairs.count - twins.count
        if more > 0 { twins.append(text("moreTwins", count: more, ["count": Figure.count(more)])) }
        page.element("p", "", twins.joined(separator: ", ") + ".")
    }

    private func writeCoverage(_ coverage: CatalogStatistics.Coverage, to page: inout HTMLWriter) {
        page.element("h4", "", text("coverageTable"))
        page.raw("<div class=\"scroll\"><table class=\"heat\"><thead><tr>")
        page.element("th", "scope=\"col\"", text("depth"))
        for undertone in ShadeUndertone.allCases {
            page.element("th", "scope=\"col\" style=\"text-align:center\"", text("undertone.\(undertone.rawValue)"))
        }
        page.raw("</tr></thead><tbody>")
        for depth in ITAClass.allCases {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", text("depth.\(depth.rawValue)"))
            for (group, service) in zip(SkinGroup.all, coverage.groups) where group.depth == depth {
                writeCell(service, group, isFirst: false, to: &page)
            }
            page.raw("</tr>")
        }
        page.raw("</tbody></table></div>")
    }
}
