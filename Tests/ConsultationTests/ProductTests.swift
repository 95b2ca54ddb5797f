import ColorScience
import ShadeCatalog
import Testing

@testable import Consultation

/// What else products differ in: formula, hours of wear, the skins that they suit, brand.
struct ProductTests {
    private let offer: Offer

    /// Four lines of one colour each way, a brand each.
    init() throws {
        var shades: [Shade] = []
        for (line, formula) in [Formula.liquid, .stick, .powder, .cushion].enumerated() {
            for step in 0..<12 {
                let skin = TypicalSkin.color(at: 28 + 4 * Double(step))
                var shade = Shade(
                    sku: "\(line)-\(step)", brand: "Brand \(line)", product: "Base", name: "\(step)",
                    category: .foundation,
                    lab: skin)
                (shade.formula, shade.wear) = (formula, [8, 24, 12, 6][line])
                shade.skinTypes = [[.normal, .dry], [.oily, .combination], [.oily], [.sensitive]][line]
                shades.append(shade)
            }
        }
        offer = try Offer(catalog: ShadeCatalog(shades: shades), category: .foundation, brands: true)
    }

    private func consultation() throws -> Consultation {
        var consultation = Consultation()
        try consultation.record(
            ConsultationEvent(
                at: 0,
                .began(category: "foundation", language: "en", market: "", consent: Consent(analysis: true))))
        let gaussian = LabGaussian(
            mean: TypicalSkin.color(at: 52), covariance: Covariance3(standardDeviations: 1, 1, 1))
        try consultation.record(ConsultationEvent(at: 0, .photo(.init(id: "1", gaussian: gaussian))))
        return consultation
    }

    @Test func dimensionsAreWhatProductsDifferIn() {
        let names = Set(offer.space.attributes.map(\.name))
        #expect(
            names == [
                "formula.liquid", "formula.stick", "formula.powder", "formula.cushion", "wear", "suits.normal",
                "suits.dry", "suits.oily", "suits.combination", "suits.sensitive", "brand.brand 0", "brand.brand 1",
                "brand.brand 2", "brand.brand 3",
            ])
        for name in names { #expect(TasteAttribute(name: name)?.name == name) }
        #expect(TasteAttribute(name: "brand.") == nil && TasteAttribute(name: "formula.vapour") == nil)
    }

    /// What she answers comes first, at her depth.
    @Test(arguments: [
        ("formula", "stick", "1"), ("formula", "cushion", "3"), ("wear", "long", "1"), ("skin-type", "sensitive", "3"),
        ("skin-type", "dry", "0"),
    ])
    func answersDecide(question: String, option: String, line: String) throws {
        let advisor = Advisor(offer: offer)
        var consultation = try consultation()
        try consultation.answer(question, option, by: advisor)
        let shown = advisor.assess(consultation).recommendation().shades
        #expect(shown.first.map { $0.shade.sku } == "\(line)-6", "\(shown.map(\.shade.sku))")
    }

    /// Who sends a brand's shade back though its colour fits keeps another brand's likelier; who keeps it comes to like
    /// the brand.
    @Test func brandsAreLearnedFromWhatSheKeeps() throws {
        let advisor = Advisor(offer: offer)
        func liking(of kind: FeedbackKind) throws -> Double {
            var consultation = try consultation()
            let shade = try #require(offer.shades.first { $0.sku == "2-6" })
            try consultation.record(ConsultationEvent(at: 0, .feedback(offer.feedback(kind, on: shade))))
            let place = try #require(offer.space.dimension(of: .brand("brand 2")))
            return advisor.assess(consultation).belief.taste.mean[place]
        }
        #expect(try liking(of: .kept) > 0.02 && liking(of: .returned) < -0.02)
    }

    @Test func aBrandOrSkinMayBeRequired() throws {
        let names = ["brand.Brand 1", "suits.oily", "formula.stick"]
        let requirements = try names.map { try #require(Requirement(name: $0)) }
        let met = offer.shades.filter { shade in requirements.allSatisfy { $0.isMet(by: shade) } }
        #expect(Set(met.map(\.brand)) == ["Brand 1"])
        #expect(Requirement(name: "wear") == nil)
    }
}
