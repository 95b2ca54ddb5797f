import ColorScience
import Foundation
import ShadeCatalog
import Testing

private let skins: [Lab<D65>] = [Lab(70, 9, 15), Lab(62, 12, 18), Lab(52, 13, 20), Lab(40, 12, 16), Lab(28, 7, 8)]

/// Beliefs from certain to hopeless, round, long and slanted.
private let covariances: [Covariance3] = [
    .zero,
    Covariance3(standardDeviations: 0.3, 0.3, 0.3),
    Covariance3(standardDeviations: 2, 1, 1.5),
    Covariance3(standardDeviations: 4.5, 2, 3),
    Covariance3(standardDeviations: 8, 8, 8),
    Covariance3(standardDeviations: 8, 0.5, 2),
    Covariance3(standardDeviations: 0, 3, 0),
    Covariance3(ll: 20, la: -6, lb: 5, aa: 4, ab: 1, bb: 9),
]

private func sampleMatcher(_ category: ShadeCategory = .foundation) throws -> ShadeMatcher {
    try ShadeMatcher(catalog: .read(path: sampleCatalogPath), category: category)
}

/// 100,000 draws, antithetic, through the scalar CIEDE2000.
private func monteCarlo(
    _ belief: LabGaussian, _ shade: Shade, tolerance: Double, seed: UInt64
) -> (mean: Double, p50: Double, p90: Double, within: Double) {
    var generator = SplitMix64(seed: seed)
    let sd = shade.labUncertainty
    let root = (belief.covariance + Covariance3(standardDeviations: sd, sd, sd)).cholesky
    func normalPair() -> (Double, Double) {
        let radius = (-2 * log(Double.random(in: .leastNonzeroMagnitude..<1, using: &generator))).squareRoot()
        let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &generator)
        return (radius * cos(angle), radius * sin(angle))
    }
    var distances: [Double] = []
    for _ in 0..<50_000 {
        let ((x, y), (z, _)) = (normalPair(), normalPair())
        let step = Lab<D65>(root.ll * x, root.al * x + root.aa * y, root.bl * x + root.ba * y + root.bb * z)
        distances.append(shade.lab.deltaE00(to: belief.mean + step))
        distances.append(shade.lab.deltaE00(to: belief.mean - step))
    }
    distances.sort()
    let count = Double(distances.count)
    return (
        distances.reduce(0, +) / count, distances[50_000], distances[90_000],
        Double(distances.count { $0 <= tolerance }) / count
    )
}

@Test(arguments: [skins[1], skins[4]], covariances.dropFirst())
func matchesAgreeWithMonteCarlo(skin: Lab<D65>, covariance: Covariance3) throws {
    let belief = LabGaussian(mean: skin, covariance: covariance)
    // On the mean, where the difference has its cone, and away from it.
    let steps: [Lab<D65>] = [Lab(0, 0, 0), Lab(-3, 2, -2)]
    let shades = steps.enumerated().map { foundation("S\($0)", skin + $1, uncertainty: Double($0) / 2) }
    let matcher = try ShadeMatcher(catalog: ShadeCatalog(shades: shades), category: .foundation)
    for match in matcher.matches(for: belief, tolerance: 3) {
        let oracle = monteCarlo(belief, match.shade, tolerance: 3, seed: 11)
        #expect(abs(match.deltaE00.expected - oracle.mean) <= 0.02 * oracle.mean + 0.001)
        #expect(abs(match.deltaE00.p50 - oracle.p50) <= 0.04 * oracle.p50 + 0.001)
        #expect(abs(match.deltaE00.p90 - oracle.p90) <= 0.04 * oracle.p90 + 0.001)
        #expect(abs(match.probabilityWithinTolerance - oracle.within) <= 0.02)
    }
}

@Test func certaintyGivesThePlainDifference() throws {
    let skin = Lab<D65>(55, 12, 18)
    let shades = [foundation("A", Lab(56, 12, 19)), foundation("B", skin), foundation("C", Lab(50, 14, 15))]
    let matches = try ShadeMatcher(catalog: ShadeCatalog(shades: shades), category: .foundation)
        .matches(for: LabGaussian(mean: skin, covariance: .zero))
    #expect(matches.map(\.shade.sku) == ["B", "A", "C"])
    #expect(matches.map(\.rank) == [1, 2, 3])
    for match in matches {
        let plain = match.shade.lab.deltaE00(to: skin)
        #expect(abs(match.deltaE00.expected - plain) < 1e-3)
        #expect(abs(match.deltaE00.p50 - plain) < 1e-3)
        #expect(abs(match.deltaE00.p90 - plain) < 1e-3)
        #expect(match.probabilityWithinTolerance == (plain <= 2 ? 1 : 0))
    }
    #expect(matches[0].deltaE00.expected == 0)
    #expect(matches[1].direction == .init(lightness: 1, redness: 0, yellowness: 1))
}

@Test(arguments: skins, covariances)
func matchesAreOrdered(skin: Lab<D65>, covariance: Covariance3) throws {
    let matcher = try sampleMatcher()
    let belief = LabGaussian(mean: skin, covariance: covariance)
    let matches = matcher.matches(for: belief, top: 60)
    #expect(matches.count == 60)
    #expect(matches.map(\.rank) == Array(1...60))
    for match in matches {
        #expect(match.deltaE00.p50 <= match.deltaE00.p90)
        #expect((0...1).contains(match.probabilityWithinTolerance))
    }
    for (better, worse) in zip(matches, matches.dropFirst()) {
        #expect(better.deltaE00.expected <= worse.deltaE00.expected + 0.0051)
    }
    #expect(matcher.matches(for: belief, top: 60) == matches)
    #expect(matcher.matches(for: belief, top: 5) == Array(matches.prefix(5)))
}

