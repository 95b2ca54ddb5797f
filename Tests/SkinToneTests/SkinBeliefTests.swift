import ColorKernels
import ColorScience
import Portraits
import Testing

@testable import SkinTone

struct SkinBeliefTests {
    /// Skin seen as it is: light to deep, each undertone.
    static let skins: [Lab<D65>] = TypicalSkin.colors.flatMap { skin in
        [skin, skin + Lab(0, 1.5, -2.5), skin + Lab(0, -1.5, 2.5), skin + Lab(0, -2.5, 0)]
    }

    static func reading(_ lab: Lab<D65>) -> SkinReading {
        let site = RegionReading(lab: lab, pixels: 1_000, keptShare: 0.9)
        return SkinReading(regions: [.jaw: site], site: site, siteRegions: SkinRegion.site, patches: [])
    }

    @Test func precisionIsTheInverseOfTheCovariance() {
        let (m, inverse) = (CaptureModel.ordinary.covariance, CaptureModel.ordinary.covariance.inverse)
        for (row, left) in m.rows.enumerated() {
            for column in 0..<3 {
                let sum = (0..<3).reduce(0.0) { $0 + left[$1] * inverse.rows[$1][column] }
                #expect(abs(sum - (row == column ? 1 : 0)) < 1e-9)
            }
        }
    }

    @Test(arguments: skins)
    func staysNearWhatWasSeenAndHoldsEnoughDraws(skin: Lab<D65>) {
        let belief = SkinBelief(reading: Self.reading(skin))
        #expect(belief.effectiveSampleSize >= 200)
        #expect(belief.gaussian.mean.deltaE00(to: skin) < 2)
        #expect(belief.radius50 > 2 && belief.radius50 < belief.radius90 && belief.radius90 < 16)
        #expect(belief == SkinBelief(reading: Self.reading(skin)))
    }

    /// Skins drawn over all depths, photographed by the capture model: half must lie within radius50, nine tenths
    /// within radius90, for light and for deep skin alike.
    @Test(arguments: [20.0...40, 40...60, 60...80])
    func radiiHoldWhatTheySay(depths: ClosedRange<Double>) {
        var generator = SplitMix64(seed: 42)
        let factor = CaptureModel.ordinary.covariance.cholesky
        let draws = NormalSequence.draws(600)
        var (within50, within90) = (0, 0)
        for draw in draws {
            let depth = Double.random(in: depths, using: &generator)
            let other = NormalSequence.draws(Int(generator.next() % 900) + 1).last!
            let centre = TypicalSkin.color(at: depth)
            let skin = Lab<D65>(
                depth, centre.a + SkinPrior.spread.a * other.x, centre.b + SkinPrior.spread.b * other.y)
            let truth = CaptureModel.logarithms(of: skin.xyz.linearSRGB)
            let seen = LinearSRGB(
                red: exponential(truth.x + factor.ll * draw.x),
                green: exponential(truth.y + factor.al * draw.x + factor.aa * draw.y),
                blue: exponential(truth.z + factor.bl * draw.x + factor.ba * draw.y + factor.bb * draw.z))
            let belief = SkinBelief(reading: Self.reading(seen.xyz.lab))
            let error = belief.gaussian.mean.deltaE00(to: skin)
            if error <= belief.radius50 { within50 += 1 }
            if error <= belief.radius90 { within90 += 1 }
        }
        #expect((0.42...0.60).contains(Double(within50) / 600), "radius50 holds \(within50) of 600")
        #expect((0.85...0.96).contains(Double(within90) / 600), "radius90 holds \(within90) of 600")
    }

    @Test func givenColourIsBelievedAsGiven() {
        let belief = SkinBelief(lab: Lab(62, 12, 18), standardDeviation: 1)
        #expect(belief.gaussian.mean.deltaE76(to: Lab(62, 12, 18)) < 0.05)
        #expect(abs(belief.gaussian.covariance.ll - 1) < 0.03)
        let exact = SkinBelief(lab: Lab(62, 12, 18), standardDeviation: 0)
        #expect(exact.radius90 < 1e-3)
    }

    @Test func undertoneFollowsHueAtEqualDepth() {
        for skin in TypicalSkin.colors {
            #expect(Undertone(skin) == .neutral)
            #expect(Undertone(skin + Lab(0, 1.5, -2.5)) == .cool)
            #expect(Undertone(skin + Lab(0, -1.5, 2.5)) == .warm)
            #expect((skin + Lab(0, -3, -0.5)).isOlive)
            #expect(!skin.isOlive)
        }
    }

    @Test(arguments: TypicalSkin.colors)
    func typicalSkinIsCalledNeutralAtEveryDepth(skin: Lab<D65>) {
        let description = SkinBelief(lab: skin, standardDeviation: 2).description
        #expect(description.undertone == .neutral)
        #expect((description.undertoneProbabilities[.neutral] ?? 0) > 0.35)
    }

    @Test func huesBelowZeroAreCool() {
        #expect(Undertone(Lab(28, 7, -1)) == .cool)
        #expect(Undertone(Lab(40, 14, -3)) == .cool)
        #expect(!Lab<D65>(50, 10, 10).isOlive)
    }

