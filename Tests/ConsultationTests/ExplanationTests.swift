import ColorScience
import Foundation
import ShadeCatalog
import TestSupport
import Testing

@testable import Consultation

struct ExplanationTests {
    private static func assessment(_ events: [ConsultationEvent.What]) throws -> Assessment {
        var consultation = Consultation()
        let begin = ConsultationEvent.What.began(
            category: "foundation", language: "en", market: "", consent: Consent(analysis: true))
        for event in [begin] + events { try consultation.record(ConsultationEvent(at: 0, event)) }
        return Advisor(offer: try AdvisorTests.offer.get()).assess(consultation)
    }

    private static func photo(_ lab: Lab<D65>, sd: Double = 1.5) -> ConsultationEvent.What {
        .photo(
            .init(
                id: "1", gaussian: LabGaussian(mean: lab, covariance: Covariance3(standardDeviations: sd, sd, sd))))
    }

    private static func worn(_ shade: Shade) throws -> [ConsultationEvent.What] {
        let offer = try AdvisorTests.offer.get()
        let question = try #require(QuestionBook.standard.question("known-shade"))
        let asked = QuestionForm(question, options: []).asked(in: offer.space)
        let skin = shade.skinItFits
        return [
            .asked(asked),
            .answered(
                question: "known-shade",
                .shade(sku: shade.sku, skin: [skin.lightness, skin.a, skin.b], uncertainty: shade.labUncertainty)),
        ]
    }