@Test func rankingDoesNotDependOnTheFeedsOrder() throws {
    let catalog = try ShadeCatalog.read(path: sampleCatalogPath)
    let reversed = try ShadeCatalog(shades: catalog.shades.reversed())
    let belief = LabGaussian(mean: Lab(46, 13, 19), covariance: Covariance3(standardDeviations: 4, 2, 3))
    #expect(
        try ShadeMatcher(catalog: catalog, category: .foundation).matches(for: belief, top: 40)
            == ShadeMatcher(catalog: reversed, category: .foundation).matches(for: belief, top: 40))
}

@Test func tiesGoToStockThenSKU() throws {
    let lab = Lab<D65>(60, 12, 18)
    let shades = [foundation("C", lab, stock: 4), foundation("A", lab, stock: 0), foundation("B", lab)]
    let matcher = try ShadeMatcher(catalog: ShadeCatalog(shades: shades), category: .foundation)
    let matches = matcher.matches(
        for: LabGaussian(mean: Lab(61, 12, 18), covariance: Covariance3(standardDeviations: 1, 1, 1)))
    #expect(matches.map(\.shade.sku) == ["B", "C", "A"])
}

@Test func aShadesOwnUncertaintyCounts() throws {
    let skin = Lab<D65>(60, 12, 18)
    let shades = [
        foundation("vague", skin, uncertainty: 4), foundation("known", skin + Lab(0.5, 0, 0), uncertainty: 0.5),
    ]
    let matches = try ShadeMatcher(catalog: ShadeCatalog(shades: shades), category: .foundation)
        .matches(for: LabGaussian(mean: skin, covariance: Covariance3(standardDeviations: 1, 1, 1)))
    #expect(matches.map(\.shade.sku) == ["known", "vague"])
}

@Test(arguments: [ShadeCategory.lip, .blush, .highlighter, .eye, .brow])
func coloursWithNoDifferenceToSkinAreRefused(_ category: ShadeCategory) {
    let error = #expect(throws: CatalogError.self) { try sampleMatcher(category) }
    #expect(error?.code == .unknownCategory)
    #expect(error?.message.contains("foundation, concealer, tint, bronzer, contour") == true)
}

@Test func emptyCategoriesAreRefused() throws {
    let catalog = try ShadeCatalog(shades: [foundation("A", Lab(60, 10, 15))])
    let error = #expect(throws: CatalogError.self) { try ShadeMatcher(catalog: catalog, category: .bronzer) }
    #expect(error?.code == .unknownCategory)
    #expect(error?.message.contains("choose foundation") == true)
}

@Test(arguments: [ShadeCategory.concealer, .bronzer, .contour])
func offsetsShrinkWithDepth(_ category: ShadeCategory) throws {
    let light = Lab<D65>(70, 9, 15)
    let deep = Lab<D65>(28, 7, 8)
    let lightStep = try #require(category.target(on: light)) - light
    let deepStep = try #require(category.target(on: deep)) - deep
    #expect(abs(deepStep.lightness / lightStep.lightness - 44.0 / 86) < 1e-12)
    guard category != .concealer else { return }
    let best = try #require(sampleMatcher(category).matches(for: LabGaussian(mean: light, covariance: .zero)).first)
    #expect(best.direction.lightness * lightStep.lightness > 0)
}

/// Light or deep, what a category aims at is still a skin colour, and a bronzer or contour plainly seen on it.
@Test(arguments: [(ShadeCategory.concealer, 0.45...1.1), (.bronzer, 3.5...7.5), (.contour, 3.9...9)])
func targetsSuitAllDepths(_ category: ShadeCategory, _ distances: ClosedRange<Double>) throws {
    for lightness in stride(from: 28.0, through: 70, by: 3) {
        let skin = TypicalSkin.color(at: lightness)
        let target = try #require(category.target(on: skin))
        #expect(distances.contains(target.deltaE00(to: skin)), "\(lightness): \(target.deltaE00(to: skin))")
        #expect((5...95).contains(target.lightness) && (20...85).contains(target.lch.hue))
    }
}

@Test func hopelessInputMatchesNothing() throws {
    let matcher = try sampleMatcher()
    let skin = Lab<D65>(60, 12, 18)
    #expect(matcher.matches(for: LabGaussian(mean: Lab(.nan, 0, 0), covariance: .zero)).isEmpty)
    #expect(
        matcher.matches(for: LabGaussian(mean: skin, covariance: Covariance3(standardDeviations: .infinity, 1, 1)))
            .isEmpty)
    #expect(matcher.matches(for: LabGaussian(mean: skin, covariance: .zero), top: 0).isEmpty)
    #expect(matcher.matches(for: LabGaussian(mean: skin, covariance: .zero), top: 10_000).count == matcher.shades.count)
}

/// Equal knowledge of the skin's colour serves all depths about equally well.
@Test func deepAndLightSkinFareAlike() throws {
    let matcher = try sampleMatcher()
    let covariance = Covariance3(standardDeviations: 3, 1.5, 2)
    let best = skins.map { skin in
        matcher.matches(for: LabGaussian(mean: skin, covariance: covariance), top: 1)[0]
    }
    let expected = best.map(\.deltaE00.expected)
    #expect(expected.max()! < 1.35 * expected.min()!, "\(expected)")
    #expect(best.allSatisfy { abs($0.direction.lightness) < 3 })
}
