import ColorScience
import Foundation
import ShadeCatalog
import SkinTone
import Testing

@testable import Consultation

/// Questions whose answer is an amount, or another photo.
struct AmountAndPhotoTests {
    private let advisor: Advisor
    private var consultation = Consultation()

    init() throws { advisor = Advisor(offer: try AdvisorTests.offer.get()) }

    private mutating func record(_ what: ConsultationEvent.What) throws {
        try consultation.record(ConsultationEvent(at: 0, what))
    }

    private mutating func begin(analysis: Bool = true) throws {
        try record(
            .began(category: "foundation", language: "en", market: "", consent: Consent(analysis: analysis)))
    }

    private static func photo(_ id: String, sd: Double) -> ConsultationEvent.What {
        let covariance = Covariance3(standardDeviations: sd, sd, sd)
        return .photo(.init(id: id, gaussian: LabGaussian(mean: Lab(52, 13, 19), covariance: covariance)))
    }

    private func form(of id: String) throws -> QuestionForm? {
        let assessment = advisor.assess(consultation)
        let maker = QuestionMaker(
            offer: advisor.offer, belief: assessment.belief, candidates: assessment.candidates,
            takesPhotos: consultation.anotherPhoto(at: 0) != nil)
        return maker.forms(of: try #require(QuestionBook.standard.question(id))).first
    }

    @Test mutating func nothingDearerThanSheSaysIsShown() throws {
        try begin()
        try record(Self.photo("1", sd: 2))
        let asked = try #require(try form(of: "limit")).asked(in: advisor.offer.space)
        #expect(asked.currency == "EUR")
        let amounts = asked.options.dropLast().compactMap { Double($0.id) }
        #expect(amounts.count >= 2 && amounts == amounts.sorted() && asked.options.last?.id == "any")
        try record(.asked(asked))
        for amount in [0, -5, .nan, .infinity, 2e9] {
            let error = #expect(throws: ConsultationError.self) {
                try record(.answered(question: "limit", .amount(amount)))
            }
            #expect(error?.code == .unknownOption && consultation.open == asked)
        }
        let price = try #require(advisor.offer.space.dimension(of: .price))
        let before = advisor.assess(consultation).belief.taste.mean[price]
        let limit = amounts[0] - 0.5
        try record(.answered(question: "limit", .amount(limit)))
        #expect(consultation.requirements == [.priced(atMost: limit, currency: "EUR")])
        let assessment = advisor.assess(consultation)
        #expect(assessment.belief.taste.mean[price] < before, "who sets a low limit minds the price")
        let shown = assessment.recommendation().shades
        #expect(!shown.isEmpty)
        for shade in shown { #expect(try #require(shade.shade.price).amount <= limit) }
        // What was said is said back, not the option that it is nearest to.
        #expect(
            consultation.evidence(in: advisor.offer.space, .standard, at: 0).contains {
                $0.source == .answer(question: "limit", options: [limit.shortText])
            })
        #expect(consultation.events.map(\.version) == [1, 1, 2, 2])
        // As it is kept, it comes to the same.
        let lines = try consultation.events.map { try JSONEncoder().encode($0) }
        let again = try Consultation(events: lines.map { try JSONDecoder().decode(ConsultationEvent.self, from: $0) })
        #expect(again.requirements == consultation.requirements && again.events == consultation.events)
    }

    /// Far above all prices no limit is set in truth, and a later one stands in place of the first.
    @Test mutating func aHighLimitIsNoWishForCheapThings() throws {
        try begin()
        let price = try #require(advisor.offer.space.dimension(of: .price))
        let before = advisor.assess(consultation).belief.taste.mean[price]
        let asked = try #require(try form(of: "limit")).asked(in: advisor.offer.space)
        try record(.asked(asked))
        try record(.answered(question: "limit", .amount(5_000)))
        #expect(advisor.assess(consultation).belief.taste.mean[price] > before)
        try record(.asked(asked))
        try record(.answered(question: "limit", .option(asked.options[0].id)))
        #expect(consultation.requirements.count == 1)
    }

    @Test mutating func anAmountAnswersOnlyWhatAsksForOne() throws {
        try begin()
        let asked = try #require(try form(of: "finish")).asked(in: advisor.offer.space)
        try record(.asked(asked))
        #expect(throws: ConsultationError.self) { try record(.answered(question: "finish", .amount(20))) }
    }

    @Test func limitsAreSpeltOneWay() {
        for (name, amount) in [("price.25.EUR", 25.0), ("price.19.9.EUR", 19.9), ("price.2000000.EUR", 2e6)] {
            #expect(Requirement(name: name) == .priced(atMost: amount, currency: "EUR"))
            #expect(Requirement.priced(atMost: amount, currency: "EUR").name == name)
        }
        for name in [
            "price.", "price.25", "price.EUR", "price..EUR", "price.0.EUR", "price.-3.EUR", "price.nan.EUR",
            "price.inf.EUR", "price.1e10.EUR", "price.25.eur", "price.25.Ä€",
        ] {
            #expect(Requirement(name: name) == nil, "\(name)")
        }
    }

