import ColorScience
import ShadeCatalog

extension Simulation {
    /// A whole case with a customer who agrees to others learning from it: asked by value of information, shown shades,
    /// of which she buys the one that she likes best and keeps it or sends it back.
    /// - Throws: what would be a mistake of this project's.
    public func consultation(with customer: SimulatedCustomer) throws(ConsultationError) -> Consultation {
        let advisor = told
        var generator = answers(of: customer)
        var consultation = try begun(with: customer)
        while consultation.timesAsked.values.reduce(0, +) < questions,
            let proposal = advisor.assess(consultation).nextQuestion()
        {
            try ask(proposal.form, customer, &consultation, &generator)
        }
        func record(_ what: ConsultationEvent.What) throws(ConsultationError) {
            try consultation.record(ConsultationEvent(at: 0, what))
        }
        let shown = advisor.assess(consultation).recommendation().shades.map(\.shade)
        try record(.shown(skus: shown.map(\.sku), firm: nil))
        let places = shown.compactMap { advisor.offer.place(of: $0.sku) }
        guard let bought = places.max(by: { customer.utilities[$0] < customer.utilities[$1] }) else {
            return consultation
        }
        let isKept = Double.random(in: 0..<1, using: &generator) < customer.keep(bought)
        let shade = advisor.offer.shades[bought]
        try record(.feedback(advisor.offer.feedback(isKept ? .kept : .returned, on: shade)))
        let lighter = customer.skin.lightness - shade.skinItFits.lightness
        // Why it comes back, where that can be seen.
        if !isKept, abs(lighter) > 2 {
            try record(.feedback(advisor.offer.feedback(lighter > 0 ? .tooDark : .tooLight, on: shade)))
        }
        return consultation
    }

    /// A case that has nothing but her photo, if she has one.
    func begun(with customer: SimulatedCustomer) throws(ConsultationError) -> Consultation {
        var consultation = Consultation()
        let consent = Consent(analysis: true, learn: true)
        try consultation.record(
            ConsultationEvent(at: 0, .began(category: "foundation", language: "en", market: "", consent: consent)))
        if let photo = customer.photo {
            try consultation.record(ConsultationEvent(at: 0, .photo(.init(id: "1", gaussian: photo))))
        }
        return consultation
    }

    /// Puts a question to her, and records what she says.
    func ask(
        _ form: QuestionForm, _ customer: SimulatedCustomer, _ consultation: inout Consultation,
        _ generator: inout SplitMix64
    ) throws(ConsultationError) {
        try consultation.record(ConsultationEvent(at: 0, .asked(form.asked(in: advisor.offer.space))))
        if form.question.kind == .photo, let both = customer.photos {
            try consultation.record(ConsultationEvent(at: 0, .photo(.init(id: "2", gaussian: both))))
            return
        }
        let reply = reply(of: customer, to: form, using: &generator)
        try consultation.record(ConsultationEvent(at: 0, .answered(question: form.question.id, reply)))
    }

    private func reply(
        of customer: SimulatedCustomer, to form: QuestionForm, using generator: inout SplitMix64
    ) -> ConsultationEvent.Reply {
        switch form.question.kind {
        case .knownShade:
            guard let known = knownShade(of: customer, using: &generator) else { return .unknown }
            let shade = advisor.offer.shades[known]
            let skin = shade.skinItFits
            return .shade(
                sku: shade.sku, skin: [skin.lightness, skin.a, skin.b], uncertainty: shade.labUncertainty)
        case .choices:
            let truths = customer.truths(of: form, noise: noise, using: &generator)
            return .options(zip(form.options, truths).filter(\.1).map(\.0.id))
        case .photo: return .unknown
        case .choice, .compare, .swatches, .critique, .range:
            let isCue = advisor.book.question(form.question.id)?.isCue == true
            let chosen = customer.answer(to: form, isCue: isCue, noise: noise, using: &generator)
            return chosen.map { .option(form.options[$0].id) } ?? .unknown
        }
    }
}
