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

    /// A colour seen in a photo of which nothing else is known.
    static func seen(_ lab: Lab<D65>, evidence: LightEvidence = LightEvidence()) -> SkinObservation {
        let site = lab.xyz.linearSRGB.logarithms
        return SkinObservation(seen: site, light: LightModel.standard.belief(site: site, evidence: evidence))
    }

    /// The light of such a photo.
    static let light = seen(Lab(57, 13, 19)).light

    @Test func precisionIsTheInverseOfTheScale() {
        let (m, inverse) = (Self.light.scale, Self.light.precision)
        for (row, left) in m.rows.enumerated() {
            for column in 0..<3 {
                let sum = (0..<3).reduce(0.0) { $0 + left[$1] * inverse.rows[$1][column] }
                #expect(abs(sum - (row == column ? 1 : 0)) < 1e-9)
            }
        }
    }

    @Test(arguments: skins)
    func staysNearWhatWasSeenAndHoldsEnoughDraws(skin: Lab<D65>) {
        let belief = SkinBelief([Self.seen(skin)])
        #expect(belief.effectiveSampleSize >= 200)
        #expect(belief.gaussian.mean.deltaE00(to: skin) < 5)
        #expect(belief.radius50 > 2 && belief.radius50 < belief.radius90 && belief.radius90 < 16)
        #expect(belief == SkinBelief([Self.seen(skin)]))
    }

    /// Skins drawn over all depths, seen in lights drawn from the model: half must lie within radius50, nine tenths
    /// within radius90, for light and for deep skin alike.
    @Test(arguments: [20.0...40, 40...60, 60...80])
    func radiiHoldWhatTheySay(depths: ClosedRange<Double>) {
        var generator = SplitMix64(seed: 42)
        let factor = Self.light.scale.cholesky
        let draws = NormalSequence.draws(600)
        var (within50, within90) = (0, 0)
        for normal in draws {
            // A t distribution is a normal one over the root of a chi-squared one.
            let chi = NormalSequence.draws(Int(generator.next() % 500) + Int(Self.light.degrees)).suffix(
                Int(Self.light.degrees)
            ).reduce(0) { $0 + $1.x * $1.x }
            let draw = normal * (Self.light.degrees / chi).squareRoot()
            let mean = Self.light.mean
            let depth = Double.random(in: depths, using: &generator)
            let other = NormalSequence.draws(Int(generator.next() % 900) + 1).last!
            let centre = TypicalSkin.color(at: depth)
            let skin = Lab<D65>(
                depth, centre.a + SkinPrior.spread.a * other.x, centre.b + SkinPrior.spread.b * other.y)
            let truth = skin.xyz.linearSRGB.logarithms + mean
            let seen = LinearSRGB(
                red: exponential(truth.x + factor.ll * draw.x),
                green: exponential(truth.y + factor.al * draw.x + factor.aa * draw.y),
                blue: exponential(truth.z + factor.bl * draw.x + factor.ba * draw.y + factor.bb * draw.z))
            let belief = SkinBelief([Self.seen(seen.xyz.lab)])
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

    @Test func photosOfOnePersonNarrowTheBeliefInAnyOrder() {
        let photos = [Lab<D65>(50, 12, 18), Lab(56, 14, 20), Lab(53, 11, 15)].map { Self.seen($0) }
        let (one, all) = (SkinBelief([photos[0]]), SkinBelief(photos))
        #expect(all.radius90 < 0.95 * one.radius90)
        #expect(all.effectiveSampleSize >= 200)
        #expect(SkinBelief(photos.reversed()).gaussian.mean.deltaE00(to: all.gaussian.mean) < 0.05)
    }

    @Test func probabilitiesSumToOne() {
        let description = SkinBelief([Self.seen(Lab(46, 13, 19))]).description
        #expect(abs(description.undertoneProbabilities.values.reduce(0, +) - 1) < 1e-5)
        #expect(abs(description.monkProbabilities.reduce(0, +) - 1) < 1e-5)
        #expect((0...1).contains(description.olive))
    }

    /// The kernel beside the formulas, one draw at a time.
    @Test(arguments: [Lab<D65>(70, 9, 15), Lab(46, 13, 19), Lab(20, 6, 6), Lab(88, 3, 30)])
    func densitiesAreThoseOfPriorAndPhotos(seen: Lab<D65>) {
        let photos = [Self.seen(seen), Self.seen(seen + Lab(3, 0, 1))]
        let density = SkinDensity(photos.map { $0.density(widened: 1.4) }, prior: SkinPrior.density)
        let draws = SkinObservation.gaussian(of: photos, widened: 1.4).draws(256, of: density)
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
                logPrior(skin) + logStretch(at: point)
                    + photos.reduce(0) { $0 + logLikelihood(point, of: $1, widened: 1.4) }
                    + 0.5 * (normal * normal).sum())
        }
        let highest = densities.max() ?? 0
        for (density, weight) in zip(densities, draws.weights) {
            #expect(abs(exponential(density - highest) - Double(weight)) < 1e-3)
        }
    }

    /// ln of the volume in CIELAB that a unit of volume in ln RGB becomes, from differences.
    private func logStretch(at point: SIMD3<Double>) -> Double {
        func lab(_ point: SIMD3<Double>) -> SIMD3<Double> {
            let lab = LinearSRGB(logarithms: point).xyz.lab
            return SIMD3(lab.lightness, lab.a, lab.b)
        }
        let columns = (0..<3).map { channel in
            var step = SIMD3<Double>.zero
            step[channel] = 1e-4
            return (lab(point + step) - lab(point - step)) / 2e-4
        }
        let (x, y, z) = (columns[0], columns[1], columns[2])
        let across = SIMD3(y.y * z.z - y.z * z.y, y.z * z.x - y.x * z.z, y.x * z.y - y.y * z.x)
        return naturalLogarithm(abs((x * across).sum()))
    }

    /// Photos that say nothing leave what is known of skin before: as many deep as light ones.
    @Test func allDepthsAreAsLikelyBeforeAnyPhoto() {
        let wide = Covariance3(standardDeviations: 100, 100, 100)
        let nothing = SkinObservation(seen: .zero, light: LightBelief(mean: .zero, scale: wide, degrees: 1e6))
        let density = SkinDensity([nothing.density(widened: 1)], prior: SkinPrior.density)
        let middle = Lab<D65>(50, 13, 20).xyz.linearSRGB.logarithms
        let proposal = LogGaussian(mean: middle, covariance: Covariance3(standardDeviations: 1, 1, 1))
        let draws = proposal.draws(1_024, of: density).fitted.draws(1_024, of: density)
        var shares = [Double](repeating: 0, count: 4)
        for (index, weight) in draws.weights.enumerated() {
            let place = Int(((draws.labs[index].lightness - 28) / 11).rounded(.down))
            if shares.indices.contains(place) { shares[place] += Double(weight) }
        }
        let mean = shares.reduce(0, +) / 4
        for share in shares { #expect((0.6...1.5).contains(share / mean), "\(shares.map { $0 / mean })") }
    }

    /// What no photo of skin shows, as where a reference was none, still gives a belief in skin, and an open one.
    @Test(arguments: [Lab<D65>(152, 10, 20), Lab(110, -5, 10), Lab(4, 2, 2), Lab(60, -40, -40)])
    func beliefsStayBroadFarFromAnySkin(seen: Lab<D65>) {
        var evidence = LightEvidence()
        let white = ReferenceSurface.white.xyz.linearSRGB.logarithms
        evidence.reference = ReferenceReading(seen: white, known: white)
        let belief = SkinBelief([Self.seen(seen, evidence: evidence)])
        #expect(belief.effectiveSampleSize >= 200)
        #expect((5...90).contains(belief.gaussian.mean.lightness))
        #expect(belief.radius90 > 2)
    }

    private func logPrior(_ lab: Lab<D65>) -> Double {
        let centre = TypicalSkin.color(at: lab.lightness)
        let a = (lab.a - centre.a) / SkinPrior.spread.a
        let b = (lab.b - centre.b) / SkinPrior.spread.b
        let depth = SkinPrior.depth
        let outside = max(lab.lightness - depth.lightest, depth.deepest - lab.lightness, 0) / depth.falloff
        return -0.5 * (a * a + b * b + outside * outside)
    }

    private func logLikelihood(_ point: SIMD3<Double>, of photo: SkinObservation, widened: Double) -> Double {
        let (d, m) = (photo.seen - point - photo.light.mean, (photo.light.scale * widened).inverse)
        let distance =
            m.ll * d.x * d.x + m.aa * d.y * d.y + m.bb * d.z * d.z
            + 2 * (m.la * d.x * d.y + m.lb * d.x * d.z + m.ab * d.y * d.z)
        let degrees = photo.light.degrees
        return -0.5 * (degrees + 3) * naturalLogarithm(1 + distance / degrees)
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
