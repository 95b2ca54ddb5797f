import ColorKernels
import ColorScience
import Testing

@testable import Consultation

struct CustomerBeliefTests {
    private static let taste = TasteDistribution(
        [TastePrior.Weight](repeating: .init(mean: 0, spread: 1), count: 6))

    private static func reading(_ lab: Lab<D65>, sd: Double, isPosterior: Bool = true) -> Factor {
        .reading(
            SkinEvidence(
                mean: lab, covariance: Covariance3(standardDeviations: sd, sd, sd), degrees: 1e6,
                knowsPopulation: isPosterior))
    }

    /// Of two readings as good as normal, the belief is their product: precisions add.
    @Test func readingsAddUpAsNormalDistributionsDo() {
        let belief = CustomerBelief(
            evidence: [
                Evidence("photo", Self.reading(Lab(50, 12, 18), sd: 3)),
                Evidence("shade", Self.reading(Lab(56, 12, 15), sd: 1.5)),
            ], taste: Self.taste)
        let skin = belief.skin
        let share = (1 / 2.25) / (1 / 2.25 + 1 / 9)
        #expect(abs(skin.mean.lightness - (50 + 6 * share)) < 0.05)
        #expect(abs(skin.mean.a - 12) < 0.05)
        #expect(abs(skin.mean.b - (18 - 3 * share)) < 0.05)
        #expect(abs(skin.covariance.ll - 1 / (1 / 2.25 + 1 / 9)) < 0.1)
        #expect(belief.effectiveSampleSize > 700)
    }

    /// A single reading is believed as it is, tails and all: a covariance stays what it was.
    @Test(arguments: [4.0, 6, 30])
    func oneReadingStaysAsItIs(degrees: Double) {
        let covariance = Covariance3(ll: 9, la: -0.6, lb: 1.2, aa: 2.2, ab: 0.4, bb: 5)
        let reading = SkinEvidence(
            mean: Lab(50, 12, 18), covariance: covariance, degrees: degrees, knowsPopulation: true)
        let belief = CustomerBelief(evidence: [Evidence("photo", .reading(reading))], taste: Self.taste)
        let skin = belief.skin
        #expect(skin.mean.deltaE76(to: Lab(50, 12, 18)) < 0.15)
        // Of four degrees of freedom a thousand draws do not see the farthest.
        let least = degrees < 5 ? 0.7 : 0.85
        #expect((least...1.1).contains(skin.covariance.ll / 9) && (least...1.1).contains(skin.covariance.bb / 5))
        #expect(belief.effectiveSampleSize > 400)
    }

    /// A photo and a shade that fits contradict each other: the mean and the weight of either hill, by quadrature along
    /// the line between them.
    @Test func bothHillsAreSeen() {
        let photo = SkinEvidence(
            mean: Lab(40, 12, 16), covariance: Covariance3(standardDeviations: 1.5, 1.5, 1.5), degrees: 6,
            knowsPopulation: true)
        let shade = SkinEvidence.knownShade(Lab(58, 12, 16), uncertainty: 0, noise: 0.1)
        let belief = CustomerBelief(
            evidence: [Evidence("photo", .reading(photo)), Evidence("shade", .reading(shade))], taste: Self.taste)
        var (total, upper, mean) = (0.0, 0.0, 0.0)
        for l in 0...120 {
            for a in -24...24 {
                for b in -24...24 {
                    let skin = Lab<D65>(25 + 0.4 * Double(l), 12 + 0.4 * Double(a), 16 + 0.4 * Double(b))
                    let density = exponential(photo.logDensity(skin) + shade.logDensity(skin))
                    total += density
                    mean += density * skin.lightness
                    if skin.lightness > 49 { upper += density }
                }
            }
        }
        let above = zip(belief.draws.skin.lightness, belief.weights).reduce(0) { $1.0 > 49 ? $0 + Double($1.1) : $0 }
        #expect(abs(above - upper / total) < 0.08, "\(above), \(upper / total)")
        #expect(abs(belief.skin.mean.lightness - mean / total) < 1.5)
    }

