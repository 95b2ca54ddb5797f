import ColorScience
import ShadeCatalog
import SkinTone

/// One customer's case: what its events come to.
///
/// Pure: the same events give the same case, whoever folds them and when.
public struct Consultation: Sendable {
    public private(set) var events: [ConsultationEvent] = []
    /// What shades are looked for, such as `foundation`.
    public private(set) var category = ""
    /// Such as `en`.
    public private(set) var language = "en"
    /// Whose customers she is compared with, such as `DE`; may be empty.
    public private(set) var market = ""
    public private(set) var consent = Consent()
    /// The question that waits for an answer.
    public private(set) var open: AskedQuestion?
    /// Questions that were put, by id.
    public private(set) var timesAsked: [String: Int] = [:]
    /// Questions that she left open: they are not put again.
    public private(set) var passed: Set<String> = []
    /// The shades shown last, by SKU.
    public private(set) var shown: [String] = []
    /// What every shade shown must have.
    public var requirements: Set<Requirement> { limit.map { required.union([$0]) } ?? required }
    /// What was required for good.
    private var required: Set<Requirement> = []
    /// What she would pay at most, as she said last.
    private var limit: Requirement?
    /// When the latest event happened, in seconds since 1970.
    private(set) var now = 0.0
    private(set) var statements: [Statement] = []

    /// Something that says something, in the form that does not depend on what is on offer.
    struct Statement {
        let id: String
        /// When it was said, in seconds since 1970.
        let at: Double
        /// What it was about, to be told in an explanation.
        let source: Source
        /// At which a question was asked; else 1.
        let sharpness: Double
        let content: Content

        var isOfOrder: Bool {
            if case .feedback(let feedback) = content { return feedback.order != nil }
            return false
        }

        enum Content {
            case skin(SkinEvidence)
            case choice([StoredScore], chosen: Int, noise: Double)
            case selection([StoredScore], isChosen: [Bool], noise: Double)
            case feedback(ConsultationEvent.Feedback)
        }
    }

    /// Where evidence comes from.
    public enum Source: Sendable, Hashable {
        case photo
        case measurement
        /// One option, or all of several that are true of her, in the question's order.
        case answer(question: String, options: [String])
        case knownShade(sku: String)
        /// A shade that a stylist chose for her.
        case stylist(sku: String)
        case feedback(sku: String, FeedbackKind)
    }

    public init() {}

    /// What was recorded, by this program or an older one.
    /// - Throws: at the first event that cannot be.
    public init(events: [ConsultationEvent]) throws(ConsultationError) {
        for event in events { try fold(event) }
    }
}

extension Consultation {
    /// Takes an event in, or changes nothing.
    /// - Throws: `ConsultationError` when it cannot follow those before.
    public mutating func record(_ event: ConsultationEvent) throws(ConsultationError) {
        try check(event.what)
        try fold(event)
    }

    /// What older programs took; what they recorded is read all the same.
    private func check(_ what: ConsultationEvent.What) throws(ConsultationError) {
        switch what {
        case .photo(let statement):
            let photos = statement.photos ?? []
            guard Set(photos).count == photos.count else {
                throw ConsultationError(
                    code: .repeated, message: "this photo was given before: it says nothing new, take another")
            }
        case .feedback(let feedback) where feedback.order != nil && !consent.learn:
            throw ConsultationError(
                code: .consentMissing,
                message: "she has not agreed to her orders being learned from: ask her for consent to `learn`")
        default: break
        }
    }

    private mutating func fold(_ event: ConsultationEvent) throws(ConsultationError) {
        guard (1...ConsultationEvent.version).contains(event.version) else {
            throw ConsultationError(
                code: .unknownVersion,
                message:
                    "an event has version \(event.version), this program knows \(ConsultationEvent.version): update it")
        }
        var next = self
        try next.apply(event.what, at: event.at)
        next.events.append(event)
        self = next
    }

    private mutating func apply(_ what: ConsultationEvent.What, at time: Double) throws(ConsultationError) {
        guard time.isFinite else {
            throw ConsultationError(code: .invalidEvent, message: "an event happened at no time")
        }
        now = max(now, time)
        if case .began(let category, let language, let market, let consent) = what {
            guard events.isEmpty else {
                throw ConsultationError(code: .alreadyBegun, message: "the consultation has begun already")
            }
            (self.category, self.language, self.market, self.consent) = (category, language, market, consent)
            return
        }
        guard !events.isEmpty else {
            throw ConsultationError(code: .notBegun, message: "the first event must begin the consultation")
        }
        switch what {
        case .began: break
        case .consented(let consent):
            self.consent = consent
            // With effect at once: what her photos said is not believed any more.
            if !consent.analysis {
                statements.removeAll { $0.source == .photo }
                // Nor is she asked for another.
                if open?.takesPhoto == true { open = nil }
            }
            // Her orders are known here for the sake of learning.
            if !consent.learn { statements.removeAll(where: \.isOfOrder) }
        case .photo(let statement):
            guard consent.analysis else {
                throw ConsultationError(
                    code: .consentMissing,
                    message: "she has not agreed to her photo being analysed: ask her for consent to `analysis`")
            }
            // Of several photos, the reading of all together comes in place of those before: they share what is known
            // of people's skin.
            let skin = try statement.evidence(degrees: 6, knowsPopulation: true)
            statements.removeAll { $0.source == .photo }
            try add("photo/" + statement.id, .photo, at: time, .skin(skin))
            // Asked for or not: it is an answer.
            if open?.takesPhoto == true { open = nil }
        case .measured(let statement):
            try add(
                "measured/" + statement.id, .measurement, at: time,
                .skin(try statement.evidence(degrees: 30, knowsPopulation: false)))
        case .asked(let asked):
            if let open {
                throw ConsultationError(
                    code: .questionOpen, message: "\(open.question) is open: record its answer, or that it was skipped")
            }
            guard asked.isValid else {
                throw ConsultationError(code: .invalidEvent, message: "\(asked.question) holds figures that are none")
            }
            open = asked
            timesAsked[asked.question, default: 0] += 1
        case .answered(let question, let reply): try answer(question, reply, at: time)
        case .required(let names):
            for name in names {
                guard let required = Requirement(name: name) else {
                    throw ConsultationError(
                        code: .unknownOption,
                        message: "\(name) cannot be required: write \(Requirement.examples)")
                }
                self.required.insert(required)
            }
        case .shown(let skus, _): shown = skus
        case .feedback(let feedback): try take(feedback, at: time)
        case .advised(let sku, let skin, let uncertainty):
            let reading = try SkinEvidence.fitting(
                sku, skin: skin, uncertainty: uncertainty, noise: Self.stylistNoise)
            statements.removeAll { if case .stylist = $0.source { true } else { false } }
            try add("advised/" + sku, .stylist(sku: sku), at: time, .skin(reading))
        }
    }

