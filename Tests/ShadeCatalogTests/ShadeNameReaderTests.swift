import ColorScience
import ShadeCatalog
import TestSupport
import Testing

@Suite struct ShadeNameReaderTests {
    let reader = ShadeNameReader()

    @Test(arguments: [
        ("NC42", 42.0, "NC"), ("NW 20", 20, "NW"), ("220N", 220, "N"), ("2N1", 2.1, "N"), ("1C0", 1.0, "C"),
        ("Deep 3 warm", 3, nil), ("310 NC", 310, "NC"), ("W45", 45, "W"), ("6.5", 6.5, nil),
        ("WN 118 Amber", 118, "WN"),
        ("1.2 YG", 1.2, "YG"), ("Light 41 N (fair ivory)", 41, "N"), ("MD3.6", 3.6, "MD"), ("#140", 140, nil),
        ("5,5 Beige Doré", 5.5, nil), ("095 Ivoire", 95, nil), ("A04.5", 4.5, "A"),
    ])
    func readsNumbers(name: String, number: Double, series: String?) {
        let clues = reader.clues(name: name)
        #expect(clues.number == number)
        #expect(clues.series == series)
    }

    @Test(arguments: ["30 ml", "SPF 30", "0.44 oz", "Porcelain", "10%", "4006381333931", "", "—"])
    func amountsAreNoNumbers(name: String) { #expect(reader.clues(name: name).number == nil) }

    @Test func aSentencesNumberCountsOnlyWithoutALabels() {
        #expect(reader.clues(name: "Sand", description: "355N (medium skin)").number == 355)
        #expect(reader.clues(name: "12 Sand", description: "355N (medium skin)").number == 12)
        #expect(reader.clues(name: "250G", description: "250G Cheesecake 0.44 oz/ 12.5g").series == "G")
    }

    @Test func depthWordsAreInOrder() throws {
        let names = [
            "lightest", "very fair", "fair", "fair to light", "light", "light medium", "medium", "medium tan", "tan",
            "medium-deep", "deep", "very deep", "deepest",
        ]
        let depths = try names.map { try #require(reader.clues(name: $0).depth) }
        for (index, pair) in zip(depths, depths.dropFirst()).enumerated() where names[index + 1] != "medium-deep" {
            #expect(pair.0 < pair.1, "\(names[index]), \(names[index + 1])")
        }
        let nouns = ["Porcelain", "Ivory", "Sand", "Honey", "Caramel", "Chestnut", "Mocha", "Espresso"]
        let places = try nouns.map { try #require(reader.clues(name: $0).depth) }
        #expect(places == places.sorted())
        #expect(reader.clues(name: "Oslo").depth == nil)
        #expect(reader.clues(name: "medium").depthSpread < reader.clues(name: "honey").depthSpread)
    }

    /// A deep golden undertone is not a deep shade.
    @Test func undertonesAreNoDepths() {
        #expect(
            reader.clues(name: "", description: "fair skin with deep golden undertones").depth
                == reader.clues(name: "fair").depth)
    }

    @Test(arguments: [
        ("Cool Ivory", ShadeUndertone.cool), ("Rosy Beige", .cool), ("Warm Sand", .warm), ("Golden", .warm),
        ("Neutral Tan", .neutral), ("220N", .neutral), ("W45", .warm), ("130C", .cool), ("Warm Olive", .olive),
        ("WN 118 Amber", .warm), ("CN 10", .cool), ("355N (medium skin with a neutral golden undertone)", .warm),
    ])
    func readsUndertones(name: String, undertone: ShadeUndertone) {
        #expect(reader.clues(name: name).undertone == undertone)
    }

    @Test func plainWordsSayMoreThanMixedOnes() {
        let plain = reader.clues(name: "cool").undertoneConfidence
        #expect(plain == 1)
        #expect(reader.clues(name: "cool neutral").undertoneConfidence < 0.6 * plain)
        #expect(reader.clues(name: "pink and golden").undertoneConfidence < 0.4)
        #expect(reader.clues(name: "Porcelain").undertone == nil)
    }

    /// NC is for golden skin at MAC, and neutral to cool elsewhere.
    @Test func brandsMayHaveTheirOwnLetters() {
        #expect(reader.clues(name: "NC42", brand: "MAC").undertone == .warm)
        #expect(reader.clues(name: "NW20", brand: "M·A·C").undertone == .cool)
        #expect(reader.clues(name: "NC42", brand: "Other").undertone == .cool)
    }

    @Test func theFeedsOwnColumnsCount() {
        var listed = ListedShade(
            line: 1, sku: "1", brand: "Brand", product: "Base", name: "Oslo W", category: .foundation)
        listed.undertone = .cool
        listed.depth = "deep"
        let clues = reader.clues(of: listed)
        #expect(clues.undertone == .cool && clues.undertoneConfidence == 1)
        #expect(clues.depth == reader.clues(name: "deep").depth)
    }

    @Test func accentsAndCaseDoNotMatter() {
        #expect(reader.clues(name: "FONCÉ").depth == reader.clues(name: "foncé").depth)
        #expect(reader.clues(name: "FONCE\u{301}").depth == reader.clues(name: "deep").depth)
    }

    @Test func strangeTextsDoNoHarm() {
        var random = SplitMix64(seed: 7)
        let pieces = ["9", ".", ",", "NC", "very", " ", "\u{0}", "é", "日本", "🧴", "(", "undertone", "with", "deep", "%"]
        for _ in 0..<2000 {
            let text = (0..<20).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
            let clues = reader.clues(name: text, description: text, brand: text)
            #expect(clues.depth.map { (0...1).contains($0) } ?? true)
            #expect((0...1).contains(clues.undertoneConfidence))
            #expect(clues.number?.isFinite ?? true)
        }
        _ = reader.clues(name: String(repeating: "very ", count: 300_000))
    }

    /// Reports the time a name takes; a feed of a million shades reads a million names.
    @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
    func reportsItsPace() {
        let listed = PuddingShades.listed
        var best = Duration.seconds(100)
        var found = 0
        for _ in 0..<5 {
            let time = ContinuousClock().measure { found = listed.count { reader.clues(of: $0).depth != nil } }
            best = min(best, time)
        }
        print("names: \(best / listed.count) each; \(found) of \(listed.count) tell a depth")
        #expect(found * 10 > listed.count * 8)
    }

    @Test func brokenVocabulariesAreNamed() {
        let error = #expect(throws: CatalogError.self) {
            try ShadeVocabulary(yaml: Array("depth: 3".utf8), name: "words.yaml")
        }
        #expect(error?.code == .invalidVocabulary)
        #expect(error?.message.contains("words.yaml") == true)
    }
}
