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

    @Sendable private func question(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let view = service.assessments.view(of: tenant)
        let answer = try await service.cases.change(id, of: tenant) { stored in
            let standing = try await service.standing(of: stored, context, in: view)
            let (book, wording, catalog) = (standing.advisor.book, standing.wording, standing.live.catalog)
            if let open = stored.consultation.open,
                let report = QuestionReport(open, book: book, wording: wording, catalog: catalog)
            {
                return .init(answer: QuestionReport.Answer(question: report, reason: nil))
            }
            let asked = try await service.pool.run { standing.assessed.nextQuestion() }
            guard let asked, let report = QuestionReport(asked, book: book, wording: wording, catalog: catalog) else {
                let isSpent = standing.advisor.isBudgetSpent(by: stored.consultation)
                return .init(
                    answer: QuestionReport.Answer(question: nil, reason: isSpent ? "budget_spent" : "not_worth_asking"))
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
        var amount: Double?
        var skip: Bool?
        var unknown: Bool?
    }

    @Sendable private func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let given = try await service.bodies.json(Reply.self, of: request)
        let reply = try await reply(given, context)
        let view = service.assessments.view(of: tenant)
        let stored = try await service.cases.changed(id, of: tenant) { _ in
            .init(events: [.answered(question: given.question, reply)], answer: ())
        }.stored
        service.foresee(stored, context, in: view)
        return .json(Recorded(version: stored.version), status: .created)
    }

    private struct Recorded: Encodable {
        /// Events so far.
        let version: Int
    }

    private func reply(_ given: Reply, _ context: ServerContext) async throws -> ConsultationEvent.Reply {
        let said = [
            given.option != nil, given.options != nil, given.value != nil, given.amount != nil, given.skip == true,
            given.unknown == true,
        ]
        guard said.count(where: { $0 }) == 1 else {
            throw Problem.invalid(
                "Give one of `option`, `options`, `value`, `amount`, `skip: true` and `unknown: true`.")
        }
        if let option = given.option { return .option(option) }
        if let options = given.options { return .options(options) }
        if let amount = given.amount { return .amount(amount) }
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
        let (view, tellsGain) = (service.assessments.view(of: tenant), !context.isBrowser)
        let report = try await service.cases.change(id, of: tenant) { stored in
            let standing = try await service.standing(
                of: stored, context, in: view, category: category, shown: top)
            let (recommendation, report) = try await service.pool.run {
                let (recommendation, explanation) = standing.assessed.recommendation()
                return (
                    recommendation,
                    RecommendationReport(
                        recommendation, explanation, category: standing.advisor.offer.category.rawValue,
                        wording: standing.wording, lessons: standing.lessons, tellsGain: tellsGain)
                )
            }
            let skus = recommendation.shades.map(\.shade.sku)
            // Reading it again is no event, nor is a stylist's reading: the customer was shown nothing.
            guard skus != stored.consultation.shown, !context.isStylist else { return .init(answer: report) }
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
        let view = service.assessments.view(of: tenant)
        let stored = try await service.cases.changed(id, of: tenant) { stored in
            let live = try await service.catalogs.catalog(of: tenant)
            let offer = try await live.offer(stored.consultation.category, on: service.pool)
            guard let shade = live.catalog.shade(sku: given.sku) else {
                throw Problem(.notFound, "unknown_sku", "The catalog has no such SKU.")
            }
            return .init(events: [.feedback(offer.feedback(kind, on: shade))], answer: ())
        }.stored
        service.foresee(stored, context, in: view)
        return .json(Recorded(version: stored.version), status: .created)
    }
}
