import ColorScience
import Foundation
import ShadeCatalog
import Testing

@testable import Consultation

struct ConsultationTests {
    private static let photo = ConsultationEvent.What.photo(
        .init(
            id: "1",
            gaussian: LabGaussian(
                mean: Lab(52, 13, 20), covariance: Covariance3(standardDeviations: 3, 1.5, 2))))

    private static func begun(_ consent: Consent = Consent(analysis: true)) throws -> Consultation {
        try Consultation(events: [
            ConsultationEvent(at: 0, .began(category: "foundation", language: "en", market: "", consent: consent))
        ])
    }

    /// A few questions answered by their first option.
    private static func answered(_ advisor: Advisor, times: Int) throws -> Consultation {
        var consultation = try begun()
        try consultation.record(ConsultationEvent(at: 1, photo))
        for time in 0..<times {
            // Where nothing is worth asking any more, fewer will do.
            guard let proposal = advisor.assess(consultation).nextQuestion() else { break }
            let asked = proposal.asked(in: advisor.offer)
            try consultation.record(ConsultationEvent(at: Double(2 + time), .asked(asked)))
            let reply = firstAnswer(to: asked)
            try consultation.record(
                ConsultationEvent(at: Double(3 + time), .answered(question: asked.question, reply)))
        }
        return consultation
    }

    private static func firstAnswer(to asked: AskedQuestion) -> ConsultationEvent.Reply {
        guard let first = asked.options.first?.id else { return .unknown }
        return asked.takesSeveral ? .options([first]) : .option(first)
    }

    /// Events written, read and folded again give the same belief and the same shades, bit for bit.
    @Test func replayIsIdentical() throws {
        let advisor = Advisor(offer: try AdvisorTests.offer.get())
        let consultation = try Self.answered(advisor, times: 4)
        #expect(consultation.events.count >= 6)
        let lines = try consultation.events.map { try JSONEncoder().encode($0) }
        let events = try lines.map { try JSONDecoder().decode(ConsultationEvent.self, from: $0) }
        #expect(events == consultation.events)
        let (first, second) = (advisor.assess(consultation), advisor.assess(try Consultation(events: events)))
        #expect(first.belief.weights == second.belief.weights && first.belief.draws.skin == second.belief.draws.skin)
        let (shown, again) = (first.recommendation(), second.recommendation())
        #expect(shown.shades.map(\.shade.sku) == again.shades.map(\.shade.sku))
        #expect(shown.shades.map(\.keep) == again.shades.map(\.keep) && shown.keepsOne == again.keepsOne)
    }

