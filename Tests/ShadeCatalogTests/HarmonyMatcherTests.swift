import ColorScience
import TestSupport
import Testing

@testable import ShadeCatalog

private let categories: [ShadeCategory] = [.lip, .blush, .highlighter, .eye, .brow]

private func sampleMatcher(_ category: ShadeCategory) throws -> HarmonyMatcher {
    try HarmonyMatcher(catalog: .read(path: sampleCatalogPath), category: category)
}

private func belief(_ skin: Lab<D65>, _ sd: Double = 2) -> LabGaussian {
    LabGaussian(mean: skin, covariance: Covariance3(standardDeviations: sd, sd, sd))
}

private func shade(_ sku: String, _ category: ShadeCategory, _ lab: Lab<D65>) -> Shade {
    Shade(sku: sku, brand: "B", product: "P", name: sku, category: category, lab: lab)
}

private func scores(
    _ category: ShadeCategory, _ labs: [Lab<D65>], on skin: Lab<D65>, face: FaceColors? = nil, sd: Double = 1
) throws -> [HarmonyMatch.Harmony] {
    let shades = labs.enumerated().map { shade("\($0)", category, $1) }
    let matcher = try HarmonyMatcher(catalog: ShadeCatalog(shades: shades), category: category)
    let matches = matcher.matches(for: belief(skin, sd), face: face, top: labs.count)
    return matches.sorted { $0.shade.sku < $1.shade.sku }.map(\.harmony)
}