    @Test func underexposedPhotosAreBelievedLess() {
        let reading = Self.reading(Lab(34, 9, 12))
        let (ordinary, dark) = (
            SkinBelief(reading: reading), SkinBelief(reading: reading, model: CaptureModel(brightness: 0.4))
        )
        #expect(dark.radius90 > 1.3 * ordinary.radius90)
        #expect(dark.effectiveSampleSize >= 200)
    }

    @Test func probabilitiesSumToOne() {
        let description = SkinBelief(reading: Self.reading(Lab(46, 13, 19))).description
        #expect(abs(description.undertoneProbabilities.values.reduce(0, +) - 1) < 1e-5)
        #expect(abs(description.monkProbabilities.reduce(0, +) - 1) < 1e-5)
        #expect((0...1).contains(description.olive))
    }

    /// The kernel beside the formulas, one draw at a time.
    @Test(arguments: [Lab<D65>(70, 9, 15), Lab(46, 13, 19), Lab(20, 6, 6), Lab(88, 3, 30)])
    func densitiesAreThoseOfPriorAndCaptureModel(seen: Lab<D65>) {
        let model = CaptureModel.ordinary
        let logarithms = CaptureModel.logarithms(of: seen.xyz.linearSRGB)
        let draws = LogGaussian(mean: logarithms, covariance: model.covariance)
            .draws(256, seen: logarithms, model: model)
        var densities: [Double] = []
        for index in 0..<256 {
            let point = SIMD3(
                Double(draws.logarithms.red[index]), Double(draws.logarithms.green[index]),
                Double(draws.logarithms.blue[index]))
            let skin = LinearSRGB(red: exponential(point.x), green: exponential(point.y), blue: exponential(point.z))
                .xyz.lab
            #expect(draws.labs[index].deltaE76(to: skin) < 2e-4)
            let normal = NormalSequence.thousand[index]
            densities.append(
                logPrior(skin) + logLikelihood(logarithms - point, model) + 0.5 * (normal * normal).sum())
        }
        let highest = densities.max() ?? 0
        for (density, weight) in zip(densities, draws.weights) {
            #expect(abs(exponential(density - highest) - Double(weight)) < 1e-3)
        }
    }

    private func logPrior(_ lab: Lab<D65>) -> Double {
        let centre = TypicalSkin.color(at: lab.lightness)
        let a = (lab.a - centre.a) / SkinPrior.spread.a
        let b = (lab.b - centre.b) / SkinPrior.spread.b
        let depth = SkinPrior.depth
        let outside = max(lab.lightness - depth.lightest, depth.deepest - lab.lightness, 0) / depth.falloff
        return -0.5 * (a * a + b * b + outside * outside)
    }

    private func logLikelihood(_ d: SIMD3<Double>, _ model: CaptureModel) -> Double {
        let m = model.covariance.inverse
        return -0.5
            * (m.ll * d.x * d.x + m.aa * d.y * d.y + m.bb * d.z * d.z
                + 2 * (m.la * d.x * d.y + m.lb * d.x * d.z + m.ab * d.y * d.z))
    }

    @Test func radiiHoldTheirShareOfTheWeight() {
        let distances = (0..<1_000).map { Float(($0 * 7_919) % 1_000) / 10 }
        let shares = (0..<1_000).map { Double($0 % 7 + 1) / 3_997 }
        let radii = HoldingRadii(distances: distances, shares: shares)
        for share in [0, 0.1, 0.5, 0.9, 0.999] {
            let radius = radii.radius(holding: share)
            func held(_ isInside: (Float) -> Bool) -> Double {
                zip(distances, shares).reduce(0) { isInside($1.0) ? $0 + $1.1 : $0 }
            }
            #expect(held { Double($0) <= radius } >= share - 1e-12)
            #expect(held { Double($0) < radius } < max(share, 1e-12))
        }
        #expect(HoldingRadii(distances: [0, 0], shares: [0.5, 0.5]).radius(holding: 0.9) == 0)
    }

    @Test(arguments: skins)
    func hueDifferencesAreThoseOfTheAngles(skin: Lab<D65>) {
        for other in [Lab<D65>(50, 9, 15), Lab(50, -9, -15.1), Lab(50, 12, -3), Lab(50, 0, 0)] {
            let degrees = (skin.lch.hue - other.lch.hue).remainder(dividingBy: 360)
            let byAngles = 2 * (skin.chroma * other.chroma).squareRoot() * sine(degrees / 2 * .pi / 180)
            #expect(abs(skin.hueDifference(from: other) - byAngles) < 1e-9)
        }
    }

    @Test func priorGoesThroughPublishedSkin() {
        for skin in TypicalSkin.colors {
            #expect(TypicalSkin.color(at: skin.lightness).deltaE76(to: skin) < 1e-9)
        }
        #expect(TypicalSkin.color(at: 95).a >= 2 && TypicalSkin.color(at: 5).b >= 2)
    }
}

extension SkinBelief {
    /// How many equally weighted draws these are worth; 1,024 at best.
    var effectiveSampleSize: Double { 1 / weights.reduce(0) { $0 + Double($1) * Double($1) } }
}