    @Test func whatCannotBeChangesNothing() throws {
        let advisor = Advisor(offer: try AdvisorTests.offer.get())
        var consultation = try Self.answered(advisor, times: 1)
        let next = advisor.assess(consultation).nextQuestion()
        let asked = try #require(next).asked(in: advisor.offer)
        try consultation.record(ConsultationEvent(at: 9, .asked(asked)))
        let events = consultation.events
        func expect(_ code: ConsultationError.Code, _ what: ConsultationEvent.What) {
            let error = #expect(throws: ConsultationError.self) {
                try consultation.record(ConsultationEvent(at: 10, what))
            }
            #expect(error?.code == code, "\(error?.message ?? "")")
            #expect(consultation.events == events && consultation.open == asked)
        }
        expect(.unknownOption, .answered(question: asked.question, .option("nonsense")))
        expect(.notAsked, .answered(question: "riddle", .option("1")))
        expect(.alreadyBegun, .began(category: "lip", language: "en", market: "", consent: Consent()))
        expect(
            .unknownOption, .answered(question: asked.question, .shade(sku: "X", skin: [50, 10, 10], uncertainty: 1)))
        let reply = Self.firstAnswer(to: asked)
        try consultation.record(ConsultationEvent(at: 11, .answered(question: asked.question, reply)))
        let error = #expect(throws: ConsultationError.self) {
            try consultation.record(
                ConsultationEvent(at: 12, .answered(question: asked.question, reply)))
        }
        #expect(error?.code == .alreadyAnswered)
        var event = ConsultationEvent(at: 13, Self.photo)
        event.version = 9
        #expect(throws: ConsultationError.self) { try consultation.record(event) }
    }

    @Test func photosNeedConsent() throws {
        var consultation = try Self.begun(Consent())
        let error = #expect(throws: ConsultationError.self) {
            try consultation.record(ConsultationEvent(at: 1, Self.photo))
        }
        #expect(error?.code == .consentMissing)
        try consultation.record(ConsultationEvent(at: 2, .consented(Consent(analysis: true))))
        try consultation.record(ConsultationEvent(at: 3, Self.photo))
        #expect(consultation.events.count == 3)
    }

    /// What photos said is forgotten the moment she does not want it any more.
    @Test func withdrawnConsentTakesEffectAtOnce() throws {
        let advisor = Advisor(offer: try AdvisorTests.offer.get())
        var consultation = try Self.begun()
        let before = advisor.assess(consultation).belief.skin
        try consultation.record(ConsultationEvent(at: 1, Self.photo))
        #expect(advisor.assess(consultation).belief.skin != before)
        try consultation.record(ConsultationEvent(at: 2, .consented(Consent())))
        #expect(advisor.assess(consultation).belief.skin == before)
    }

    @Test func figuresThatCannotBeAreRefused() throws {
        var statement = ConsultationEvent.SkinStatement(
            id: "1", gaussian: LabGaussian(mean: Lab(50, 10, 15), covariance: Covariance3(standardDeviations: 1, 1, 1)))
        for covariance in [[1, 5, 0, 1, 0, 1], [1, 0, 0, 1, 0], [-1, 0, 0, 1, 0, 1], [.nan, 0, 0, 1, 0, 1]] {
            statement.covariance = covariance
            var consultation = try Self.begun()
            let error = #expect(throws: ConsultationError.self) {
                try consultation.record(ConsultationEvent(at: 1, .measured(statement)))
            }
            #expect(error?.code == .invalidEvent)
        }
    }

    @Test func whatIsPassedIsNotAskedAgain() throws {
        let advisor = Advisor(offer: try AdvisorTests.offer.get())
        var consultation = try Self.begun()
        try consultation.record(ConsultationEvent(at: 1, Self.photo))
        var passed: Set<String> = []
        for _ in 0..<3 {
            guard let proposal = advisor.assess(consultation).nextQuestion() else { break }
            #expect(passed.insert(proposal.question.id).inserted)
            try consultation.record(ConsultationEvent(at: 2, .asked(proposal.asked(in: advisor.offer))))
            try consultation.record(ConsultationEvent(at: 3, .answered(question: proposal.question.id, .skipped)))
        }
        #expect(passed.count >= 2)
    }

    /// "Too dark" makes skin lighter than it was believed to be; "too yellow" less yellow.
    @Test func feedbackMovesTheBelief() throws {
        let offer = try AdvisorTests.offer.get()
        let advisor = Advisor(offer: offer)
        let shade = try #require(offer.shades.first { abs($0.lab.lightness - 52) < 1 })
        func skin(_ kind: FeedbackKind?) throws -> Lab<D65> {
            var consultation = try Self.begun()
            try consultation.record(ConsultationEvent(at: 1, Self.photo))
            if let kind {
                try consultation.record(ConsultationEvent(at: 2, .feedback(offer.feedback(kind, on: shade))))
            }
            return advisor.assess(consultation).belief.skin.mean
        }
        let before = try skin(nil)
        #expect(try skin(.tooDark).lightness > before.lightness + 0.5)
        #expect(try skin(.tooLight).lightness < before.lightness - 0.5)
        #expect(try skin(.tooYellow).b < before.b - 0.3)
        #expect(try skin(.tooPink).a < before.a - 0.2)
    }

    /// What must be vegan is, whatever else would be likelier kept.
    @Test func ordersAreBelievedAsLongAsSheAgreesToLearn() throws {
        let advisor = Advisor(offer: try AdvisorTests.offer.get())
        let shade = advisor.offer.shades[0]
        let agreed = Consent(analysis: true, learn: true)
        var consultation = try Self.begun(agreed)
        let own = advisor.offer.feedback(.rejected, on: shade)
        try consultation.record(ConsultationEvent(at: 1, .feedback(own)))
        let before = advisor.assess(consultation).belief.skin.mean
        let order = advisor.offer.feedback(.returned, on: shade, order: "e-1")
        try consultation.record(ConsultationEvent(at: 1, .feedback(order)))
        #expect(advisor.assess(consultation).belief.skin.mean != before)
        try consultation.record(ConsultationEvent(at: 1, .consented(Consent(analysis: true))))
        #expect(advisor.assess(consultation).belief.skin.mean == before, "what she said herself stays")
    }

    /// Events of before orders were believed.
    @Test func feedbackWithoutAnOrderIsHerOwn() throws {
        let json = #"{"sku": "S", "lab": [60, 10, 15], "features": {}, "kind": "kept"}"#
        let feedback = try JSONDecoder().decode(ConsultationEvent.Feedback.self, from: Data(json.utf8))
        #expect(feedback.order == nil)
    }

    @Test(arguments: [
        ("too_dark", FeedbackKind.tooDark), ("Too dark", .tooDark), ("tooDark", .tooDark), ("TOO-LIGHT", .tooLight),
        ("too yellow!", .tooYellow), ("oxidized", .oxidised), ("Oxidised", .oxidised), ("kept", nil), ("liked", nil),
        ("changed my mind", nil), ("", nil),
    ])
    func reasonsOfReturnsAreReadAsShopsSpellThem(_ text: String, _ kind: FeedbackKind?) {
        #expect(FeedbackKind(returnReason: text) == kind)
    }

    @Test func requirementsAreNeverBroken() throws {
        let offer = try AdvisorTests.offer.get()
        let advisor = Advisor(offer: offer)
        var consultation = try Self.begun()
        try consultation.record(ConsultationEvent(at: 1, Self.photo))
        let question = try #require(QuestionBook.standard.question("vegan"))
        let belief = advisor.assess(consultation).belief
        let maker = QuestionMaker(
            offer: offer, belief: belief, candidates: Candidates(of: offer, under: belief) { _ in true })
        let asked = try #require(maker.forms(of: question).first).asked(in: offer.space)
        try consultation.record(ConsultationEvent(at: 2, .asked(asked)))
        try consultation.record(ConsultationEvent(at: 3, .answered(question: "vegan", .option("must"))))
        #expect(consultation.requirements == [.has(.vegan)])
        let shown = advisor.assess(consultation).recommendation().shades
        #expect(!shown.isEmpty && shown.allSatisfy { $0.shade.isVegan == true && $0.shade.isInStock })
    }

    /// Half a year later skin may have tanned: less is sure, along the line of its tan; next spring it is as it was,
    /// and a little less sure.
    @Test func readingsAge() throws {
        let advisor = Advisor(offer: try AdvisorTests.offer.get())
        var consultation = try Self.begun()
        try consultation.record(ConsultationEvent(at: 1, Self.photo))
        let day = 86_400.0
        func spread(_ days: Double) -> Covariance3 {
            advisor.assess(consultation, at: 1 + days * day).belief.skin.covariance
        }
        let (now, summer, year) = (spread(0), spread(183), spread(365))
        #expect(summer.ll > now.ll + 3 && summer.lb < now.lb)
        #expect(year.ll < now.ll + 2 && year.ll > now.ll)
        #expect(advisor.assess(consultation, at: -1e9).belief.skin.covariance == now)
    }

    /// Nor what must not be in it, nor where nothing is declared.
    @Test func allergensAreNeverShown() throws {
        let offer = try AdvisorTests.offer.get()
        var consultation = try Self.begun()
        try consultation.record(ConsultationEvent(at: 1, .required(["without.Limonene", "finish.matte"])))
        let shown = Advisor(offer: offer).assess(consultation).recommendation().shades
        #expect(!shown.isEmpty)
        #expect(shown.allSatisfy { $0.shade.allergens?.contains("limonene") == false && $0.shade.finish == .matte })
        for name in ["without.", "price", "velvet"] {
            let error = #expect(throws: ConsultationError.self) {
                try consultation.record(ConsultationEvent(at: 2, .required([name])))
            }
            #expect(error?.code == .unknownOption)
        }
        var undeclared = shown[0].shade
        undeclared.allergens = nil
        #expect(!Requirement.without("limonene").isMet(by: undeclared))
    }

    /// Each piece of evidence is as old as it is, in whatever order it is told.
    @Test func theOrderOfTellingDoesNotMatter() throws {
        let advisor = Advisor(offer: try AdvisorTests.offer.get())
        let spread = Covariance3(standardDeviations: 2, 1, 1)
        func measured(_ id: String, _ lightness: Double, day: Double) -> ConsultationEvent {
            ConsultationEvent(
                at: day * 86_400,
                .measured(.init(id: id, gaussian: LabGaussian(mean: Lab(lightness, 12, 18), covariance: spread))))
        }
        let said = [measured("winter", 55, day: 1), measured("summer", 50, day: 183)]
        func belief(_ events: [ConsultationEvent]) throws -> LabGaussian {
            var consultation = try Self.begun()
            for event in events { try consultation.record(event) }
            return advisor.assess(consultation).belief.skin
        }
        let (one, other) = (try belief(said), try belief(said.reversed()))
        #expect(one.mean == other.mean && one.covariance.entries == other.covariance.entries)
    }

    @Test func ordersSayNothingWithoutConsentToLearn() throws {
        let advisor = Advisor(offer: try AdvisorTests.offer.get())
        let order = advisor.offer.feedback(.kept, on: advisor.offer.shades[0], order: "e-1")
        for (consent, isAllowed) in [(Consent(analysis: true, learn: true), true), (Consent(analysis: true), false)] {
            var consultation = try Self.begun(consent)
            do {
                try consultation.record(ConsultationEvent(at: 1, .feedback(order)))
                #expect(isAllowed)
            } catch { #expect(!isAllowed && error.code == .consentMissing && consultation.events.count == 1) }
            // What was recorded is read all the same.
            #expect(
                try Consultation(events: consultation.events.prefix(1) + [ConsultationEvent(at: 1, .feedback(order))])
                    .events.count == 2)
        }
    }
}