    /// Worth something where one photo leaves much open, and next to nothing where all is known.
    @Test mutating func anotherPhotoIsWorthWhatItTells() throws {
        try begin()
        #expect(try form(of: "another-photo") == nil, "there is none yet")
        try record(Self.photo("1", sd: 4))
        func gain() throws -> Double {
            let assessment = advisor.assess(consultation)
            let proposals = advisor.proposals(
                belief: assessment.belief, candidates: assessment.candidates, timesAsked: [:],
                another: consultation.anotherPhoto(at: 0))
            return try #require(proposals.first { $0.question.id == "another-photo" }).gain
        }
        let much = try gain()
        #expect(much > 1, "\(much)")
        try record(Self.photo("2", sd: 0.3))
        let little = try gain()
        #expect(little < much / 4, "\(little)")
    }

    @Test mutating func aPhotoIsTheAnswer() throws {
        try begin()
        try record(Self.photo("1", sd: 3))
        let asked = try #require(try form(of: "another-photo")).asked(in: advisor.offer.space)
        #expect(asked.takesPhoto && !asked.takesShade)
        try record(.asked(asked))
        for reply in [
            ConsultationEvent.Reply.option("yes"), .shade(sku: "x", skin: [50, 10, 10], uncertainty: 1), .amount(3),
        ] {
            #expect(throws: ConsultationError.self) { try record(.answered(question: "another-photo", reply)) }
        }
        let before = advisor.assess(consultation).belief.skin.covariance.ll
        try record(Self.photo("2", sd: 2))
        #expect(consultation.open == nil && !consultation.passed.contains("another-photo"))
        #expect(advisor.assess(consultation).belief.skin.covariance.ll < before)
        try record(.asked(asked))
        try record(.answered(question: "another-photo", .skipped))
        #expect(consultation.passed.contains("another-photo"))
    }

    /// One of many tells less than the second.
    @Test mutating func theThirdPhotoTellsLessThanTheSecond() throws {
        try begin()
        let gaussian = LabGaussian(mean: Lab(52, 13, 19), covariance: Covariance3(standardDeviations: 2, 2, 2))
        func photos(_ count: Int) throws -> Double {
            let photos = try (0..<count).map {
                try JSONDecoder().decode(PhotoEvidence.self, from: Data(#"{"figures": [\#($0)]}"#.utf8))
            }
            try record(.photo(.init(id: "\(count)", gaussian: gaussian, photos: photos)))
            return try #require(consultation.anotherPhoto(at: 0)).covariance.ll
        }
        #expect(abs(try photos(1) - 6) < 1e-9)
        #expect(abs(try photos(2) - 4 / (0.6 / (1.4 / 3) - 1)) < 1e-9)
    }

    /// Who takes her consent back is asked for no photo, and has none asked for open.
    @Test mutating func withoutConsentNoPhotoIsAskedFor() throws {
        try begin()
        try record(Self.photo("1", sd: 3))
        try record(.asked(try #require(try form(of: "another-photo")).asked(in: advisor.offer.space)))
        try record(.consented(Consent(analysis: false)))
        #expect(consultation.open == nil)
        #expect(consultation.anotherPhoto(at: 0) == nil)
        #expect(try form(of: "another-photo") == nil)
    }

    /// What was required for good, no answer of hers takes back.
    @Test mutating func anAnswerLiftsNoLimitThatWasRequired() throws {
        try begin()
        try record(.required(["price.45.EUR"]))
        let asked = try #require(try form(of: "limit")).asked(in: advisor.offer.space)
        try record(.asked(asked))
        try record(.answered(question: "limit", .amount(60)))
        #expect(
            consultation.requirements
                == [.priced(atMost: 45, currency: "EUR"), .priced(atMost: 60, currency: "EUR")])
        for shown in advisor.assess(consultation).recommendation().shades {
            #expect(try #require(shown.shade.price).amount <= 45)
        }
        let cheapest = try #require(advisor.assess(consultation).cheapest(in: "EUR"))
        #expect(cheapest == advisor.offer.shades.filter(\.isInStock).compactMap { $0.price?.amount }.min())
        #expect(advisor.assess(consultation).cheapest(in: "USD") == nil)
    }

    /// The same photo again says nothing new, however it is named.
    @Test mutating func aPhotoCountsOnce() throws {
        try begin()
        let gaussian = LabGaussian(mean: Lab(52, 13, 19), covariance: Covariance3(standardDeviations: 2, 2, 2))
        let evidence = try JSONDecoder().decode(
            PhotoEvidence.self, from: Data(#"{"figures":[-1,-1.4,-1.8,0,0,0,0.1,0,0,0.1,0,0.1,6]}"#.utf8))
        try record(.photo(.init(id: "1", gaussian: gaussian, photos: [evidence])))
        let before = advisor.assess(consultation).belief.skin
        let error = #expect(throws: ConsultationError.self) {
            try record(.photo(.init(id: "2", gaussian: gaussian, photos: [evidence, evidence])))
        }
        #expect(error?.code == .repeated)
        #expect(advisor.assess(consultation).belief.skin.covariance.ll == before.covariance.ll)
        // An older program took it: its case is read, and goes on.
        let twice = ConsultationEvent(at: 1, .photo(.init(id: "2", gaussian: gaussian, photos: [evidence, evidence])))
        var old = try Consultation(events: consultation.events + [twice])
        #expect(old.photosBelieved() == [evidence])
        let other = try JSONDecoder().decode(PhotoEvidence.self, from: Data(#"{"figures":[2]}"#.utf8))
        try old.record(
            ConsultationEvent(at: 2, .photo(.init(id: "3", gaussian: gaussian, photos: old.photosBelieved() + [other]))))
        #expect(old.photosBelieved().count == 2)
    }
}
