internal import Hummingbird
internal import Stores

/// The people of a shop.
struct StylistRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        [
            Route(.get, "/v1/stylists", .key(.admin, stylist: .admin), .none, list),
            Route(.post, "/v1/stylists", .key(.admin, stylist: .admin), .json, add),
            Route(.delete, "/v1/stylists/{id}", .key(.admin, stylist: .admin), .none, disable),
        ]
    }

    private struct List: Encodable { let stylists: [StylistReport] }

    @Sendable private func list(_ request: Request, _ context: ServerContext) async throws -> Response {
        .json(List(stylists: try await service.store.stylists(of: context.tenant).map(StylistReport.init)))
    }

    private struct Wanted: Decodable {
        var name: String
        var login: String
        var role: String?
        /// Without one she signs in by the shop's identity provider.
        var password: String?
        /// What that calls her, where it is known.
        var subject: String?
    }

    @Sendable private func add(_ request: Request, _ context: ServerContext) async throws -> Response {
        let tenant = try context.tenant
        let wanted = try await service.bodies.json(Wanted.self, of: request)
        guard let role = Stylist.Role(rawValue: wanted.role ?? "stylist") else {
            throw Problem.invalid("`role` is stylist or admin.")
        }
        try TextLimit("name", 1...50).check(wanted.name)
        try TextLimit("subject", 1...255).check(wanted.subject)
        guard PasswordRules.isShown(wanted.name), PasswordRules.isShown(wanted.subject ?? "") else {
            throw Problem(.unprocessableContent, "invalid_text", "`name` and `subject` hold no control characters.")
        }
        if let fault = PasswordRules.fault(inLogin: wanted.login) {
            throw Problem(.unprocessableContent, "invalid_login", fault)
        }
        if let password = wanted.password {
            if let fault = PasswordRules.fault(in: password, of: wanted.login) { throw Problem.weakPassword(fault) }
        } else if try await service.store.identityProvider(of: tenant) == nil {
            throw Problem(
                .unprocessableContent, "password_required",
                "The shop has no identity provider, so who has no password cannot sign in.")
        }
        guard try await service.store.stylists(of: tenant).count < Self.most else {
            throw Problem(.conflict, "too_many_stylists", "There are \(Self.most) stylists already.")
        }
        let stylist = Stylist(
            id: Store.newID("u"), tenant: tenant, name: wanted.name, login: wanted.login, role: role,
            subject: wanted.subject, created: service.clock())
        var hash: String?
        if let password = wanted.password { hash = try await service.passwords.hash(password) }
        do {
            try await service.store.add(
                stylist, password: hash,
                along: [service.audit(context, .stylistMade, stylist.id, ["role": role.rawValue])])
        } catch let error as StoreError where error.code == .conflict {
            throw Problem(.conflict, "login_taken", "Somebody of the shop has that login or subject: choose another.")
        }
        return .json(StylistReport(stylist), status: .created)
    }

    private static let most = 1000

    @Sendable private func disable(_ request: Request, _ context: ServerContext) async throws -> Response {
        let id = try context.parameter("id")
        if case .stylist(let own, _) = context.principal, own.id == id {
            throw Problem(.conflict, "own_account", "Nobody disables herself: another admin does.")
        }
        guard
            try await service.store.disableStylist(
                id, of: context.tenant, at: service.clock(), along: [service.audit(context, .stylistDisabled, id)])
        else { throw Problem.notFound }
        return .noContent
    }
}

extension Problem {
    /// - Parameter fault: what is wrong, as a sentence.
    static func weakPassword(_ fault: String) -> Problem {
        Problem(.unprocessableContent, "invalid_password", fault)
    }
}