    /// An answer moves the weight it is about up, and nothing else.
    @Test func answersMoveWhatTheyAreAbout() {
        var (liked, other) = (Score(dimensions: 6), Score(dimensions: 6))
        (liked.taste[2], other.taste[4]) = (2, 2)
        let belief = CustomerBelief(
            evidence: [
                Evidence("photo", Self.reading(Lab(50, 12, 18), sd: 3)),
                Evidence("answer", .choice(ChoiceEvidence(options: [liked, other], chosen: 0, noise: 0))),
            ], taste: Self.taste)
        // E[w₂ | σ(2 (w₂ − w₄))], by one-dimensional quadrature of the difference, normal with variance 2.
        let steps = (-4_000...4_000).map { Double($0) / 500 }
        let weights = steps.map { x in exponential(-x * x / 4) / (1 + exponential(-2 * x)) }
        let mean = zip(steps, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +) / 2
        #expect(abs(belief.taste.weights[2].mean - mean) < 0.03)
        #expect(abs(belief.taste.weights[4].mean + mean) < 0.03)
        for dimension in [0, 1, 3, 5] { #expect(abs(belief.taste.weights[dimension].mean) < 0.03) }
        #expect(abs(belief.skin.mean.lightness - 50) < 0.1)
    }

    /// The same set of evidence gives the same belief, bit for bit.
    @Test func orderDoesNotMatter() {
        var near = Score(dimensions: 6)
        near.near = .keeping(Lab(54, 13, 20), strength: 3)
        let far = Score(dimensions: 6)
        var evidence = [
            Evidence("photo", Self.reading(Lab(50, 12, 18), sd: 3)),
            Evidence("shade", Self.reading(Lab(53, 12, 15), sd: 1.5, isPosterior: false)),
            Evidence("answer/swatches/1", .choice(ChoiceEvidence(options: [near, far], chosen: 0, noise: 0.1))),
            Evidence("answer/swatches/2", .choice(ChoiceEvidence(options: [far, near], chosen: 0, noise: 0.1))),
        ]
        let first = CustomerBelief(evidence: evidence, taste: Self.taste)
        var generator = SplitMix64(seed: 1)
        for _ in 0..<3 {
            evidence.shuffle(using: &generator)
            let belief = CustomerBelief(evidence: evidence, taste: Self.taste)
            #expect(belief.weights == first.weights && belief.draws.skin == first.draws.skin)
            #expect(belief.draws.taste == first.draws.taste)
        }
    }

    /// Sharp answers leave a belief that no normal distribution looks like; enough draws count all the same. These
    /// are given at random, so that they contradict each other as no customer's do.
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func enoughDrawsCount(seed: UInt64) {
        let photo = Evidence("photo", Self.reading(Lab(44, 12, 17), sd: 3.5))
        let evidence = [photo] + Self.randomAnswers(seed)
        #expect(CustomerBelief(evidence: evidence, taste: Self.taste).effectiveSampleSize >= 200)
    }

    /// Without a photo the same answers leave skins of all depths on several hills.
    @Test func enoughDrawsCountWithoutAPhoto() {
        let sizes = (1...40 as ClosedRange<UInt64>).map {
            CustomerBelief(evidence: Self.randomAnswers($0), taste: Self.taste).effectiveSampleSize
        }
        #expect(sizes.allSatisfy { $0 >= 200 }, "\(sizes.sorted().prefix(4))")
    }

    /// What one of many draws says is as likely as all that it stands for.
    @Test func thinnedDrawsSayTheSame() {
        let planes = SobolSequence.normals(4_096, dimensions: 4).map { $0.map(Float.init) }
        let drawn = WeightedDraws(
            points: CustomerDraws(planes: planes), logs: planes[0].map { Double(-20 * ($0 - 0.7) * ($0 - 0.7)) })
        let few = drawn.thinned(to: 1_024)
        #expect(few.shares.count == 1_024 && abs(few.shares.reduce(0, +) - 1) < 1e-5)
        #expect(few.effectiveSize > 200 && few.effectiveSize <= drawn.effectiveSize)
        for (dense, thin) in zip(drawn.points.planes, few.points.planes) {
            let means = zip([dense, thin], [drawn, few]).map { plane, draws in
                zip(plane, draws.shares).reduce(0) { $0 + Double($1.0) * $1.1 }
            }
            #expect(abs(means[0] - means[1]) < 0.02)
        }
    }

    private static func randomAnswers(_ seed: UInt64) -> [Evidence] {
        var generator = SplitMix64(seed: seed)
        return (1...6).map { time in
            let options = (0..<9).map { _ in
                var score = Score(dimensions: 6)
                score.near = .seen(
                    Lab(
                        .random(in: 38...50, using: &generator), .random(in: 9...15, using: &generator),
                        .random(in: 12...22, using: &generator)), perDeltaE00: 2.5)
                score.taste[Int.random(in: 0..<6, using: &generator)] = 3
                return score
            }
            let chosen = Int.random(in: options.indices, using: &generator)
            return Evidence(
                "answer/\(time)", .choice(ChoiceEvidence(options: options, chosen: chosen, noise: 0.1)))
        }
    }

    /// Without a photo, any depth is as likely, and the sheet of skin colours holds.
    @Test func nobodyYetIsAnybody() {
        let belief = CustomerBelief(evidence: [], taste: Self.taste)
        #expect(abs(belief.skin.mean.lightness - 51.5) < 2)
        #expect(belief.skin.covariance.ll > 150 && belief.skin.covariance.ll < 320)
        #expect(belief.effectiveSampleSize >= 200)
    }
}
