import ColorScience
import Foundation
import ShadeCatalog
import TestSupport
import Testing

@Suite struct CatalogStatisticsTests {
    private func shade(
        _ sku: String, _ lab: Lab<D65>, brand: String = "Brand", product: String = "Base",
        category: ShadeCategory = .foundation
    ) -> Shade {
        Shade(sku: sku, brand: brand, product: product, name: sku, category: category, lab: lab)
    }

    private static let typical: [Lab<D65>] = [
        Lab(70, 9, 15), Lab(66, 10, 17), Lab(62, 12, 18), Lab(57, 13, 19), Lab(52, 13, 20), Lab(46, 13, 19),
        Lab(40, 12, 16), Lab(34, 9, 12), Lab(28, 7, 8),
    ]

    @Test func skinsAreAsManyOfEveryGroup() {
        #expect(CatalogStatistics(of: []).skins == 72 * SkinGroup.all.count)
        #expect(SkinGroup.all.count == 24)
        #expect(SkinGroup(Lab(62, 12, 18)) == SkinGroup(depth: .intermediate, undertone: .neutral))
        #expect(SkinGroup(Lab(62, 15, 15)).undertone == .cool && SkinGroup(Lab(62, 10.5, 22)).undertone == .warm)
        #expect(SkinGroup(Lab(62, 9, 18)).undertone == .olive)
        #expect(SkinGroup(Lab(28, 7, 8)).depth == .dark)
    }

