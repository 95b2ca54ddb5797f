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
        /// What an answer adds to the chance that she keeps one of the shades shown, in points of 100, before its cost; by
        /// all draws of the belief in the first of several, by some of them in the rest.
        public let gain: Double
        /// What asking costs her, in the same points.
        public let cost: Double
        /// Standard error of the gain by its draws, where answers were sampled; else 0.
        public let gainError: Double
        /// Whether all draws were asked what it is worth.
        fileprivate let isExact: Bool

        fileprivate init(_ form: QuestionForm, worth: InformationValue, isExact: Bool = false) {
            let (gain, error) = worth.gain(of: form)
            let points = 100 * form.question.answered
            (self.form, self.gain, gainError) = (form, points * gain, points * error)
            cost = form.question.cost
            self.isExact = isExact
        }

        /// What it is worth after its cost.
        public var net: Double { gain - cost }
        /// The question of the book that it is a form of.
        public var question: Question { form.question }
    }

    /// Draws that tell which questions and forms of them deserve a closer look.
    private static let glance = 256

    /// What can be asked, the most valuable first; also what is not worth its cost.
    ///
    /// Every form is valued by some of the draws. Then the first is valued by all of them and put where it belongs, until
    /// the first is one that was: the order of the others is rougher, and one that some draws belittle stays there.
    /// - Parameters:
    ///   - timesAsked: by question.
    ///   - passed: questions that she left open.
    ///   - another: what another photo would tell, see `Consultation.anotherPhoto`; `nil` where none is asked for.
    ///   - isWanted: which forms to look at.
    /// - Complexity: O(questions · options · candidates · draws) at most.
    func proposals(
        belief: CustomerBelief, candidates: Candidates, timesAsked: [String: Int], passed: Set<String> = [],
        another: SkinEvidence? = nil, where isWanted: (QuestionForm) -> Bool = { _ in true }
    ) -> [Proposal] {
        func worth(_ belief: CustomerBelief, _ candidates: Candidates) -> InformationValue {
            InformationValue(
                offer: offer, belief: belief, candidates: candidates, shown: policy.shown, another: another)
        }
        let some = belief.sample(of: Self.glance)
        let (glance, whole) = (worth(belief.part(at: some), candidates.part(at: some)), worth(belief, candidates))
        let maker = QuestionMaker(offer: offer, belief: belief, candidates: candidates, takesPhotos: another != nil)
        let open = book.questions.filter { question in
            timesAsked[question.id, default: 0] < question.repeats && !passed.contains(question.id)
                && (!question.isSensitive || policy.asksSensitive)
        }
        // The least valuable first: the other end is quick to take from and to put back near.
        var proposals = open.compactMap { question in
            maker.forms(of: question).filter(isWanted).map { Proposal($0, worth: glance) }.max { $0.gain < $1.gain }
        }.enumerated().sorted { ($0.element.net, $1.offset) < ($1.element.net, $0.offset) }.map(\.element)
        while let first = proposals.last, !first.isExact {
            proposals.removeLast()
            let exact = Proposal(first.form, worth: whole, isExact: true)
            proposals.insert(exact, at: (proposals.lastIndex { $0.net < exact.net } ?? -1) + 1)
        }
        return proposals.reversed()
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
