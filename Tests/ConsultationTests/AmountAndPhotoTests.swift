import ColorScience
import Foundation
import ShadeCatalog
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
            takesPhotos: consultation.photo(at: 0) != nil)
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
        for amount in [0, -5, .nan, .infinity, 2e6] {
            let error = #expect(throws: ConsultationError.self) {
                try record(.answered(question: "limit", .amount(amount)))
            }
            #expect(error?.code == .unknownOption && consultation.open == asked)
        }
        let price = try #require(advisor.offer.space.dimension(of: .price))
        let before = advisor.assess(consultation).belief.taste.mean[price]
        let limit = amounts[0] - 0.5
        try record(.answered(question: "limit", .amount(limit)))
        #expect(consultation.requirements == [.pricedAtMost(limit)])
        let assessment = advisor.assess(consultation)
        #expect(assessment.belief.taste.mean[price] < before, "who sets a low limit minds the price")
        let shown = assessment.recommendation().shades
        #expect(!shown.isEmpty)
        for shade in shown { #expect(try #require(shade.shade.price).amount <= limit) }
        // As it is kept, it comes to the same.
        let lines = try consultation.events.map { try JSONEncoder().encode($0) }
        let again = try Consultation(events: lines.map { try JSONDecoder().decode(ConsultationEvent.self, from: $0) })
        #expect(again.requirements == consultation.requirements && again.events == consultation.events)
    }

    @Test mutating func anAmountAnswersOnlyWhatAsksForOne() throws {
        try begin()
        let asked = try #require(try form(of: "finish")).asked(in: advisor.offer.space)
        try record(.asked(asked))
        #expect(throws: ConsultationError.self) { try record(.answered(question: "finish", .amount(20))) }
    }

    @Test func limitsAreSpeltOneWay() {
        for (name, amount) in [("price.25", 25.0), ("price.19.9", 19.9)] {
            #expect(Requirement(name: name) == .pricedAtMost(amount))
            #expect(Requirement.pricedAtMost(amount).name == name)
        }
        for name in ["price.", "price.0", "price.-3", "price.nan", "price.inf", "price.1e9"] {
            #expect(Requirement(name: name) == nil)
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
                photo: consultation.photo(at: 0))
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

    /// Who takes her consent back is asked for no photo.
    @Test mutating func withoutConsentNoPhotoIsAskedFor() throws {
        try begin()
        try record(Self.photo("1", sd: 3))
        try record(.consented(Consent(analysis: false)))
        #expect(consultation.photo(at: 0) == nil)
        #expect(try form(of: "another-photo") == nil)
    }
}