    @Test func aShadeServesTheSkinItIs() throws {
        let statistics = CatalogStatistics(of: [shade("1", Lab(62, 12, 18))])
        let coverage = try #require(statistics.lines.first?.coverage)
        let place = try #require(
            SkinGroup.all.firstIndex(of: SkinGroup(depth: .intermediate, undertone: .neutral)))
        #expect(coverage.groups[place].share > 0.15)
        #expect(coverage.groups.indices.allSatisfy { coverage.groups[$0].share <= coverage.groups[place].share })
        let dark = try #require(SkinGroup.all.firstIndex(of: SkinGroup(depth: .dark, undertone: .cool)))
        #expect(coverage.groups[dark].share == 0 && coverage.groups[dark].distance > 15)
        #expect(statistics.brands.map(\.coverage) == [coverage])
    }

    /// A grid over the sheet leaves nobody out, deep skin as little as light.
    @Test func aFullRangeServesEveryGroup() throws {
        var shades: [Shade] = []
        for lightness in stride(from: 22.0, through: 80, by: 2) {
            for a in stride(from: 0.0, through: 20, by: 2) {
                for b in stride(from: 0.0, through: 28, by: 2) {
                    shades.append(shade("\(lightness) \(a) \(b)", Lab(lightness, a, b)))
                }
            }
        }
        let line = try #require(CatalogStatistics(of: shades).lines.first)
        let coverage = try #require(line.coverage)
        #expect(coverage.groups.allSatisfy { $0.share > 0.95 } && line.gaps.isEmpty)
        #expect(line.lightness == 22...80)
    }

    /// What is taken out of a range is found as its gap.
    @Test func gapsAreWhereShadesAreMissing() throws {
        var shades: [Shade] = []
        for lightness in stride(from: 22.0, through: 80, by: 2) where abs(lightness - 46) > 5 {
            for a in stride(from: 0.0, through: 20, by: 2) {
                for b in stride(from: 0.0, through: 28, by: 2) {
                    shades.append(shade("\(lightness) \(a) \(b)", Lab(lightness, a, b)))
                }
            }
        }
        let gaps = try #require(CatalogStatistics(of: shades).lines.first).gaps
        let gap = try #require(gaps.first)
        #expect(abs(gap.lab.lightness - 46) < 3 && gap.group.depth == .brown, "\(gap)")
        #expect(gap.distance > 2 && gap.share >= 0.03 && gaps.count <= 6)
        // Made as advised, it serves what was promised.
        func share(_ shades: [Shade]) throws -> Double {
            let coverage = try #require(CatalogStatistics(of: shades).lines.first?.coverage)
            let groups = SkinGroup.all.indices.filter { SkinGroup.all[$0].depth == gap.group.depth }
            return groups.reduce(0) { $0 + coverage.groups[$1].share } / Double(groups.count)
        }
        #expect(abs(try share(shades + [shade("new", gap.lab)]) - share(shades) - gap.share) < 1e-9)
    }

    /// A line of light shades is told about deep skin first.
    @Test func theDepthLeastServedComesFirst() throws {
        let light = Self.typical.prefix(4).enumerated().map { shade("\($0)", $1) }
        let gaps = try #require(CatalogStatistics(of: light).lines.first).gaps
        #expect([.brown, .dark].contains(gaps.first?.group.depth))
        #expect(Set(gaps.map(\.group.depth)).count == gaps.count)
    }

    /// The window over L* leaves out no pair.
    @Test func twinsAreThoseOfAFullSearch() throws {
        var random = SplitMix64(seed: 3)
        let shades = (0..<300).map { index in
            shade(
                "\(index)",
                Lab(
                    .random(in: 20...80, using: &random), .random(in: 5...15, using: &random),
                    .random(in: 8...22, using: &random)))
        }
        let line = try #require(CatalogStatistics(of: shades).lines.first)
        var expected: Set<[Int]> = []
        for i in shades.indices {
            for j in 0..<i where shades[i].lab.deltaE00(to: shades[j].lab) <= 1 { expected.insert([j, i]) }
        }
        #expect(Set(line.pairs.map { [$0.first, $0.second] }) == expected && !expected.isEmpty)
        #expect(line.crowded == Set(expected.flatMap(\.self)).count)
        #expect(line.pairs.map(\.deltaE00) == line.pairs.map(\.deltaE00).sorted())
    }

    @Test func linesAndBrandsAreApart() {
        let statistics = CatalogStatistics(of: [
            shade("1", Lab(62, 12, 18)), shade("2", Lab(40, 12, 16), product: "Other"),
            shade("3", Lab(40, 12, 16), brand: "Second"), shade("4", Lab(40, 40, 10), product: "Lip", category: .lip),
        ])
        #expect(statistics.lines.map(\.product) == ["Base", "Other", "Base", "Lip"])
        #expect(statistics.lines.map { $0.coverage == nil } == [false, false, false, true])
        #expect(statistics.brands.map(\.brand) == ["Brand", "Second"] && statistics.brands.map(\.lines) == [2, 1])
    }

    @Test func reportsAreWholeAndSafe() {
        let nasty = "</title><script>alert('x')</script>&\"\u{1}"
        let shades = Self.typical.map { shade(nasty + "\($0.lightness)", $0, brand: nasty, product: nasty) }
        let html = CatalogReport.html(CatalogStatistics(of: shades), title: nasty)
        #expect(!html.contains("<script") && !html.contains("\u{1}"))
        #expect(html.contains("&lt;script&gt;"))
        for forbidden in ["http://", "https://", "url(", "@import", "src="] { #expect(!html.contains(forbidden)) }
        // Every element is closed.
        for tag in ["table", "section", "svg", "details", "article", "p", "ol", "li", "div", "td", "th", "tr", "text"] {
            let opened = html.ranges(of: "<\(tag) ").count + html.ranges(of: "<\(tag)>").count
            #expect(opened == html.ranges(of: "</\(tag)>").count, "\(tag)")
        }
        #expect(CatalogReport.html(CatalogStatistics(of: [])).contains("no shades"))
    }

    @Test func everyCategoryCanBeReported() {
        let shades = ShadeCategory.allCases.map { shade("\($0)", Lab(50, 12, 18), product: "\($0)", category: $0) }
        let html = CatalogReport.html(CatalogStatistics(of: shades))
        for category in ShadeCategory.allCases { #expect(html.contains(">\(category)<")) }
    }

    @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
    func realCatalogs() throws {
        let listed = PuddingShades.listed
        var mined = [ShadeClues](repeating: ShadeClues(), count: listed.count)
        for line in PuddingShades.lines {
            for (member, clues) in zip(line.members, line.clues) { mined[member] = clues }
        }
        var fitter = SwatchSkinMapFitter()
        for (shade, clues) in zip(listed, mined) { fitter.add(shade, clues: clues) }
        let map = fitter.map()
        let shades = zip(listed, mined).compactMap { listed, clues in
            map.skin(of: listed, clues: clues).map {
                Shade(
                    sku: listed.sku, brand: listed.brand, product: listed.product, name: listed.name,
                    category: listed.category, lab: $0.lab, labUncertainty: $0.uncertainty, provenance: .estimated,
                    swatch: listed.hex)
            }
        }
        let clock = ContinuousClock()
        var statistics = CatalogStatistics(of: [])
        let counting = clock.measure { statistics = CatalogStatistics(of: shades) }
        var html = ""
        let writing = clock.measure { html = CatalogReport.html(statistics, title: "public foundation shades") }
        print("statistics of \(statistics.lines.count) lines: \(counting); report \(html.utf8.count) bytes: \(writing)")
        #expect(statistics.lines.count > 300 && statistics.brands.count == 107)
        #expect(statistics.lines.allSatisfy { $0.coverage != nil })
        if let path = ProcessInfo.processInfo.environment["SHADEWISE_REPORT"] {
            try html.write(toFile: path, atomically: true, encoding: .utf8)
        }
    }
}
