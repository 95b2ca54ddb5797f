import ColorScience
import ShadeCatalog
import SkinTone
import Testing

@testable import Consultation

struct FirmGoalsTests {
    private static func assessment(
        _ epsilon: Double, margin: Double = 1, stock: Double = 0, of offer: Offer? = nil
    ) throws -> Assessment {
        var policy = ConsultationPolicy()
        (policy.firm.epsilon, policy.firm.margin, policy.firm.stock) = (epsilon, margin, stock)
        var consultation = Consultation()
        let gaussian = LabGaussian(mean: Lab(52, 13, 20), covariance: Covariance3(standardDeviations: 1.5, 1, 1))
        try consultation.record(
            ConsultationEvent(at: 0, .began(category: "foundation", language: "en", market: "", consent: Consent())))
        try consultation.record(ConsultationEvent(at: 1, .measured(.init(id: "1", gaussian: gaussian))))
        return try Advisor(offer: offer ?? AdvisorTests.offer.get(), policy: policy).assess(consultation)
    }

    @Test func withoutASayTheShopChangesNothing() throws {
        let assessment = try Self.assessment(0)
        var generator = SplitMix64(seed: 1)
        let (own, shown) = (assessment.recommendation(), assessment.recommendation(using: &generator))
        #expect(shown.firm == nil && shown.putIn.isEmpty)
        #expect(shown.shades.map(\.shade.sku) == own.shades.map(\.shade.sku))
    }

    /// Within ε, never beyond tolerance, drawn with the chance that is logged.
    @Test(arguments: [0.5, 2.0, 6.0])
    func theShopStaysWithinItsLimits(epsilon: Double) throws {
        let assessment = try Self.assessment(epsilon)
        let own = assessment.recommendation()
        let ownSKUs = Set(own.shades.map(\.shade.sku))
        var generator = SplitMix64(seed: 7)
        var seen: [[String]: (count: Int, choice: FirmChoice)] = [:]
        let draws = 300
        for _ in 0..<draws {
            let shown = assessment.recommendation(using: &generator)
            let choice = try #require(shown.firm)
            #expect(choice.cost >= 0 && choice.cost <= epsilon + 1e-3 && choice.gain >= 0)
            #expect(choice.propensity >= 0.05 && choice.propensity <= 1)
            #expect(abs(100 * (own.keepsOne - shown.keepsOne) - choice.cost) < 1e-6)
            #expect(
                shown.putIn.map(\.sku) == shown.shades.map(\.shade.sku).filter { !ownSKUs.contains($0) },
                "she is told which")
            for shade in shown.shades where !ownSKUs.contains(shade.shade.sku) { #expect(shade.withinTolerance! > 0.5) }
            let key = shown.shades.map(\.shade.sku).sorted()
            seen[key] = (seen[key, default: (0, choice)].count + 1, choice)
        }
        // Half a point leaves nothing to choose among here.
        #expect(seen.count > 1 || epsilon < 1)
        for (count, choice) in seen.values {
            let spread = (Double(draws) * choice.propensity * (1 - choice.propensity)).squareRoot()
            #expect(abs(Double(count) - Double(draws) * choice.propensity) < 4.5 * spread + 1)
        }
        #expect(epsilon < 1 || seen.values.reduce(0) { $0 + $1.choice.gain * Double($1.count) } > 0)
    }

    /// What a set gains the shop, it gains by goals that have a weight; her own set is shown for none.
    @Test(arguments: [
        (1, 0, [.margin]), (0, 1, [.stock]), (1, 1, [.margin, .stock]),
    ] as [(Double, Double, [FirmGoals.Goal])])
    func theGoalsThatGainAreNamed(margin: Double, stock: Double, goals: [FirmGoals.Goal]) throws {
        // Of what suits her best little is left.
        let best = try Self.assessment(0).recommendation().shades.map(\.shade.sku)
        var shades = try AdvisorTests.offer.get().shades
        for place in shades.indices { shades[place].stock = best.contains(shades[place].sku) ? 5 : 400 }
        let offer = try Offer(catalog: ShadeCatalog(shades: shades), category: .foundation)
        let assessment = try Self.assessment(6, margin: margin, stock: stock, of: offer)
        var generator = SplitMix64(seed: 7)
        var named = 0
        for _ in 0..<40 {
            let shown = assessment.recommendation(using: &generator)
            let choice = try #require(shown.firm)
            #expect(Set(shown.goals).isSubset(of: goals))
            #expect(shown.goals.isEmpty == (choice.gain == 0), "\(choice.gain): \(shown.goals)")
            named += shown.goals.count
        }
        #expect(named > 0)
    }

    @Test(arguments: [
        ("epsilon: 30", "epsilon"), ("margins: {A: 2}", "margins.A"), ("3", ""),
        ("stock: 1\nprofit: 1", "line 2: profit is not known; known here are epsilon, margin, stock, "),
    ])
    func brokenGoalsAreNamed(yaml: String, place: String) {
        let error = #expect(throws: PolicyError.self) { try FirmGoals(yaml: Array(yaml.utf8)) }
        #expect(error?.message.contains(place) == true, "\(error?.message ?? "")")
    }

    @Test func goalsAreRead() throws {
        let goals = try FirmGoals(
            yaml: Array(
                "epsilon: 2\nmargin: 1\nstock: 0.5\nlifetime_value: 3\nusual_margin: 0.3\nmargins: {A: 0.6}".utf8))
        #expect(goals.epsilon == 2 && goals.stock == 0.5 && goals.lifetimeValue == 3)
        #expect(goals.usualMargin == 0.3 && goals.margins == ["A": 0.6])
    }

    @Test func aKeyWithoutAValueIsAsUsual() throws {
        let goals = try FirmGoals(yaml: Array("epsilon:\nmargins:\nstock: 0.5".utf8))
        #expect(goals.epsilon == 0 && goals.margins.isEmpty && goals.stock == 0.5)
    }
}