struct HarmonyMatcherTests {
    /// Light to deep, everyone has shades about as good, and not the same ones.
    @Test(arguments: categories)
    func noDepthIsLeftOut(_ category: ShadeCategory) throws {
        let matcher = try sampleMatcher(category)
        let tops = TypicalSkin.colors.map { matcher.matches(for: belief($0)) }
        for (skin, top) in zip(TypicalSkin.colors, tops) {
            print(
                "\(category), L* \(skin.lightness):",
                top.map { "\($0.shade.name) \(($0.harmony.score * 100).rounded() / 100)" }.joined(separator: ", "))
        }
        let best = tops.map { $0[0].harmony.score }
        #expect(best.min()! > 0.78 && best.max()! < 1.25 * best.min()!, "\(best)")
        let (light, deep) = (Set(tops[0].map(\.shade.sku)), Set(tops[8].map(\.shade.sku)))
        // A grey or black that deepens a light lid may light up a deep one; brown brows are found everywhere.
        #expect(light.intersection(deep).count <= (category == .eye ? 3 : category == .brow ? 2 : 1))
        for (left, right) in zip(tops, tops.dropFirst(3)) { #expect(left.map(\.shade) != right.map(\.shade)) }
        guard category != .eye else { return }
        let means = tops.map { $0.reduce(0) { $0 + $1.shade.lab.lightness } / 5 }
        for (lighter, deeper) in zip(means, means.dropFirst()) { #expect(deeper < lighter + 2, "\(means)") }
        #expect(means[0] > means[8] + 4)
    }

    @Test func undertonesGoWithUndertones() throws {
        let coral = Lab<D65>(48, 26, 26)
        let rose = Lab<D65>(48, 36, 5)
        let neutral = Lab<D65>(48, 32, 17)
        for base in [TypicalSkin.color(at: 62), TypicalSkin.color(at: 34)] {
            let lch = base.lch
            // Two standard deviations of hue at equal depth.
            let turn = 2 * 1.85 / lch.chroma * 180 / .pi
            let warm = LCh<D65>(lightness: lch.lightness, chroma: lch.chroma, hue: lch.hue + turn).lab
            let cool = LCh<D65>(lightness: lch.lightness, chroma: lch.chroma, hue: lch.hue - turn).lab
            let onWarm = try scores(.lip, [coral, rose, neutral], on: warm).map(\.undertone)
            let onCool = try scores(.lip, [coral, rose, neutral], on: cool).map(\.undertone)
            #expect(onWarm[0] > onWarm[1] + 0.3 && onCool[1] > onCool[0] + 0.3)
            #expect(abs(onWarm[0] - onCool[1]) < 0.12)
            #expect(onWarm[2] > 0.9 && onCool[2] > 0.9)
        }
    }

    @Test func ownLipsAndBrowsCount() throws {
        let skin = Lab<D65>(62, 12, 18)
        let labs: [Lab<D65>] = [Lab(54, 26, 16), Lab(38, 26, 14)]
        let paleLips = try scores(.lip, labs, on: skin, face: FaceColors(skin: skin, lip: Lab(58, 20, 16)))
        let darkLips = try scores(.lip, labs, on: skin, face: FaceColors(skin: skin, lip: Lab(42, 20, 13)))
        #expect(paleLips[0].score > paleLips[1].score && darkLips[1].score > darkLips[0].score)

        let brows: [Lab<D65>] = [Lab(20, 3, 4), Lab(36, 6, 10), Lab(54, 6, 16)]
        func best(_ brow: Lab<D65>) throws -> Int {
            let scores = try scores(.brow, brows, on: skin, face: FaceColors(skin: skin, brow: brow)).map(\.score)
            return scores.indices.max { scores[$0] < scores[$1] }!
        }
        #expect(try [best(Lab(16, 2, 3)), best(Lab(36, 6, 9)), best(Lab(58, 5, 16))] == [0, 1, 2])
        // Slightly lighter for dark brows, slightly deeper for fair ones.
        let (black, blond) = (Lab<D65>(18, 2, 3), Lab<D65>(60, 4, 12))
        let dark = try scores(
            .brow, [black + Lab(-4, 0, 0), black + Lab(4, 0, 0)], on: skin, face: FaceColors(skin: skin, brow: black))
        let fair = try scores(
            .brow, [blond + Lab(-4, 0, 0), blond + Lab(4, 0, 0)], on: skin, face: FaceColors(skin: skin, brow: blond))
        #expect(dark[1].score > dark[0].score && fair[0].score > fair[1].score)
    }

    /// A photo a stop too dark darkens lips and skin alike: what counts is the lips on the skin that is believed.
    @Test func theLightOfThePhotoIsTakenOff() {
        let (skin, lip) = (Lab<D65>(62, 12, 18), Lab<D65>(52, 22, 17))
        func dimmed(_ lab: Lab<D65>) -> Lab<D65> {
            let light = lab.xyz.linearSRGB
            return LinearSRGB(red: light.red * 0.5, green: light.green * 0.5, blue: light.blue * 0.4).xyz.lab
        }
        let face = FaceColors(skin: dimmed(skin), lip: dimmed(lip))
        #expect(face.relit(dimmed(lip), skin: skin).deltaE76(to: lip) < 1e-6)
        #expect(FaceColors(skin: Lab(0, 0, 0)).relit(lip, skin: skin).lightness.isFinite)
    }

    /// What is not known of the skin makes extremes worth less.
    @Test func doubtCounts() throws {
        let skin = Lab<D65>(62, 12, 18)
        let sure = try scores(.highlighter, [Lab(79, 8, 15), Lab(86, 3, 10)], on: skin, sd: 0)
        let unsure = try scores(.highlighter, [Lab(79, 8, 15), Lab(86, 3, 10)], on: skin, sd: 8)
        #expect(unsure[0].score < sure[0].score - 0.1)
        #expect(unsure[0].score - unsure[1].score < sure[0].score - sure[1].score)
    }

    @Test func answersAreOrderedAndDoNotDependOnTheFeed() throws {
        let catalog = try ShadeCatalog.read(path: sampleCatalogPath)
        let reversed = try HarmonyMatcher(catalog: ShadeCatalog(shades: catalog.shades.reversed()), category: .lip)
        let matcher = try HarmonyMatcher(catalog: catalog, category: .lip)
        let skin = belief(Lab(46, 13, 19), 4)
        let matches = matcher.matches(for: skin, top: 100)
        #expect(matches.count == 72 && matches.map(\.rank) == Array(1...72))
        #expect(matches == reversed.matches(for: skin, top: 100))
        for match in matches {
            let parts = [match.harmony.score, match.harmony.undertone, match.harmony.depth ?? -1]
            #expect(parts.allSatisfy { (0...1).contains($0) } && !match.words.isEmpty)
        }
        #expect(zip(matches, matches.dropFirst()).allSatisfy { $0.harmony.score >= $1.harmony.score - 0.001 })
        #expect(matcher.matches(for: belief(Lab(.nan, 0, 0))).isEmpty)
    }

    @Test func otherCategoriesAndEmptyOnesAreRefused() throws {
        for category in ShadeCategory.matchable {
            let error = #expect(throws: CatalogError.self) { try sampleMatcher(category) }
            #expect(error?.message.contains("colour difference") == true)
        }
        #expect(HarmonyMatcher.categories == categories)
        let catalog = try ShadeCatalog(shades: [shade("A", .lip, Lab(50, 30, 15))])
        let error = #expect(throws: CatalogError.self) { try HarmonyMatcher(catalog: catalog, category: .brow) }
        #expect(error?.code == .unknownCategory)
        #expect(error?.message == "the catalog holds no brow: choose lip, or add shades of it")
    }
}
