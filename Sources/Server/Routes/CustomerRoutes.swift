internal import Consultation
internal import Crypto
internal import Foundation
internal import Hummingbird
internal import Stores

/// What is kept of a customer: given out, removed, and added to by the shop's systems.
struct CustomerRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        [
            Route(.get, "/v1/customers/{id}", .key(.admin), .none, export),
            Route(.delete, "/v1/customers/{id}", .key(.admin), .none, erase),
            Route(.post, "/v1/events", .key(.consult), .json, record),
        ]
    }

    private struct Export: Encodable {
        let customer: String
        let consultations: [Case]
        let receipts: [ConsentReceipt]
        let events: [ShopEvent]

        struct Case: Encodable {
            let id: String
            let created: Double
            let events: [ConsultationEvent]
            let reviews: [Text]
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
        let data = try await service.store.customer(context.parameter("id"), of: context.tenant)
        guard !data.isEmpty else { throw Problem.notFound }
        return .json(
            Export(
                customer: data.customer,
                consultations: data.cases.map { found in
                    Export.Case(
                        id: found.id, created: found.created, events: found.events,
                        reviews: found.reviews.map {
                            Export.Text(
                                kind: $0.kind.rawValue, opened: $0.opened, text: $0.note,
                                decision: $0.decision?.rawValue, reason: $0.reason)
                        })
                }, receipts: data.receipts, events: data.shopEvents))
    }

    private struct Erased: Encodable {
        let tombstone: String
        let consultations: Int
    }

    @Sendable private func erase(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, customer) = (try context.tenant, try context.parameter("id"))
        let id = Store.newID("t")
        // Bound to the tombstone, so that hashes of one customer cannot be told to be of one.
        let subject = HMAC<SHA256>.authenticationCode(
            for: Data(customer.utf8), using: SymmetricKey(data: Data(id.utf8)))
        let cases = try await service.store.erase(
            customer, of: tenant, tombstone: id, subject: [UInt8](subject), at: service.clock())
        await service.authenticator.forget()
        return .json(Erased(tombstone: id, consultations: cases))
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
    }

    @Sendable private func record(_ request: Request, _ context: ServerContext) async throws -> Response {
        let tenant = try context.tenant
        let batch = try await service.bodies.json(Batch.self, of: request).events
        guard (1...1000).contains(batch.count) else { throw Problem.invalid("Send 1 to 1000 events at once.") }
        let events = try batch.enumerated().map { index, event in
            do throws(Problem) { return try event.checked() } catch {
                throw Problem(
                    .unprocessableContent, "invalid_event", "Event \(index): \(error.detail) None was recorded.")
            }
        }
        let new = try await service.store.add(events, of: tenant)
        return .json(Recorded(received: events.count, new: new), status: .created)
    }
}
