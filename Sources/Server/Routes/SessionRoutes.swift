internal import HTTPTypes
internal import Hummingbird
internal import Stores

/// Signing in by password, being signed in, signing out.
struct SessionRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        [
            Route(.post, "/v1/session", .everyone, .json, begin),
            Route(.get, "/v1/session", .stylist, .none, state),
            Route(.delete, "/v1/session", .stylist, .none, end),
            Route(.put, "/v1/session/password", .stylist, .json, setPassword),
        ]
    }

    private struct SignIn: Decodable {
        var tenant: String
        var login: String
        var password: String
    }

    private struct Report: Encodable {
        /// For `X-CSRF-Token`.
        let csrf: String
        let tenant: String
        let stylist: StylistReport
        /// When the session ends, however much it is used.
        let expires: String
        /// After how many minutes unused it ends.
        let idleMinutes: Int

        init(_ stylist: Stylist, token: String, expires: Double) {
            csrf = SessionCookie.proof(of: token)
            (tenant, self.stylist) = (stylist.tenant, StylistReport(stylist))
            (self.expires, idleMinutes) = (expires.timestamp, Int(SessionLimits.idle / 60))
        }
    }

    @Sendable private func begin(_ request: Request, _ context: ServerContext) async throws -> Response {
        // Nobody is signed in by another site's page, as somebody else.
        try CrossSiteCheck.checkOrigin(request)
        let given = try await service.bodies.json(SignIn.self, of: request)
        try TextLimit("tenant", 1...64).check(given.tenant)
        try TextLimit("login", 1...254).check(given.login)
        try TextLimit("password", 1...PasswordRules.length.upperBound).check(given.password)
        let signIn = PasswordSignIn(
            store: service.store, passwords: service.passwords, throttle: service.signInThrottle, clock: service.clock)
        let (stylist, start) = try await signIn.begin(
            .init(
                tenant: given.tenant, login: given.login, password: given.password,
                address: context.address(of: request, isBehindProxy: service.options.isBehindProxy),
                old: SessionCookie.token(in: request)), logger: context.logger)
        var response = Response.json(
            Report(stylist, token: start.token.text, expires: start.session.expires), status: .created)
        response.setCookie(SessionCookie.name, start.token.text)
        response.forbidStoring()
        return response
    }

    @Sendable private func state(_ request: Request, _ context: ServerContext) async throws -> Response {
        guard let token = SessionCookie.token(in: request),
            let (session, stylist, _) = try await service.store.session(hash: Secret(text: token).hash)
        else { throw Problem.sessionEnded }
        return .json(Report(stylist, token: token, expires: session.expires))
    }

    @Sendable private func end(_ request: Request, _ context: ServerContext) async throws -> Response {
        guard let token = SessionCookie.token(in: request), case .stylist(let stylist, _) = context.principal else {
            throw Problem.sessionEnded
        }
        _ = try await service.store.endSession(
            hash: Secret(text: token).hash, of: context.tenant,
            along: [service.audit(context, .signedOut, stylist.id)])
        var response = Response.noContent
        response.clearCookie(SessionCookie.name)
        return response
    }

    private struct Change: Decodable {
        var old: String
        var new: String
    }

    @Sendable private func setPassword(_ request: Request, _ context: ServerContext) async throws -> Response {
        guard case .stylist(let stylist, let tenant) = context.principal else { throw Problem.sessionEnded }
        let given = try await service.bodies.json(Change.self, of: request)
        try TextLimit("old", 1...PasswordRules.length.upperBound).check(given.old)
        if let fault = PasswordRules.fault(in: given.new, of: stylist.login) { throw Problem.weakPassword(fault) }
        guard let kept = try await service.store.stylist(stylist.id, of: tenant.id)?.password else {
            throw Problem(.conflict, "no_password", "You sign in by the shop's identity provider: change it there.")
        }
        // Who found a browser left open guesses no faster than anybody.
        let name = SignInThrottle.Name.login(tenant: tenant.id, stylist.login)
        try service.signInThrottle.admit([name], at: service.clock())
        let hash: String?
        do {
            let isRight = try await service.passwords.check(given.old, against: kept).isRight
            hash = isRight ? try await service.passwords.hash(given.new) : nil
        } catch {
            service.signInThrottle.forgive([name])
            throw error
        }
        guard let hash else { throw Problem(.forbidden, "wrong_password", "The old password is another.") }
        service.signInThrottle.forget(name)
        guard
            try await service.store.setPassword(
                hash, ofStylist: stylist.id, of: tenant.id, inPlaceOf: kept,
                along: [service.audit(context, .passwordChanged, stylist.id)])
        else { throw Problem.sessionEnded }
        var response = Response.noContent
        response.clearCookie(SessionCookie.name)
        return response
    }
}
