internal import Hummingbird
internal import Stores

/// Where a shop's programs want to be told of what happens.
struct WebhookRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        [
            Route(.get, "/v1/webhooks", .key(.admin, stylist: .admin), .none, list),
            Route(.post, "/v1/webhooks", .key(.admin, stylist: .admin), .json, add),
            Route(.delete, "/v1/webhooks/{id}", .key(.admin, stylist: .admin), .none, remove),
        ]
    }

    private struct Report: Encodable {
        let id: String
        let url: String
        let events: [String]
        let created: String
        let failingSince: String?
        let lastFailure: String?
        let disabled: String?
        /// Only ever told when the webhook is made.
        var secret: String?

        init(_ webhook: Webhook, secret: WebhookSigningSecret? = nil) {
            (id, url, events, lastFailure) = (webhook.id, webhook.url, webhook.events, webhook.failure)
            (created, failingSince) = (webhook.created.timestamp, webhook.failing.map(\.timestamp))
            disabled = webhook.disabled.map(\.timestamp)
            self.secret = secret?.text
        }
    }

    private struct List: Encodable { let webhooks: [Report] }

    @Sendable private func list(_ request: Request, _ context: ServerContext) async throws -> Response {
        .json(List(webhooks: try await service.store.webhooks(of: context.tenant).map { Report($0) }))
    }

    private struct Wanted: Decodable {
        var url: String
        /// Absent for all there are.
        var events: [String]?
    }

    @Sendable private func add(_ request: Request, _ context: ServerContext) async throws -> Response {
        let tenant = try context.tenant
        let wanted = try await service.bodies.json(Wanted.self, of: request)
        let all = News.Kind.allCases.map(\.rawValue).sorted()
        let events = wanted.events.map { Array(Set($0)).sorted() } ?? all
        guard !events.isEmpty, Set(events).isSubset(of: all) else {
            throw Problem.invalid("`events` are of \(all.joined(separator: ", ")).")
        }
        guard try await service.store.webhooks(of: tenant).count < Self.most else {
            throw Problem(.conflict, "too_many_webhooks", "There are \(Self.most) webhooks already: remove one.")
        }
        let policy = try context.policy()
        _ = try await WebhookTarget(
            wanted.url,
            .init(allowsPlain: policy.plainWebhooks, allowsPrivate: service.options.allowsPrivateTargets))
        let (id, secret) = (Store.newID("wh"), WebhookSigningSecret.new())
        let kept =
            service.vault.isOpen
            ? WebhookSecret(
                bytes: try await service.vault.seal(secret.bytes, of: tenant, "webhook", id), isSealed: true)
            : WebhookSecret(bytes: secret.bytes, isSealed: false)
        let webhook = Webhook(id: id, url: wanted.url, events: events, created: service.clock())
        try await service.store.add(
            webhook, secret: kept, of: tenant,
            along: [service.audit(context, .webhookMade, id, ["events": events.joined(separator: " ")])])
        return .json(Report(webhook, secret: secret), status: .created)
    }

    private static let most = 20

    @Sendable private func remove(_ request: Request, _ context: ServerContext) async throws -> Response {
        let id = try context.parameter("id")
        guard
            try await service.store.removeWebhook(
                id, of: context.tenant, along: [service.audit(context, .webhookRemoved, id)])
        else { throw Problem.notFound }
        return .noContent
    }
}
