import ColorScience
import Testing

@testable import Consultation

/// Questions of which several options may be true.
struct SelectionTests {
    private static func score(_ slope: Double, of dimension: Int, constant: Double = 0) -> Score {
        var score = Score(dimensions: 2)
        (score.taste[dimension], score.constant) = (slope, constant)
        return score
    }

    private static let taste = TasteDistribution([.init(mean: 0, spread: 1), .init(mean: 0, spread: 1)])

    private static func belief(_ chosen: [Bool], noise: Double) -> CustomerBelief {
        let photo = SkinEvidence(
            mean: Lab(50, 12, 18), covariance: Covariance3(standardDeviations: 1, 1, 1), degrees: 30)
        let selection = SelectionEvidence(
            options: [score(4, of: 0), score(-3, of: 1, constant: -1)], isChosen: chosen, noise: noise)
        return CustomerBelief(
            evidence: [Evidence("photo", .reading(photo)), Evidence("answer", .selection(selection))], taste: taste)
    }

    /// Moments by numerical integration of prior times likelihood on a fine grid.
    @Test(arguments: [0.0, 0.3])
    func beliefsAgreeWithIntegration(noise: Double) {
        let taste = Self.belief([true, false], noise: noise).taste
        var (total, first, second, product) = (0.0, 0.0, 0.0, 0.0)
        for x in stride(from: -5.0, through: 5, by: 0.02) {
            for y in stride(from: -5.0, through: 5, by: 0.02) {
                let clear = 1 / (1 + exponential(-4 * x)) * (1 - 1 / (1 + exponential(3 * y + 1)))
                let weight = exponential(-(x * x + y * y) / 2) * ((1 - noise) * clear + noise / 4)
                total += weight
                first += weight * x
                second += weight * y
                product += weight * x * y
            }
        }
        (first, second) = (first / total, second / total)
        #expect(abs(taste.mean[0] - first) < 0.03 && abs(taste.mean[1] - second) < 0.03, "\(taste.mean)")
        #expect(abs(taste.covariance[0][1] - (product / total - first * second)) < 0.03)
    }

    /// What is not ticked says something, too.
    @Test func noneOfTheseIsAnAnswer() {
        let taste = Self.belief([false, false], noise: 0.05).taste
        #expect(taste.mean[0] < -0.5)
    }

    @Test func gradientsAgreeWithDifferences() {
        let selection = SelectionEvidence(
            options: [Self.score(4, of: 0), Self.score(-3, of: 1, constant: -1)], isChosen: [true, true], noise: 0.1)
        let posterior = CustomerPosterior(factors: [.selection(selection)], taste: Self.taste)
        let point = [50.0, 12, 18, 0.3, -0.4]
        let slope = posterior.slope(at: point)
        for axis in 3..<5 {
            var (ahead, back) = (point, point)
            ahead[axis] += 1e-4
            back[axis] -= 1e-4
            let difference = (posterior.logDensity(at: ahead) - posterior.logDensity(at: back)) / 2e-4
            #expect(abs(slope.gradient[axis] - difference) < 1e-5, "\(axis)")
        }
    }

    /// Tastes that go together: an answer about one tells of the other.
    @Test func correlatedTastesAreLearnedOfTogether() {
        let taste = TasteDistribution(mean: [0, 0], covariance: [[1, -0.8], [-0.8, 1]])
        let liking = SelectionEvidence(options: [Self.score(4, of: 0)], isChosen: [true], noise: 0)
        let photo = SkinEvidence(
            mean: Lab(50, 12, 18), covariance: Covariance3(standardDeviations: 1, 1, 1), degrees: 30)
        let belief = CustomerBelief(
            evidence: [Evidence("photo", .reading(photo)), Evidence("answer", .selection(liking))], taste: taste)
        let mean = belief.taste.mean
        #expect(mean[0] > 0.5 && abs(mean[1] + 0.8 * mean[0]) < 0.03, "\(mean)")
    }

    @Test func answersAreCheckedAndKept() throws {
        let advisor = Advisor(offer: try AdvisorTests.offer.get())
        var consultation = Consultation()
        func record(_ what: ConsultationEvent.What) throws {
            try consultation.record(ConsultationEvent(at: 0, what))
        }
        try record(.began(category: "foundation", language: "en", market: "", consent: Consent()))
        let belief = advisor.assess(consultation).belief
        let maker = QuestionMaker(
            offer: advisor.offer, belief: belief,
            candidates: Candidates(of: advisor.offer, under: belief) { _ in true })
        let question = try #require(QuestionBook.standard.question("wishes"))
        let asked = try #require(maker.forms(of: question).first).asked(in: advisor.offer.space)
        #expect(asked.takesSeveral)
        try record(.asked(asked))
        for reply in [ConsultationEvent.Reply.option("matte"), .options(["matte", "velvet"])] {
            let error = #expect(throws: ConsultationError.self) {
                try record(.answered(question: "wishes", reply))
            }
            #expect(error?.code == .unknownOption && consultation.open == asked)
        }
        try record(.answered(question: "wishes", .options(["vegan", "matte"])))
        let places = try ["finish.matte", "finish.dewy"].map { name in
            let attribute = try #require(TasteAttribute(name: name))
            return try #require(advisor.offer.space.dimension(of: attribute))
        }
        let taste = advisor.assess(consultation).belief.taste
        #expect(taste.mean[places[0]] > 0.3 && taste.mean[places[1]] < -0.3)
    }
}