    /// Chance that a stylist's choice says nothing.
    private static let stylistNoise = 0.05

    private mutating func add(
        _ id: String, _ source: Source, at time: Double, askedAt sharpness: Double = 1, _ content: Statement.Content
    ) throws(ConsultationError) {
        guard !statements.contains(where: { $0.id == id }) else {
            throw ConsultationError(code: .repeated, message: "\(id) is recorded already")
        }
        statements.append(Statement(id: id, at: time, source: source, sharpness: sharpness, content: content))
    }

    private mutating func answer(
        _ question: String, _ reply: ConsultationEvent.Reply, at time: Double
    ) throws(ConsultationError) {
        guard let asked = open, asked.question == question else {
            let isOld = timesAsked[question] != nil
            throw ConsultationError(
                code: isOld ? .alreadyAnswered : .notAsked,
                message: "\(question) \(isOld ? "was answered already" : "was not asked")"
                    + (open.map { ": the question open is \($0.question)" } ?? ": there is no question open"))
        }
        let id = "answer/\(question)/\(timesAsked[question] ?? 1)"
        switch reply {
        case .skipped, .unknown: passed.insert(question)
        case .option(let option):
            guard !asked.takesSeveral else {
                throw ConsultationError(
                    code: .unknownOption, message: "\(question) takes a list of options: all that are true of her")
            }
            let chosen = try asked.place(of: option)
            try add(
                id, .answer(question: question, options: [option]), at: time, askedAt: asked.sharpness,
                .choice(asked.options.map(\.score), chosen: chosen, noise: asked.noise))
            require(asked.options[chosen])
            if asked.currency != nil { limit(to: Double(option), asked.currency) }
        case .options(let options):
            guard asked.takesSeveral else {
                throw ConsultationError(code: .unknownOption, message: "\(question) takes one answer, not a list")
            }
            var isChosen = asked.options.map { _ in false }
            for option in options { isChosen[try asked.place(of: option)] = true }
            let chosen = zip(asked.options, isChosen).filter(\.1).map(\.0)
            try add(
                id, .answer(question: question, options: chosen.map(\.id)), at: time, askedAt: asked.sharpness,
                .selection(asked.options.map(\.score), isChosen: isChosen, noise: asked.noise))
            for option in chosen { require(option) }
        case .amount(let amount):
            guard let nearest = asked.place(ofAmount: amount) else {
                throw ConsultationError(
                    code: .unknownOption,
                    message:
                        "\(question) takes \(asked.currency == nil ? "no amount" : "an amount above 0 and to a billion")"
                )
            }
            try add(
                id, .answer(question: question, options: [amount.shortText]), at: time, askedAt: asked.sharpness,
                .choice(asked.options.map(\.score), chosen: nearest, noise: asked.noise))
            limit(to: amount, asked.currency)
        case .shade(let sku, let skin, let uncertainty):
            guard asked.takesShade else {
                throw ConsultationError(code: .unknownOption, message: "\(question) takes no shade for an answer")
            }
            let reading = try SkinEvidence.fitting(
                sku, skin: skin, uncertainty: uncertainty, noise: asked.noise)
            try add(id, .knownShade(sku: sku), at: time, .skin(reading))
        }
        open = nil
    }

    /// In place of what she said before; what was required for good stays beside it.
    /// - Parameter amount: `nil` for any price.
    private mutating func limit(to amount: Double?, _ currency: String?) {
        guard let currency else { return }
        limit = amount.map { .priced(atMost: $0, currency: currency) }
    }

    private mutating func require(_ option: AskedQuestion.Option) {
        if let required = option.requires.flatMap(Requirement.init(name:)) { self.required.insert(required) }
    }

    private mutating func take(_ feedback: ConsultationEvent.Feedback, at time: Double) throws(ConsultationError) {
        guard feedback.lab.isEmpty || Lab<D65>(coordinates: feedback.lab) != nil else {
            throw ConsultationError(code: .unknownSKU, message: "\(feedback.sku) has no colour")
        }
        guard feedback.scores(.standard).allSatisfy(\.isValid) else {
            throw ConsultationError(
                code: .invalidEvent, message: "feedback on \(feedback.sku) holds figures that are none")
        }
        let id = "feedback/\(feedback.sku)/\(feedback.kind.rawValue)"
        // What she says herself stands for what an order said before.
        if feedback.order == nil { statements.removeAll { $0.id == id && $0.isOfOrder } }
        try add(id, .feedback(sku: feedback.sku, feedback.kind), at: time, .feedback(feedback))
    }
}
