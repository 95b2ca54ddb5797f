import ColorScience
import ShadeCatalog
import TestSupport
import Testing

@Suite struct ShadeLineTests {
    private func listed(
        _ names: [String], product: String = "Base", hexes: [String] = [], group: String? = nil
    ) -> [ListedShade] {
        names.enumerated().map { index, name in
            var shade = ListedShade(
                line: index + 2, sku: "\(index)", brand: "Brand", product: product, name: name, category: .foundation)
            shade.hex = hexes.indices.contains(index) ? SRGB8(hex: hexes[index]) : nil
            shade.group = group
            return shade
        }
    }

    @Test func wordsGiveNumbersTheirDirection() throws {
        let line = ShadeLine(of: listed(["110 Fair", "120", "210 Light", "310 Medium", "320", "410 Deep"]))
        #expect(line.numbering == ShadeNumbering(source: .words, isShared: true, isDescending: false))
        let depths = try line.clues.map { try #require($0.depth) }
        #expect(depths == depths.sorted() && Set(depths).count == 6)
    }

    @Test func someCountFromDeepToLight() throws {
        let line = ShadeLine(of: listed(["1 Deep", "2", "3 Tan", "4 Medium", "5", "6 Fair"]))
        #expect(line.numbering?.isDescending == true)
        let depths = try line.clues.map { try #require($0.depth) }
        #expect(depths == depths.sorted(by: >) && Set(depths).count == 6)
    }

    @Test func lettersMayCountOnTheirOwn() throws {
        let line = ShadeLine(
            of: listed([
                "W1 fair", "W2 light", "W3 medium", "W4 tan", "W5 deep", "C11 fair", "C12 light", "C13 medium",
                "C14 tan",
                "C15 deep", "N1 deep", "N2 tan", "N3 medium", "N4 light", "N5 fair",
            ]))
        #expect(line.numbering?.isShared == false)
        let depths = try line.clues.map { try #require($0.depth) }
        #expect(abs(depths[0] - depths[5]) < 0.02 && abs(depths[0] - depths[14]) < 0.02)
    }

    @Test func depthLettersAreReadWhereALineUsesSeveral() throws {
        let line = ShadeLine(of: listed(["L10", "L20", "M30", "M40", "D50", "D60"]))
        #expect(line.numbering?.source == .words)
        let depths = try line.clues.map { try #require($0.depth) }
        #expect(depths == depths.sorted())
        let single = ShadeLine(of: listed(["L10", "L20", "L30", "L40", "L50", "L60"]))
        #expect(single.numbering?.source == .convention)
    }

    @Test func restartsFollowTheirWords() throws {
        let line = ShadeLine(
            of: listed([
                "Light 1", "Light 2", "Light 3", "Medium 1", "Medium 2", "Medium 3", "Deep 1", "Deep 2", "Deep 3",
            ]))
        let depths = try line.clues.map { try #require($0.depth) }
        #expect(depths == depths.sorted() && Set(depths).count == 9)
    }

    @Test func coloursHelpOnlyWhereWordsAreMissing() {
        let hexes = ["#3b2219", "#5c3a2a", "#8d5f45", "#b98b73", "#dcb49c", "#f0d5c4"]
        let names = ["10", "20", "30", "40", "50", "60"]
        let seen = ShadeLine(of: listed(names, hexes: hexes))
        #expect(seen.numbering?.source == .colors && seen.numbering?.isDescending == true)
        let unseen = ShadeLine(of: listed(names))
        #expect(unseen.numbering?.source == .convention && unseen.numbering?.isDescending == false)
        let words = ShadeLine(
            of: listed(["10 Fair", "20 Light", "30 Medium", "40 Tan", "50 Deep", "60"], hexes: hexes))
        #expect(words.numbering?.source == .words && words.numbering?.isDescending == false)
    }

    @Test func minorNumbersOfThreeDigitsAreNoFractions() throws {
        let line = ShadeLine(of: listed(["F2.80 light", "F2.90 light", "F2.100 medium", "F3.10 tan", "F3.20 deep"]))
        let numbers = line.clues.compactMap(\.number)
        #expect(numbers == numbers.sorted())
    }

    @Test func messyProductNamesAreOneLine() {
        let shades =
            listed(["10 Fair"], product: "Silk Base") + listed(["20 Light"], product: "NEW! Silk Base™ 30 ml")
            + listed(["30 Medium"], product: "silk base (mini)") + listed(["40 Tan"], product: "Silk Base 40 Tan")
            + listed(["50 Deep"], product: "Silk Base SPF 20")
        let lines = ShadeLine.lines(of: shades)
        #expect(lines.map(\.members) == [[0, 1, 2, 3], [4]])
        #expect(lines.first?.product == "Silk Base")
    }

    @Test func theFeedsGroupJoinsLines() {
        let shades =
            listed(["10"], product: "A") + listed(["20"], product: "B", group: "g")
            + listed(["30"], product: "A", group: "g")
            + listed(["40"], product: "C")
        #expect(ShadeLine.lines(of: shades).map(\.members) == [[0, 1, 2], [3]])
    }
}

/// Mined depth against the L* of real swatches, which the words do not know of.
@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
struct MinedDepthTests {
    /// Median over lines of at least five shades, on the brands looked at and on those held out.
    @Test(arguments: [true, false, nil])
    func followsLightness(isDevelopment: Bool?) {
        let lines = PuddingShades.lines.filter { line in
            line.members.count >= 5
                && (isDevelopment == nil || PuddingShades.isDevelopment[line.brand] == isDevelopment)
        }
        var correlations: [Double] = []
        var independent: [Double] = []
        var sources: [String: [Double]] = [:]
        for line in lines {
            let pairs = zip(line.members, line.clues).compactMap { member, clues -> (Double, Double)? in
                guard let depth = clues.depth, let hex = PuddingShades.listed[member].hex else { return nil }
                return (depth, -hex.lab.lightness)
            }
            guard pairs.count >= 5, pairs.count * 5 >= line.members.count * 3, Set(pairs.map(\.0)).count >= 3,
                let correlation = rankCorrelation(pairs.map(\.0), pairs.map(\.1))
            else { continue }
            correlations.append(correlation)
            if line.numbering?.source != .colors { independent.append(correlation) }
            sources[line.numbering.map { "\($0.source) \($0.isShared)" } ?? "no numbers", default: []].append(
                correlation)
        }
        let half = isDevelopment.map { $0 ? "looked at" : "held out" } ?? "all"
        print(
            "mined depth, \(half): median \(median(correlations)) over \(correlations.count) of \(lines.count) lines;",
            "without directions learnt from colours \(median(independent)) over \(independent.count);",
            sources.map { "\($0.key): \($0.value.count), \(median($0.value))" }.sorted())
        #expect(correlations.count * 10 >= lines.count * 9)
        #expect(median(correlations) >= 0.93)
        #expect(median(independent) >= 0.93)
    }
}
