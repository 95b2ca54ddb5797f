internal import Consultation
internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Reports
internal import Stores

/// What is kept of a customer: given out, removed, and added to by the shop's systems.
struct CustomerRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        [
            Route(.get, "/v1/consultations/{id}/export", .key(.admin), .none, exportCase),
            Route(.delete, "/v1/consultations/{id}", .key(.admin), .none, eraseCase),
            Route(.get, "/v1/customers/{id}", .key(.admin), .none, export),
            Route(.delete, "/v1/customers/{id}", .key(.admin), .none, erase),
            Route(.post, "/v1/events", .key(.consult), .batch, record),
        ]
    }

    private struct Export: Encodable {
        let customer: String
        let consultations: [Case]
        let receipts: [ConsentReceipt]
        let events: [ShopEvent]
        let jobs: [JobText]

        struct JobText: Encodable {
            let id: String
            let created: Double
            let results: [StoredJSON]
        }

        struct Case: Encodable {
            let id: String
            let created: Double
            let events: [ConsultationEvent]
            let reviews: [Text]
            let images: [ImageReport]
            let accesses: [Access]

            init(_ found: CustomerData.Case) {
                (id, created, events) = (found.id, found.created, found.events)
                reviews = found.reviews.map {
                    Text(
                        kind: $0.kind.rawValue, opened: $0.opened, text: $0.note, decision: $0.decision?.rawValue,
                        reason: $0.reason)
                }
                images = found.images.map(ImageReport.init)
                accesses = found.accesses.map {
                    Access(at: Double($0.milliseconds) / 1000, actor: $0.actor, action: $0.action)
                }
            }
        }

        /// Who did what with the case.
        struct Access: Encodable {
            let at: Double
            let actor: String
            let action: String
        }

        struct Text: Encodable {
            let kind: String
            let opened: Double
            let text: String?
            let decision: String?
            let reason: String?
        }
    }

    @Sendable private func export(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, customer) = (try context.tenant, try context.parameter("id"))
        let data = try await service.store.customer(customer, of: tenant, at: service.clock())
        guard !data.isEmpty else { throw Problem.notFound }
        let id = Store.newID("x")
        let takesZip = request.acceptedTypes?.contains("application/zip") ?? false
        let seen = takesZip ? data.cases.flatMap(\.images) : []
        // What has begun as an archive can no longer be answered with a problem.
        if !seen.isEmpty { try await service.vault.checkOpens(of: tenant) }
        // Before they are seen, not after.
        try await service.store.write(
            [service.audit(context, .customerExported, id, ["customer": Self.subject(customer, of: id).hex])]
                + seen.map { service.audit(context, .imageRead, $0.consultation, ["image": $0.id]) }, of: tenant)
        var jobs: [Export.JobText] = []
        for job in data.jobs {
            var (results, last): ([StoredJSON], Int) = ([], 0)
            while let page = try await service.store.results(ofJob: job.id, of: tenant, after: last).nonEmpty {
                results += try page.map { try JSONDecoder().decode(StoredJSON.self, from: Data($0.numbered.utf8)) }
                last = page.last?.number ?? .max
            }
            jobs.append(Export.JobText(id: job.id, created: job.created, results: results))
        }
        let export = Self.export(data, jobs)
        return takesZip ? zip(Data(jsonLine(export).utf8), data, of: tenant, context.logger) : .json(export)
    }

    private static func export(_ data: CustomerData, _ jobs: [Export.JobText]) -> Export {
        Export(
            customer: data.customer, consultations: data.cases.map(Export.Case.init), receipts: data.receipts,
            events: data.shopEvents, jobs: jobs)
    }

    private struct CaseExport: Encodable {
        let consultation: Export.Case
        let receipts: [ConsentReceipt]
    }

    /// One case alone: of whom the shop has no name, nothing else can be given out.
    @Sendable private func exportCase(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        guard let (found, receipts) = try await service.store.caseData(id, of: tenant, at: service.clock()) else {
            throw Problem.notFound
        }
        // Before it is seen, not after.
        try await service.store.write([service.audit(context, .consultationExported, id)], of: tenant)
        return .json(CaseExport(consultation: Export.Case(found), receipts: receipts))
    }

    /// The JSON and all pictures as an archive, each read and opened when its turn comes.
    private func zip(_ document: Data, _ data: CustomerData, of tenant: String, _ logger: Logger) -> Response {
        let body = ResponseBody { [service] writer in
            let now = service.clock()
            var archive = ZipWriter(at: now)
            do {
                guard let entry = archive.file("customer.json", [UInt8](document)) else { throw Self.archiveFull }
                try await writer.write(ByteBuffer(bytes: entry))
                for image in data.cases.flatMap(\.images) {
                    // Withdrawn meanwhile.
                    guard let picture = try await picture(image, of: tenant, at: now) else { continue }
                    let name = "images/\(image.id)." + (image.type == "image/png" ? "png" : "jpg")
                    guard let entry = archive.file(name, picture) else { throw Self.archiveFull }
                    try await writer.write(ByteBuffer(bytes: entry))
                }
                try await writer.write(ByteBuffer(bytes: archive.end()))
                try await writer.finish(nil)
            } catch {
                // Nobody else sees why the archive breaks off.
                logger.error("export broke off", metadata: ["error": .string(Problem.logged(error))])
                throw error
            }
        }
        var response = Response(status: .ok, body: body)
        response.headers[.contentType] = "application/zip"
        response.headers[.contentDisposition] = "attachment; filename=\"customer.zip\""
        return response
    }

    /// A kept picture, opened; `nil` where it is gone.
    private func picture(_ image: StoredImage, of tenant: String, at now: Double) async throws -> [UInt8]? {
        let found = try await service.store.image(image.id, ofCase: image.consultation, of: tenant, at: now)
        guard let (image, sealed) = found else { return nil }
        return try await ImageKeeper(vault: service.vault, clock: { now }).opened(sealed, image, of: tenant)
    }

    private static let archiveFull = Problem(
        .internalServerError, "internal_error", "The archive is larger than 4 GB.")

    /// By which the shop can prove who or what was meant. Bound to an id, so that hashes of one customer cannot be told
    /// to be of one.
    private static func subject(_ name: String, of id: String) -> [UInt8] {
        [UInt8](
            HMAC<SHA256>.authenticationCode(for: Data(name.utf8), using: SymmetricKey(data: Data(id.utf8))))
    }

    /// By its cases a shop can tell whom to forget in its own systems; her name is nowhere any more.
    private struct ErasureNews: Encodable, Sendable {
        let tombstone: String
        let consultations: [String]
    }

    private struct Erased: Encodable {
        let tombstone: String
        let consultations: Int
    }

    @Sendable private func erase(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, customer) = (try context.tenant, try context.parameter("id"))
        let id = Store.newID("t")
        let cases = try await service.store.erase(
            customer, of: tenant, tombstone: id, subject: Self.subject(customer, of: id), at: service.clock(),
            along: { cases in
                let news = try News(
                    .customerErased, at: service.clock(), ErasureNews(tombstone: id, consultations: cases))
                return [
                    service.audit(context, .customerErased, id, ["consultations": String(cases.count)]), .news(news),
                ]
            })
        await service.authenticator.forget()
        await service.forgetCases(of: tenant)
        return .json(Erased(tombstone: id, consultations: cases))
    }

    /// One case alone: of whom the shop has no name, nothing else can be erased.
    @Sendable private func eraseCase(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, consultation) = (try context.tenant, try context.parameter("id"))
        let (id, now) = (Store.newID("t"), service.clock())
        let news = try News(.consultationErased, at: now, ErasureNews(tombstone: id, consultations: [consultation]))
        guard
            try await service.store.eraseCase(
                consultation, of: tenant, tombstone: id, subject: Self.subject(consultation, of: id), at: now,
                along: [service.audit(context, .consultationErased, id), .news(news)])
        else { throw Problem.notFound }
        await service.authenticator.forget()
        await service.forgetCases(of: tenant)
        return .json(Erased(tombstone: id, consultations: 1))
    }

    private struct Batch: Decodable {
        var events: [IncomingShopEvent]

        init(from decoder: any Decoder) throws {
            // One, or many in `events`.
            if let container = try? decoder.container(keyedBy: CodingKeys.self), container.contains(.events) {
                events = try container.decode([IncomingShopEvent].self, forKey: .events)
            } else {
                events = [try IncomingShopEvent(from: decoder)]
            }
        }

        enum CodingKeys: CodingKey { case events }
    }

    private struct Recorded: Encodable {
        let received: Int
        let new: Int
        /// Of the new ones, those that a consultation now knows of.
        let joined: Int
    }

    @Sendable private func record(_ request: Request, _ context: ServerContext) async throws -> Response {
        let tenant = try context.tenant
        let batch = try await service.bodies.json(Batch.self, of: request, limit: ServerOptions.batchBytes).events
        guard (1...1000).contains(batch.count) else { throw Problem.invalid("Send 1 to 1000 events at once.") }
        let events = try batch.enumerated().map { index, event in
            do throws(Problem) { return try event.checked() } catch {
                throw Problem(
                    .unprocessableContent, "invalid_event", "Event \(index): \(error.detail) None was recorded.")
            }
        }
        let intake = try await ShopIntake(store: service.store, tenant: tenant, catalogs: service.catalogs)
        let (new, joined) = try await intake.add(events, at: service.clock(), on: service.pool)
        return .json(Recorded(received: events.count, new: new, joined: joined), status: .created)
    }
}