    /// A shade far from the photo is noticed, the belief widens, and a question about colour settles it.
    @Test func contradictionsAreNoticed() throws {
        let offer = try AdvisorTests.offer.get()
        let far = try #require(offer.shades.first { $0.lab.lightness < 38 })
        let near = try #require(
            offer.shades.min {
                $0.skinItFits.deltaE00(to: Lab(58, 12, 19)) < $1.skinItFits.deltaE00(to: Lab(58, 12, 19))
            })
        let photo = Self.photo(Lab(58, 12, 19))
        let consistent = try Self.assessment([photo] + Self.worn(near))
        let torn = try Self.assessment([photo] + Self.worn(far))
        #expect(consistent.explanation().contradictions.isEmpty)
        let odd = torn.explanation().contradictions
        #expect(odd.contains(.knownShade(sku: far.sku)) && odd.contains(.photo))
        #expect(torn.belief.skin.covariance.ll > 2 * consistent.belief.skin.covariance.ll)
        let next = try #require(torn.nextQuestion())
        #expect(next.form.tellsOfSkin, "\(next.question.id)")
    }

    /// Several that go with nothing make a belief so wide that each seems to go with it; and most that agree are not told
    /// for the few that do not.
    @Test func manyContradictionsAreNoticedAsFewAre() throws {
        let shades = try AdvisorTests.offer.get().shades
        func nearest(to skin: Lab<D65>) throws -> Shade {
            try #require(shades.min { $0.skinItFits.deltaE00(to: skin) < $1.skinItFits.deltaE00(to: skin) })
        }
        let photo = Self.photo(Lab(58, 12, 19))
        let far = [try nearest(to: Lab(27, 8, 10)), try nearest(to: Lab(42, 12, 17)), try nearest(to: Lab(74, 8, 13))]
        let sources = Set(far.map { Consultation.Source.knownShade(sku: $0.sku) })
        let torn = try Self.assessment([photo] + far.flatMap(Self.worn)).explanation().contradictions
        #expect(sources.union([.photo]) == Set(torn), "\(torn)")
        let near = shades.sorted {
            $0.skinItFits.deltaE00(to: Lab(58, 12, 19)) < $1.skinItFits.deltaE00(to: Lab(58, 12, 19))
        }.prefix(5)
        let most = try Self.assessment([photo] + (Array(near) + far).flatMap(Self.worn)).explanation().contradictions
        #expect(sources == Set(most), "\(most)")
    }

    @Test func skinThatNoShadeFitsIsAdmitted() throws {
        let fits = try Self.assessment([Self.photo(Lab(52, 13, 20), sd: 0.5)])
        #expect(fits.explanation().outOfRange?.deltaE00 == nil)
        // Nothing known of a skin is no reason to say that none fits.
        #expect(try Self.assessment([]).explanation().outOfRange?.deltaE00 == nil)
        let lighter = try Self.assessment([Self.photo(Lab(88, 6, 12), sd: 0.5)])
        let far = try #require(lighter.explanation().outOfRange)
        #expect(far.lighter > 2 && far.deltaE00 > 2)
        if let mix = far.mix { #expect(mix.deltaE00 < far.deltaE00 - 1 && mix.first.product == mix.second.product) }
    }

    /// The shade named for liking something else has it, and is not the one that leads.
    @Test func counterfactualsChangeTheLeader() throws {
        let assessment = try Self.assessment([Self.photo(Lab(52, 13, 20))])
        let leader = try #require(assessment.recommendation().shades.first).shade
        let others = assessment.explanation().counterfactuals
        #expect(!others.isEmpty && others.count <= 2)
        for other in others { #expect(other.shade.has(other.attribute) && !leader.has(other.attribute)) }
    }

    @Test func whatIsLeftOpenIsNamed() throws {
        let offer = try AdvisorTests.offer.get()
        let question = try #require(QuestionBook.standard.question("known-shade"))
        let asked = QuestionForm(question, options: []).asked(in: offer.space)
        let assessment = try Self.assessment([.asked(asked), .answered(question: "known-shade", .skipped)])
        #expect(assessment.explanation().passed == ["known-shade"])
    }

    /// Between the two, darker than the mean of both, as paints are; the ends are the products themselves.
    @Test func mixturesLieBetween() {
        let (light, deep) = (Lab<D65>(75, 8, 16), Lab<D65>(40, 12, 18))
        let half = light.mixed(with: deep, share: 0.5)
        #expect(half.lightness > 42 && half.lightness < 57.5)
        #expect(light.mixed(with: deep, share: 1).deltaE00(to: deep) < 1e-6)
        #expect(light.mixed(with: deep, share: 0).deltaE00(to: light) < 1e-6)
    }

    /// A catalog without deep shades says so before anybody takes a photo.
    @Test func thinCatalogsSaySo() throws {
        let catalog = try ShadeCatalog.read(
            path: SharedData.root.appending(path: "Catalog/sample.csv").path(percentEncoded: false))
        #expect(
            try Offer(catalog: catalog, category: .foundation).thinDepths().allSatisfy {
                $0.lowerBound < 30 || $0.upperBound > 70
            })
        let light = try ShadeCatalog(shades: catalog.shades.filter { $0.lab.lightness > 50 })
        let thin = try Offer(catalog: light, category: .foundation).thinDepths()
        #expect(thin.contains { $0.lowerBound <= 24 && $0.upperBound >= 42 }, "\(thin)")
    }

    /// It is told whether the shop has nothing, or she asks for too much, and of what.
    @Test func whyNothingIsShownIsTold() throws {
        func nothing(_ required: [String], stock: Int? = nil) throws -> Explanation.Nothing? {
            var shades = try AdvisorTests.offer.get().shades
            if let stock { for place in shades.indices { shades[place].stock = stock } }
            let offer = try Offer(catalog: ShadeCatalog(shades: shades), category: .foundation)
            var consultation = try Consultation(events: [
                ConsultationEvent(
                    at: 0, .began(category: "foundation", language: "en", market: "", consent: Consent()))
            ])
            try consultation.record(ConsultationEvent(at: 0, .required(required)))
            return Advisor(offer: offer).assess(consultation).explanation().nothing
        }
        #expect(try nothing(["vegan"]) == nil)
        #expect(try nothing([], stock: 0) == .soldOut)
        #expect(
            try nothing(["vegan", "price.25.USD"]) == .unmet([.priced(atMost: 25, currency: "USD")]))
        #expect(
            try nothing(["finish.matte", "finish.dewy"])
                == .unmet([.has(.finish(.dewy)), .has(.finish(.matte))]))
        let soldOut = try ShadeCatalog(
            shades: try AdvisorTests.offer.get().shades.map { shade in
                var shade = shade
                if shade.lab.lightness < 45 { shade.stock = 0 }
                return shade
            })
        let offer = try Offer(catalog: soldOut, category: .foundation)
        #expect(offer.thinDepths(inStock: true).contains { $0.contains(34) })
        #expect(!offer.thinDepths().contains { $0.contains(34) }, "what is sold out will come again")
    }

    /// A question that was answered once and passed over later was used.
    @Test func whatWasAnsweredOnceIsNotUnused() throws {
        let offer = try AdvisorTests.offer.get()
        let question = try #require(QuestionBook.standard.question("swatches"))
        let first = try Self.assessment([Self.photo(Lab(52, 13, 20), sd: 3)])
        let maker = QuestionMaker(offer: offer, belief: first.belief, candidates: first.candidates)
        let asked = try #require(maker.forms(of: question).first).asked(in: offer.space)
        let second = try Self.assessment([
            Self.photo(Lab(52, 13, 20), sd: 3), .asked(asked),
            .answered(question: "swatches", .option(asked.options[0].id)), .asked(asked),
            .answered(question: "swatches", .unknown),
        ])
        #expect(second.explanation().passed.isEmpty)
    }

    @Test func aShadeIsNamedOnceForWhatWouldChangeTheOrder() throws {
        var told = 0
        for lightness in [34.0, 52, 66] {
            let explanation = try Self.assessment([Self.photo(Lab(lightness, 11, 18))]).explanation()
            let names = explanation.counterfactuals.map(\.shade.sku)
            #expect(Set(names).count == names.count)
            told += names.count
        }
        #expect(told > 2)
    }
}
