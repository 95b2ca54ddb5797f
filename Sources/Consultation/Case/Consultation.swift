import ColorScience
import ShadeCatalog

/// One customer's case: what its events come to.
///
/// Pure: the same events give the same case, whoever folds them and when.
public struct Consultation: Sendable {
    public private(set) var events: [ConsultationEvent] = []
    /// What shades are looked for, such as `foundation`.
    public private(set) var category = ""
    /// Such as `en`.
    public private(set) var language = "en"
    public private(set) var consent = Consent()
    /// The question that waits for an answer.
    public private(set) var open: AskedQuestion?
    /// Questions that were put, by id.
    public private(set) var timesAsked: [String: Int] = [:]
    /// Questions that she left open: they are not put again.
    public private(set) var passed: Set<String> = []
    /// What every shade shown must have.
    public private(set) var requirements: Set<TasteAttribute> = []
    private var statements: [Statement] = []

    /// Something that says something, in the form that does not depend on what is on offer.
    private struct Statement {
        let id: String
        /// What it was about, to be told in an explanation.
        let source: Source
        let content: Content

        enum Content {
            case skin(SkinEvidence)
            case choice([StoredScore], chosen: Int, noise: Double)
        }
    }

    /// Where evidence comes from.
    public enum Source: Sendable, Hashable {
        case photo
        case measurement
        case answer(question: String, option: String)
        case knownShade(sku: String)
        case feedback(sku: String, FeedbackKind)
    }

    public init() {}

    /// - Throws: at the first event that cannot be.
    public init(events: [ConsultationEvent]) throws(ConsultationError) {
        for event in events { try record(event) }
    }
}

extension Consultation {
    /// Takes an event in, or changes nothing.
    /// - Throws: `ConsultationError` when it cannot follow those before.
    public mutating func record(_ event: ConsultationEvent) throws(ConsultationError) {
        guard event.version == ConsultationEvent.version else {
            throw ConsultationError(
                code: .unknownVersion,
                message:
                    "an event has version \(event.version), this program knows \(ConsultationEvent.version): update it")
        }
        var next = self
        try next.apply(event.what)
        next.events.append(event)
        self = next
    }

    private mutating func apply(_ what: ConsultationEvent.What) throws(ConsultationError) {
        if case .began(let category, let language, let consent) = what {
            guard events.isEmpty else {
                throw ConsultationError(code: .alreadyBegun, message: "the consultation has begun already")
            }
            (self.category, self.language, self.consent) = (category, language, consent)
            return
        }
        guard !events.isEmpty else {
            throw ConsultationError(code: .notBegun, message: "the first event must begin the consultation")
        }
        switch what {
        case .began: break
        case .consented(let consent): self.consent = consent
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
            try add("photo/" + statement.id, .photo, .skin(skin))
        case .measured(let statement):
            try add(
                "measured/" + statement.id, .measurement,
                .skin(try statement.evidence(degrees: 30, knowsPopulation: false)))
        case .asked(let asked):
            open = asked
            timesAsked[asked.question, default: 0] += 1
        case .answered(let question, let reply): try answer(question, reply)
        case .feedback(let feedback): try take(feedback)
        }
    }

    private mutating func add(
        _ id: String, _ source: Source, _ content: Statement.Content
    ) throws(ConsultationError) {
        guard !statements.contains(where: { $0.id == id }) else {
            throw ConsultationError(code: .repeated, message: "\(id) is recorded already")
        }
        statements.append(Statement(id: id, source: source, content: content))
    }

    private mutating func answer(
        _ question: String, _ reply: ConsultationEvent.Reply
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
            guard let chosen = asked.options.firstIndex(where: { $0.id == option }) else {
                let known = asked.options.map(\.id).joined(separator: ", ")
                throw ConsultationError(
                    code: .unknownOption,
                    message: "\(question) has no option \(option)"
                        + (known.isEmpty ? ": it takes a shade" : ": choose \(known)"))
            }
            try add(
                id, .answer(question: question, option: option),
                .choice(asked.options.map(\.score), chosen: chosen, noise: asked.noise))
            if let required = asked.options[chosen].requires.flatMap(TasteAttribute.init(name:)) {
                requirements.insert(required)
            }
        case .shade(let sku, let lab):
            guard asked.options.isEmpty else {
                throw ConsultationError(code: .unknownOption, message: "\(question) takes no shade for an answer")
            }
            guard lab.count == 3, lab.allSatisfy(\.isFinite) else {
                throw ConsultationError(code: .unknownSKU, message: "\(sku) has no colour")
            }
            try add(
                id, .knownShade(sku: sku), .skin(KnownShade().reading(of: Lab(lab[0], lab[1], lab[2]))))
        }
        open = nil
    }

    private mutating func take(_ feedback: ConsultationEvent.Feedback) throws(ConsultationError) {
        guard feedback.lab.count == 3, feedback.lab.allSatisfy(\.isFinite) else {
            throw ConsultationError(code: .unknownSKU, message: "\(feedback.sku) has no colour")
        }
        let (said, otherwise) = feedback.scores
        let isRejection = feedback.kind == .rejected
        try add(
            "feedback/\(feedback.sku)/\(feedback.kind.rawValue)", .feedback(sku: feedback.sku, feedback.kind),
            .choice([said, otherwise], chosen: isRejection ? 1 : 0, noise: 0.1))
    }
}

extension Consultation {
    /// What was learned, where shades differ in `space`, and where from.
    func evidence(in space: TasteSpace) -> [(evidence: Evidence, source: Source)] {
        statements.map { statement in
            let factor: Factor =
                switch statement.content {
                case .skin(let skin): .reading(skin)
                case .choice(let scores, let chosen, let noise):
                    .choice(
                        ChoiceEvidence(options: scores.map { $0.score(in: space) }, chosen: chosen, noise: noise))
                }
            return (Evidence(statement.id, factor), statement.source)
        }
    }
}

extension ConsultationEvent.SkinStatement {
    fileprivate func evidence(degrees: Double, knowsPopulation: Bool) throws(ConsultationError) -> SkinEvidence {
        guard lab.count == 3, covariance.count == 6, (lab + covariance).allSatisfy(\.isFinite),
            covariance[0] > 0, covariance[3] > 0, covariance[5] > 0
        else { throw ConsultationError(code: .unknownVersion, message: "a reading of skin holds no colour and spread") }
        return SkinEvidence(
            mean: Lab(lab[0], lab[1], lab[2]),
            covariance: Covariance3(
                ll: covariance[0], la: covariance[1], lb: covariance[2], aa: covariance[3], ab: covariance[4],
                bb: covariance[5]), degrees: degrees, knowsPopulation: knowsPopulation)
    }
}

extension ConsultationEvent.Feedback {
    /// What speaks for its being said, and for nothing being said.
    fileprivate var scores: (said: StoredScore, otherwise: StoredScore) {
        var (said, otherwise) = (StoredScore(), StoredScore())
        switch kind {
        case .liked, .rejected:
            // She keeps it or not.
            said.constant = KeepModel.base
            said.taste = features
            said.near = lab + [KeepModel.slope, KeepModel.bend]
        default:
            if let toward = kind.toward {
                said.lean = lab + [toward.x, toward.y, toward.z]
                (otherwise.near, otherwise.constant) = (lab + [KeepModel.slope, KeepModel.bend], 1.5)
            }
            said.taste = kind.likes
        }
        return (said, otherwise)
    }
}
