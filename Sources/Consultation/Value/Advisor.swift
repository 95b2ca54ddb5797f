import ColorKernels
import ColorScience

/// What to ask next, and what to show, given what is believed of one customer.
public struct Advisor: Sendable {
    /// What may be shown.
    public let offer: Offer
    /// What may be asked.
    public let book: QuestionBook
    /// The retailer's rules.
    public let policy: ConsultationPolicy
    /// What is believed of anybody's taste.
    public let taste: TastePrior

    /// - Precondition: the policy shows 1...5 shades.
    public init(
        offer: Offer, book: QuestionBook = .standard, policy: ConsultationPolicy = ConsultationPolicy(),
        taste: TastePrior = TastePrior()
    ) {
        precondition((1...5).contains(policy.shown), "one to five shades are shown")
        (self.offer, self.book, self.policy, self.taste) = (offer, book, policy, taste)
    }
}

extension Advisor {
    /// A question worth asking.
    public struct Proposal: Sendable {
        let form: QuestionForm
        /// What an answer adds to the chance that she keeps one of the shades shown, in points of 100, before its cost.
        public let gain: Double
        /// What asking costs her, in the same points.
        public let cost: Double
        /// Standard error of the gain where answers were sampled; else 0.
        public let gainError: Double

        /// What it is worth after its cost.
        public var net: Double { gain - cost }
        /// The question of the book that it is a form of.
        public var question: Question { form.question }
    }

    /// Draws by which forms of one question are told apart.
    private static let glance = 256

    /// What can be asked, the most valuable first; also what is not worth its cost.
    /// - Parameters:
    ///   - timesAsked: by question.
    ///   - passed: questions that she left open.
    ///   - another: what another photo would tell, see `Consultation.anotherPhoto`; `nil` where none is asked for.
    /// - Complexity: O(questions · options · candidates · draws) at most.
    func proposals(
        belief: CustomerBelief, candidates: Candidates, timesAsked: [String: Int], passed: Set<String> = [],
        another: SkinEvidence? = nil
    ) -> [Proposal] {
        let value = InformationValue(
            offer: offer, belief: belief, candidates: candidates, shown: policy.shown, another: another)
        let maker = QuestionMaker(offer: offer, belief: belief, candidates: candidates, takesPhotos: another != nil)
        // Forms of one question are told apart by some of the draws; what the best of them is worth, by all.
        let some = belief.sample(of: Self.glance)
        let glance = InformationValue(
            offer: offer, belief: belief.part(at: some), candidates: candidates.part(at: some), shown: policy.shown)
        var proposals: [Proposal] = []
        for question in book.questions where timesAsked[question.id, default: 0] < question.repeats {
            guard !passed.contains(question.id), !question.isSensitive || policy.asksSensitive else { continue }
            let forms = maker.forms(of: question)
            guard let form = forms.count > 1 ? glance.best(of: forms) : forms.first else { continue }
            let (gain, error) = value.gain(of: form)
            proposals.append(
                Proposal(
                    form: form, gain: 100 * gain * question.answered, cost: question.cost,
                    gainError: 100 * error * question.answered))
        }
        return proposals.enumerated().sorted {
            $0.element.net == $1.element.net ? $0.offset < $1.offset : $0.element.net > $1.element.net
        }.map(\.element)
    }
}

extension Advisor.Proposal {
    /// As it is recorded, with the attributes that shades of this offer differ in by name.
    public func asked(in offer: Offer) -> AskedQuestion {
        var asked = form.asked(in: offer.space)
        asked.gain = gain
        return asked
    }
}
