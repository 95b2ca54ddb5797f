import ColorKernels
import ColorScience
import Foundation
import ShadeCatalog
import TestSupport
import Testing

@testable import Consultation

/// Lipsticks and the like: colours that are no match to skin.
struct ColourTests {
    private let offer: Offer
    private let advisor: Advisor

    init() throws {
        let catalog = try ShadeCatalog.read(
            path: SharedData.root.appending(path: "Catalog/sample.csv").path(percentEncoded: false))
        offer = try Offer(catalog: catalog, category: .lip)
        advisor = Advisor(offer: offer)
    }

    private func begun(skin: Lab<D65>? = nil) throws -> Consultation {
        var consultation = Consultation()
        func record(_ what: ConsultationEvent.What) throws {
            try consultation.record(ConsultationEvent(at: 0, what))
        }
        try record(
            .began(category: "lip", language: "en", market: "", consent: Consent(analysis: true)))
        if let skin {
            let gaussian = LabGaussian(mean: skin, covariance: Covariance3(standardDeviations: 2, 2, 2))
            try record(.measured(.init(id: "1", gaussian: gaussian)))
        }
        return consultation
    }

    private func answered(_ question: String, _ option: String, skin: Lab<D65>? = nil) throws -> Assessment {
        var consultation = try begun(skin: skin)
        try consultation.answer(question, option, by: advisor)
        return advisor.assess(consultation)
    }

    private func mean(_ shades: [Shade], _ figure: (Shade) -> Double) -> Double {
        shades.reduce(0) { $0 + figure($1) } / Double(max(shades.count, 1))
    }

    @Test func coloursDifferInDepthStrengthAndWarmth() throws {
        let names = Set(offer.space.attributes.map(\.name))
        #expect(names.isSuperset(of: ["colour.depth", "colour.strength", "colour.warmth", "price"]))
        #expect(try AdvisorTests.offer.get().space.dimension(of: .depth) == nil, "foundations are matched to skin")
        let axes = try #require(offer.space.colors)
        let darkest = try #require(offer.shades.min { $0.lab.lightness < $1.lab.lightness })
        let palest = try #require(offer.shades.min { $0.lab.chroma < $1.lab.chroma })
        #expect(axes.position(of: darkest.lab).x > 1 && axes.position(of: palest.lab).y < -1)
        #expect(axes.position(of: Lab(0, 127, 127)).max() <= 3)
        #expect(ColorAxes(shades: [offer.shades[0], offer.shades[0]]) == nil && ColorAxes(shades: []) == nil)
    }

    /// In the direction that she names, for skin of every depth.
    @Test(arguments: [26.0, 36, 46, 56, 66, 74])
    func whatSheFeelsLikeComesFirst(depth: Double) throws {
        let skin = TypicalSkin.color(at: depth)
        func shown(_ option: String) throws -> [Shade] {
            let assessment = try answered("colour-family", option, skin: skin)
            return assessment.candidates.shades.prefix(8).map { offer.shades[$0] }
        }
        let (nude, red, berry, coral) = (
            try shown("nude"), try shown("red"), try shown("berry"), try shown("coral")
        )
        #expect(mean(red, \.lab.chroma) > mean(nude, \.lab.chroma) + 10)
        #expect(mean(berry, \.lab.lightness) < mean(nude, \.lab.lightness) - 8)
        let center = offer.shades[0].lab
        func warmth(_ shade: Shade) -> Double { shade.lab.hueDifference(from: center) }
        #expect(mean(coral, warmth) > mean(berry, warmth) + 3)
    }

    @Test func whatSheSaysOfAColourMovesTheNext() throws {
        let untold = advisor.assess(try begun())
        let before = untold.recommendation().shades[0].shade
        let first = untold.candidates.shades.prefix(7).map { offer.shades[$0] }
        for (kind, moves) in [
            (FeedbackKind.tooDark, { (new: Lab<D65>, old: Lab<D65>) in new.lightness - old.lightness }),
            (.tooLight, { $1.lightness - $0.lightness }), (.tooRed, { $1.chroma - $0.chroma }),
            (.tooAshy, { $0.chroma - $1.chroma }),
        ] {
            var consultation = try begun()
            try consultation.record(ConsultationEvent(at: 0, .feedback(offer.feedback(kind, on: before))))
            let after = advisor.assess(consultation).candidates.shades.prefix(7).map { offer.shades[$0] }
            let moved = mean(after) { moves($0.lab, before.lab) } - mean(first) { moves($0.lab, before.lab) }
            #expect(moved > 0, "\(kind)")
        }
        var kept = try begun()
        try kept.record(ConsultationEvent(at: 0, .feedback(offer.feedback(.rejected, on: before))))
        let keep = { (assessment: Assessment) in
            assessment.candidates.keep[assessment.candidates.shades.firstIndex { offer.shades[$0].sku == before.sku }!]
        }
        #expect(keep(advisor.assess(kept)) < keep(advisor.assess(try begun())) - 0.1)
    }

    /// No ΔE00 is told of what has none, and nothing is called out of range.
    @Test func nothingIsSaidOfAMatch() throws {
        let assessment = advisor.assess(try begun(skin: TypicalSkin.color(at: 30)))
        let shown = assessment.recommendation().shades
        #expect(shown.count == 3)
        #expect(shown.allSatisfy { $0.expectedDeltaE00 == nil && $0.withinTolerance == nil && $0.readings.isEmpty })
        #expect(assessment.explanation().outOfRange == nil && offer.thinDepths().isEmpty)
        #expect(try #require(assessment.nextQuestion()).question.scope != .skin)
    }

    /// Deep skin carries deeper colours; nobody is left without.
    @Test func everySkinIsServed() throws {
        let found = try stride(from: 26.0, through: 74, by: 8).map { depth in
            let assessment = advisor.assess(try begun(skin: TypicalSkin.color(at: depth)))
            let best = assessment.candidates.shades.prefix(10).map { offer.shades[$0] }
            return (keeps: assessment.recommendation().keepsOne, lightness: mean(best, \.lab.lightness))
        }
        #expect(found[6].lightness > found[0].lightness + 8, "\(found)")
        let keeps = found.map(\.keeps)
        #expect(keeps.max()! - keeps.min()! < 0.05, "\(keeps)")
    }

    /// Customers with tastes of their own are understood in a few questions.
    @Test func aFewQuestionsFindHerColour() throws {
        var simulation = Simulation(advisor: advisor)
        simulation.questions = 4
        var (before, after) = (0.0, 0.0)
        for id in 0..<40 {
            var generator = SplitMix64(seed: UInt64(id))
            func normal() -> Double { normalQuantile(.random(in: 1e-6..<1, using: &generator)) }
            let skin = TypicalSkin.color(at: .random(in: 27...74, using: &generator))
            let taste = offer.space.attributes.map { attribute in
                let weight = TastePrior().weight(of: attribute)
                return weight.mean + weight.spread * normal()
            }
            let customer = SimulatedCustomer(
                id: id, skin: skin, taste: taste, photo: nil, photos: nil, knownShade: nil,
                utilities: offer.scores.map { $0.value(skin: skin, taste: taste[...]) })
            let outcomes = try simulation.run(customer, .evoi)
            before += outcomes[0].regret
            after += outcomes[4].regret
        }
        #expect(after < 0.5 * before, "\(before / 40) to \(after / 40) points")
    }
}
