import Testing

@testable import Consultation

extension Consultation {
    /// A question of the standard book is asked in its first form, and answered by an option.
    mutating func answer(_ question: String, _ option: String, by advisor: Advisor) throws {
        let (offer, assessment) = (advisor.offer, advisor.assess(self))
        let maker = QuestionMaker(offer: offer, belief: assessment.belief, candidates: assessment.candidates)
        let asked = try #require(QuestionBook.standard.question(question))
        let form = try #require(maker.forms(of: asked).first)
        try record(ConsultationEvent(at: 0, .asked(form.asked(in: offer.space))))
        try record(ConsultationEvent(at: 0, .answered(question: question, .option(option))))
    }
}
