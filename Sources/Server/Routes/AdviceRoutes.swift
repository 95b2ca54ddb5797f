internal import ColorScience
internal import Consultation
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Inputs
internal import Reports
internal import ShadeCatalog
internal import Stores

/// Questions and their answers, recommendations, feedback.
struct AdviceRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        let path = "/v1/consultations/{id}"
        return [
            Route(.get, path + "/question", .keyOrClient(.consult), .none, question),
            Route(.post, path + "/answers", .keyOrClient(.consult), .json, answer),
            Route(.get, path + "/recommendations", .keyOrClient(.consult, stylist: .stylist), .none, recommendations),
            Route(.post, path + "/feedback", .keyOrClient(.consult), .json, feedback),
        ]
    }

    /// A tenant's catalog, and rules for a category of it.
    private func advisor(
        _ context: ServerContext, category: String, shown: Int? = nil
    ) async throws -> (advisor: Advisor, live: LiveCatalog) {
        let tenant = try context.tenant
        let live = try await service.catalogs.catalog(of: tenant)
        var policy = try context.policy().consultation
        if let shown { policy.shown = shown }
        return (Advisor(offer: try await live.offer(category, on: service.pool), policy: policy), live)
    }

    @Sendable private func question(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let (pool, assessments) = (service.pool, service.assessments)
        let answer = try await service.cases.change(id, of: tenant) { stored in
            let consultation = stored.consultation
            let (advisor, live) = try await advisor(context, category: consultation.category)
            let catalog = live.catalog
            let wording = ConsultationWording(
                language: consultation.language, book: advisor.book, catalog: catalog)
            if let open = consultation.open,
                let report = QuestionReport(open, book: advisor.book, wording: wording, catalog: catalog)
            {
                return .init(answer: QuestionReport.Answer(question: report, reason: nil))
            }
            let asked = try await pool.run { () -> AskedQuestion? in
                assessments.assessment(of: consultation, id, of: tenant, by: advisor, catalog: live.number)
                    .nextQuestion()?.asked(in: advisor.offer)
            }
            guard let asked, let report = QuestionReport(asked, book: advisor.book, wording: wording, catalog: catalog)
            else {
                let reason = advisor.isBudgetSpent(by: consultation) ? "budget_spent" : "not_worth_asking"
                return .init(answer: QuestionReport.Answer(question: nil, reason: reason))
            }
            return .init(events: [.asked(asked)], answer: QuestionReport.Answer(question: report, reason: nil))
        }
        return .json(answer)
    }

    private struct Reply: Decodable {
        var question: String
        var option: String?
        var options: [String]?
        var value: String?
        var skip: Bool?
        var unknown: Bool?
    }

    @Sendable private func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let given = try await service.bodies.json(Reply.self, of: request)
        let reply = try await reply(given, context)
        let next = try await service.cases.change(id, of: tenant) { stored in
            .init(events: [.answered(question: given.question, reply)], answer: stored.version + 1)
        }
        return .json(Recorded(version: next), status: .created)
    }

    private struct Recorded: Encodable {
        /// Events so far.
        let version: Int
    }

    private func reply(_ given: Reply, _ context: ServerContext) async throws -> ConsultationEvent.Reply {
        let said = [
            given.option != nil, given.options != nil, given.value != nil, given.skip == true, given.unknown == true,
        ]
        guard said.count(where: { $0 }) == 1 else {
            throw Problem.invalid("Give one of `option`, `options`, `value`, `skip: true` and `unknown: true`.")
        }
        if let option = given.option { return .option(option) }
        if let options = given.options { return .options(options) }
        if given.unknown == true { return .unknown }
        guard let value = given.value else { return .skipped }
        try TextLimit("value", 1...120).check(value)
        let live = try await service.catalogs.catalog(of: context.tenant)
        let worn: WornShade
        do throws(CatalogError) { worn = try WornShade(value, in: live.catalog) } catch {
            // In her own words she may have said more than a shade: they are not said back.
            let said = error.message.replacing("“\(value)”", with: "This")
            throw Problem(
                .unprocessableContent, error.code.rawValue,
                said.contains(value) ? "This names no shade of the catalog, or several: ask with its SKU." : said)
        }
        return .shade(
            sku: worn.shade.sku, skin: [worn.skin.lightness, worn.skin.a, worn.skin.b],
            uncertainty: worn.shade.labUncertainty)
    }

    @Sendable private func recommendations(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let category = request.query("category")
        let top = try request.query("top").map { _ in try request.query("top", in: 1...5, usual: 3) }
        let (pool, assessments) = (service.pool, service.assessments)
        let report = try await service.cases.change(id, of: tenant) { stored in
            let consultation = stored.consultation
            let (advisor, live) = try await advisor(
                context, category: category ?? consultation.category, shown: top)
            let catalog = live.catalog
            let wording = ConsultationWording(
                language: consultation.language, book: advisor.book, catalog: catalog)
            // The same case gives the same draw, however often it is asked for.
            let seed = UInt64(truncatingIfNeeded: id.utf8.reduce(5_381) { $0 &* 33 &+ Int($1) })
            let (recommendation, report) = try await pool.run {
                var generator = SplitMix64(seed: seed)
                let assessment = assessments.assessment(
                    of: consultation, id, of: tenant, by: advisor, catalog: live.number)
                let recommendation = assessment.recommendation(using: &generator)
                return (
                    recommendation,
                    RecommendationReport(
                        recommendation, assessment.explanation(), category: advisor.offer.category.rawValue,
                        wording: wording)
                )
            }
            let skus = recommendation.shades.map(\.shade.sku)
            // Reading it again is no event, nor is a stylist's reading: the customer was shown nothing.
            guard skus != consultation.shown, !context.isStylist else { return .init(answer: report) }
            let news = try News(
                .recommendationShown, at: service.clock(), consultation: id, CaseNews(consultation: id, skus: skus))
            return .init(
                events: [.shown(skus: skus, firm: recommendation.firm)], along: [.news(news)], answer: report)
        }
        return .json(report)
    }

    private struct Feedback: Decodable {
        var sku: String
        var kind: String
    }

    @Sendable private func feedback(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let given = try await service.bodies.json(Feedback.self, of: request)
        guard let kind = FeedbackKind(rawValue: given.kind) else {
            throw Problem(
                .unprocessableContent, "unknown_feedback",
                "`kind` is one of \(FeedbackKind.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let next = try await service.cases.change(id, of: tenant) { stored in
            let (advisor, live) = try await advisor(context, category: stored.consultation.category)
            guard let shade = live.catalog.shade(sku: given.sku) else {
                throw Problem(.notFound, "unknown_sku", "The catalog has no such SKU.")
            }
            return .init(events: [.feedback(advisor.offer.feedback(kind, on: shade))], answer: stored.version + 1)
        }
        return .json(Recorded(version: next), status: .created)
    }
}
