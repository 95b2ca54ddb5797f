internal import Consultation
internal import Foundation
internal import Hummingbird
internal import ShadeCatalog
internal import Stores

/// The tenant's rules and keys.
struct TenantRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        [
            Route(.get, "/v1/policy", .key(.admin, stylist: .admin), .none, policy),
            Route(.put, "/v1/policy", .key(.admin, stylist: .admin), .json, setPolicy),
            Route(.get, "/v1/keys", .key(.admin, stylist: .admin), .none, keys),
            Route(.post, "/v1/keys", .key(.admin, stylist: .admin), .json, addKey),
            Route(.delete, "/v1/keys/{id}", .key(.admin, stylist: .admin), .none, removeKey),
        ]
    }

    @Sendable private func policy(_ request: Request, _ context: ServerContext) async throws -> Response {
        guard let tenant = try await service.store.tenant(context.tenant) else { throw Problem.unauthorized }
        let policy = try TenantPolicy(of: tenant)
        let unknown = try await unknownMargins(in: policy, of: tenant.id)
        return .json(try await report(policy, unknown, of: tenant.id))
    }

    /// The rules, how many taught what advice stands on, and of which rules nothing comes.
    private struct PolicyReport: Encodable {
        let policy: TenantPolicy
        let learning: Learning?
        /// SKUs with a margin that the catalog has not.
        let unknownMargins: [String]?

        struct Learning: Encodable {
            let cases: Int
            let at: String
        }

        enum CodingKeys: CodingKey { case learning, unknownMargins }

        func encode(to encoder: any Encoder) throws {
            try policy.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(learning, forKey: .learning)
            try container.encodeIfPresent(unknownMargins, forKey: .unknownMargins)
        }
    }

    private func report(
        _ policy: TenantPolicy, _ unknownMargins: [String], of tenant: String
    ) async throws -> PolicyReport {
        let state = try await service.store.learningState(of: tenant)
        return PolicyReport(
            policy: policy, learning: state.map { .init(cases: $0.cases, at: $0.at.timestamp) },
            unknownMargins: unknownMargins.nonEmpty)
    }

    /// SKUs with a margin that the catalog has not. They are no fault: rules and feeds come each at their own time, and a
    /// shade that a feed has left out must not keep other rules from being changed. But nobody would notice a misspelt one.
    private func unknownMargins(in policy: TenantPolicy, of tenant: String) async throws -> [String] {
        let margins = policy.firm.goals.margins
        guard !margins.isEmpty else { return [] }
        let live = try await service.catalogs.catalogIfAny(of: tenant)
        return margins.keys.filter { live?.catalog.shade(sku: $0) == nil }.sorted()
    }

    @Sendable private func setPolicy(_ request: Request, _ context: ServerContext) async throws -> Response {
        let given = try await service.bodies.json(GivenPolicy.self, of: request)
        let policy = given.policy
        let faults = given.unknown.prefix(10).map { "`\($0.prefix(50))` is no rule" } + policy.faults
        guard faults.isEmpty else {
            throw Problem(.unprocessableContent, "invalid_policy", faults.joined(separator: "; ") + ".")
        }
        // What cannot be told is not done.
        let unknown = try await unknownMargins(in: policy, of: context.tenant)
        let text = String(decoding: try JSONEncoder().encode(policy), as: UTF8.self)
        try await service.store.setPolicy(
            text, of: context.tenant,
            along: [service.audit(context, .policyChanged, context.tenant, ["policy": text])])
        await service.authenticator.forget()
        return .json(try await report(policy, unknown, of: context.tenant))
    }

    private struct KeyReport: Encodable {
        let id: String
        let name: String
        let scopes: [String]
        let created: String
        let expires: String?
        let lastUsed: String?
        /// Only ever told when the key is made.
        var key: String?

        init(_ key: APIKey, secret: Secret? = nil) {
            (id, name, scopes) = (key.id, key.name, key.scopes)
            (created, expires, lastUsed) = (
                key.created.timestamp, key.expires.map(\.timestamp), key.used.map(\.timestamp)
            )
            self.key = secret?.text
        }
    }

    private struct Keys: Encodable { let keys: [KeyReport] }

    @Sendable private func keys(_ request: Request, _ context: ServerContext) async throws -> Response {
        .json(Keys(keys: try await service.store.keys(of: context.tenant).map { KeyReport($0) }))
    }

    private struct NewKey: Decodable {
        var name: String
        var scopes: [String]
        /// Days until it ends; absent for never.
        var days: Int?
        /// A key that this one comes in place of: it ends after so many hours.
        var replaces: String?
        var overlapHours: Int?
    }

    @Sendable private func addKey(_ request: Request, _ context: ServerContext) async throws -> Response {
        let tenant = try context.tenant
        let wanted = try await service.bodies.json(NewKey.self, of: request)
        let scopes = Set(wanted.scopes.compactMap(Scope.init))
        guard !scopes.isEmpty, scopes.count == Set(wanted.scopes).count else {
            throw Problem.invalid("`scopes` are of \(Scope.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        try TextLimit("name", 1...50).check(wanted.name)
        guard (1...3650).contains(wanted.days ?? 1), (0...720).contains(wanted.overlapHours ?? 0) else {
            throw Problem.invalid("`days` lies in 1 to 3650, `overlapHours` in 0 to 720.")
        }
        let now = service.clock()
        if let old = wanted.replaces {
            guard try await service.store.keys(of: tenant).contains(where: { $0.id == old }) else {
                throw Problem(.unprocessableContent, "unknown_key", "`replaces` names no key of yours.")
            }
        }
        let secret = Secret.new(Authenticator.keyPrefix)
        let key = APIKey(
            id: Store.newID("k"), tenant: tenant, name: wanted.name, scopes: scopes.map(\.rawValue).sorted(),
            created: now, expires: wanted.days.map { now + 86_400 * Double($0) })
        let scopeList = key.scopes.joined(separator: " ")
        var along = [service.audit(context, .keyMade, key.id, ["scopes": scopeList])]
        if let old = wanted.replaces {
            along.append(
                .keyEnd(
                    old, at: now + 3600 * Double(wanted.overlapHours ?? 24),
                    along: [service.audit(context, .keyEnded, old, ["for": key.id])]))
        }
        try await service.store.add(key, hash: secret.hash, along: along)
        if wanted.replaces != nil { await service.authenticator.forget() }
        return .json(KeyReport(key, secret: secret), status: .created)
    }

    @Sendable private func removeKey(_ request: Request, _ context: ServerContext) async throws -> Response {
        let id = try context.parameter("id")
        if case .key(let own, _) = context.principal, own.id == id {
            throw Problem(
                .conflict, "key_in_use", "A key cannot end itself: make its successor, and end it with that.")
        }
        guard
            try await service.store.removeKey(
                id, of: context.tenant, along: [service.audit(context, .keyRemoved, id)])
        else { throw Problem.notFound }
        await service.authenticator.forget()
        return .noContent
    }
}
