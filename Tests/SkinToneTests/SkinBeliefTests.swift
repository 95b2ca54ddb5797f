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
        let site = RegionReading(
            lab: lab, covariance: Covariance3(standardDeviations: 1, 1, 1), pixels: 1_000, keptShare: 0.9)
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
