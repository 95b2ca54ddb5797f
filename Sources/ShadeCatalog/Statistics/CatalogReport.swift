internal import ColorScience

/// A page for merchandisers: which skins each line serves, its gaps and its twins.
///
/// One HTML file with everything in it, see `HTMLWriter.page`; plots are SVG, and every figure a colour shows stands
/// there as text or label, too.
public struct CatalogReport {
    let statistics: CatalogStatistics
    /// By brand and product, whatever the feed's order.
    let lines: [CatalogStatistics.Line]
    let text = Wording.report

    private init(statistics: CatalogStatistics) {
        self.statistics = statistics
        func key(_ line: CatalogStatistics.Line) -> (String, String) {
            (SwatchSkinMap.key(line.brand), SwatchSkinMap.key(line.product))
        }
        lines = statistics.lines.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// The page.
    /// - Parameter title: What to call the catalog, such as its file's name.
    /// - Complexity: O(*n*) in the number of shades.
    public static func html(_ statistics: CatalogStatistics, title: String? = nil) -> String {
        let report = CatalogReport(statistics: statistics)
        let heading = [report.text("title"), title].compactMap(\.self).joined(separator: ": ")
        return HTMLWriter.page(title: heading, style: PackageResources.catalog_report_css) {
            report.write(heading: heading, to: &$0)
        }
    }
}

extension CatalogReport {
    private func write(heading: String, to page: inout HTMLWriter) {
        page.raw("<header>")
        page.element("h1", "", heading)
        writeSummary(to: &page)
        page.raw("</header>\n<main>")
        writeGlance(to: &page)
        for category in ShadeCategory.allCases { writeBrands(category, to: &page) }
        if !lines.isEmpty {
            writeLines(to: &page)
            writeDetails(to: &page)
        }
        page.raw("</main>\n<footer>")
        page.element("p", "", text("footer", ["perGroup": "\(SkinSample.perGroup)"]))
        page.raw("</footer>")
    }

    private func writeSummary(to page: inout HTMLWriter) {
        guard !lines.isEmpty else { return page.element("p", "", text("nothing")) }
        let brands = Set(lines.map { SwatchSkinMap.key($0.brand) }).count
        page.element(
            "p", "",
            text(
                brands == 1 ? "summaryOne" : "summary",
                [
                    "shades": Figure.count(lines.reduce(0) { $0 + $1.shades.count }),
                    "lines": Figure.count(lines.count), "brands": Figure.count(brands),
                    "skins": Figure.count(statistics.skins), "tolerance": Figure.decimal(statistics.tolerance),
                ]))
        let spreads = lines.flatMap { $0.shades.map(\.labUncertainty) }
        guard let middle = RobustTrend.median(spreads) else { return }
        page.element(
            "p", "class=\"note\"",
            text(middle > 1 ? "caution" : "cautionSharp", ["uncertainty": Figure.decimal(middle)]))
    }

    private func writeGlance(to page: inout HTMLWriter) {
        var sentences: [String] = []
        for category in ShadeCategory.allCases {
            let brands = statistics.brands.filter { $0.category == category }
            guard let widest = brands.max(by: { $0.coverage.overall.share < $1.coverage.overall.share }) else {
                continue
            }
            if brands.count > 1 {
                sentences.append(
                    text(
                        "glanceWidest",
                        [
                            "brand": widest.brand, "category": text.category(category),
                            "share": Figure.percent(widest.coverage.overall.share),
                            "shades": Figure.count(widest.shades),
                        ]))
            }
            let means = SkinGroup.all.indices.map { group in
                brands.reduce(0) { $0 + $1.coverage.groups[group].share } / Double(brands.count)
            }
            if let least = means.indices.min(by: { means[$0] < means[$1] }),
                let best = means.indices.max(by: { means[$0] < means[$1] })
            {
                sentences.append(
                    text(
                        "glanceFewest", count: brands.count,
                        [
                            "category": text.category(category), "group": text.group(SkinGroup.all[least]),
                            "share": Figure.percent(means[least]), "best": text.group(SkinGroup.all[best]),
                            "bestShare": Figure.percent(means[best]),
                        ]))
            }
            func mean(_ depths: Set<ITAClass>) -> Double {
                let groups = means.indices.filter { depths.contains(SkinGroup.all[$0].depth) }
                return groups.reduce(0) { $0 + means[$1] } / Double(max(groups.count, 1))
            }
            sentences.append(
                text(
                    "glanceEven", count: brands.count,
                    [
                        "category": text.category(category),
                        "light": Figure.percent(mean([.veryLight, .light])),
                        "deep": Figure.percent(mean([.brown, .dark])),
                    ]))
        }
        let shades = lines.reduce(0) { $0 + $1.shades.count }
        guard shades > 0 else { return }
        sentences.append(
            text(
                "glanceTwins",
                [
                    "twins": Figure.count(lines.reduce(0) { $0 + $1.crowded }),
                    "shades": Figure.count(shades),
                ]))
        page.raw("<section>")
        page.element("h2", "", text("glance"))
        page.raw("<ul>")
        for sentence in sentences { page.element("li", "", sentence) }
        page.raw("</ul></section>\n")
    }
}
