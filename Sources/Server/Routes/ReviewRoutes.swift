internal import Consultation
internal import HTTPTypes
internal import Hummingbird
internal import Stores

/// Wanting a person, contesting the machine, writing to the shop; and what people decide.
struct ReviewRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        let path = "/v1/consultations/{id}"
        return [
            Route(.post, path + "/messages", .keyOrClient(.consult), .json, message),
            Route(.post, path + "/handoff", .keyOrClient(.consult), .note) { try await open(.handoff, $0, $1) },
            Route(.post, path + "/contest", .keyOrClient(.consult), .note) { try await open(.contest, $0, $1) },
            Route(.get, "/v1/reviews", .key(.consult, stylist: .stylist), .none, list),
            Route(.post, "/v1/reviews/{id}/decision", .key(.consult, stylist: .stylist), .json, decide),
        ]
    }

    private struct Message: Decodable { var text: String }
    private struct Note: Decodable { var text: String? }

    private struct Opened: Encodable {
        let review: String
        let kind: String
        /// By when a person will have looked.
        let due: String?
    }

    /// The contract's answer to a message. A person gives the reply, later: what is not there is null.
    private struct Stored: Encodable {
        let reply: String?
        let emotion: String?
        let intent: String?
        let actions: [String]
        let review: String

        enum CodingKeys: CodingKey { case reply, emotion, intent, actions, review }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(reply, forKey: .reply)
            try container.encode(emotion, forKey: .emotion)
            try container.encode(intent, forKey: .intent)
            try container.encode(actions, forKey: .actions)
            try container.encode(review, forKey: .review)
        }
    }

    @Sendable private func message(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let text = try Self.checked(try await service.bodies.json(Message.self, of: request).text)
        guard let text else { throw Problem.invalid("`text` is empty.") }
        _ = try await service.cases.load(id, of: tenant)
        let review = Review(
            id: Store.newID("w"), consultation: id, kind: .message, opened: service.clock(), note: text)
        try await service.store.open(
            review, of: tenant, along: [.news(try CaseNews.of(review, .reviewOpened, at: review.opened))])
        return .json(
            Stored(reply: nil, emotion: nil, intent: nil, actions: ["queued_for_stylist"], review: review.id),
            status: .created)
    }

    private func open(_ kind: Review.Kind, _ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let note = try Self.checked(try await service.bodies.jsonIfAny(Note.self, of: request)?.text)
        _ = try await service.cases.load(id, of: tenant)
        let now = service.clock()
        let policy = try context.policy()
        let due = kind == .contest ? now + 3600 * Double(policy.reviewHours) : nil
        let review = Review(id: Store.newID("w"), consultation: id, kind: kind, opened: now, due: due, note: note)
        try await service.store.open(
            review, of: tenant, along: [.news(try CaseNews.of(review, .reviewOpened, at: review.opened))])
        return .json(
            Opened(review: review.id, kind: kind.rawValue, due: due.map(\.timestamp)), status: .created)
    }

    private static func checked(_ text: String?) throws(Problem) -> String? {
        try TextLimit("text", 0...1000).check(text)
        guard let text, !text.allSatisfy(\.isWhitespace) else { return nil }
        return text
    }

    private struct Page: Encodable {
        let reviews: [Entry]
        let next: String?
    }

    private struct Entry: Encodable {
        let id: String
        let consultation: String
        let kind: String
        let opened: String
        let due: String?
        let note: String?
        let decision: String?
        let decidedBy: String?
        let reason: String?
        let decided: String?

        init(_ review: Review) {
            (id, consultation, kind) = (review.id, review.consultation, review.kind.rawValue)
            (opened, due, note) = (review.opened.timestamp, review.due.map(\.timestamp), review.note)
            (decision, decidedBy, reason) = (review.decision?.rawValue, review.decidedBy, review.reason)
            decided = review.decided.map(\.timestamp)
        }
    }

    @Sendable private func list(_ request: Request, _ context: ServerContext) async throws -> Response {
        let limit = try request.query("limit", in: 1...200, usual: 50)
        let state = request.query("state") ?? "open"
        guard ["open", "decided"].contains(state) else { throw Problem.invalid("`state` is open or decided.") }
        let unknown = Problem(
            .unprocessableContent, "invalid_cursor", "`cursor` names no review: begin without one.")
        let cursor = request.query("cursor")
        guard cursor?.utf8.contains(0) != true else { throw unknown }
        let found = try await service.store.reviews(
            of: context.tenant, decided: state == "decided", limit: limit + 1, after: cursor)
        guard let found else { throw unknown }
        let page = found.prefix(limit)
        return .json(Page(reviews: page.map(Entry.init), next: found.count > limit ? page.last?.id : nil))
    }

    private struct Decision: Decodable {
        var decision: String
        /// Who decides; of somebody who has signed in, it is known.
        var by: String?
        var reason: String?
        /// The shade that is right for her, where one was chosen.
        var sku: String?

        func author(_ principal: Principal?) throws(Problem) -> String {
            if case .stylist(let stylist, _) = principal { return stylist.name }
            guard let by else {
                throw Problem(.unprocessableContent, "name_required", "A key says who decided: `by`.")
            }
            return by
        }
    }

    @Sendable private func decide(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let given = try await service.bodies.json(Decision.self, of: request)
        guard let decision = Review.Decision(rawValue: given.decision) else {
            throw Problem.invalid(
                "`decision` is one of \(Review.Decision.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let author = try given.author(context.principal)
        try TextLimit("by", 1...50).check(author)
        try TextLimit("reason", 0...1000).check(given.reason)
        guard decision == .approve || given.reason?.contains(where: { !$0.isWhitespace }) == true else {
            throw Problem(.unprocessableContent, "reason_required", "An override or a takeover says why: `reason`.")
        }
        let advice: ConsultationEvent? =
            if let sku = given.sku {
                ConsultationEvent(at: service.clock(), try await service.counterMatch(sku, of: tenant))
            } else { nil }
        let review = try await service.store.decide(
            id, of: tenant, decision, by: author, because: given.reason, at: service.clock(),
            along: { review in
                (advice.map { [.event($0, inCase: review.consultation)] } ?? []) + [
                    service.audit(
                        context, .reviewDecided, id,
                        ["by": author, "consultation": review.consultation, "decision": given.decision]),
                    .news(try CaseNews.of(review, .reviewDecided, at: service.clock())),
                ]
            })
        guard let review else { throw Problem.notFound }
        return .json(Entry(review))
    }
}
