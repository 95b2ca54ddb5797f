internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Stores

/// Signing in by a shop's identity provider: there, and back again.
struct ProviderRoutes: Sendable {
    let service: Service

    static let begin = "/v1/session/oidc"
    /// Each shop's own, so that what comes from one shop's provider is never given to another's (RFC 9700, 4.4).
    static func callback(of tenant: String) -> String { begin + "/\(tenant)/callback" }
    /// Where somebody who has signed in goes on.
    private static let home = "/console"

    var routes: [Route] {
        [
            Route(.get, Self.begin, .everyone, .none, begin),
            Route(.get, Self.callback(of: "{tenant}"), .everyone, .none, callback),
        ]
    }

    @Sendable private func begin(_ request: Request, _ context: ServerContext) async throws -> Response {
        guard let tenant = request.query("tenant") else { throw Problem.invalid("`tenant` names the shop.") }
        try TextLimit("tenant", 1...64).check(tenant)
        let provider = try await settings(of: tenant)
        let document = try await service.providers.document(of: provider.issuer)
        let attempt = SignInAttempt(at: service.clock(), by: provider.issuer)
        let query = FormText.encoded([
            ("response_type", "code"), ("client_id", provider.client), ("redirect_uri", provider.callback),
            ("scope", "openid email"), ("state", attempt.state), ("nonce", attempt.nonce),
            ("code_challenge", attempt.challenge), ("code_challenge_method", "S256"),
        ])
        var response = Response(status: .found)
        response.headers[.location] =
            document.authorization + (document.authorization.contains("?") ? "&" : "?") + query
        response.setCookie(
            SignInAttempt.cookie, try await attempt.sealed(of: tenant, by: service.vault),
            seconds: Int(SignInAttempt.patience))
        response.forbidStoring()
        return response
    }

    private struct Tokens: Decodable {
        let identity: String

        enum CodingKeys: String, CodingKey { case identity = "id_token" }
    }

    @Sendable private func callback(_ request: Request, _ context: ServerContext) async throws -> Response {
        let now = service.clock()
        let (provider, attempt) = try await begun(by: request, at: now, comingBackTo: context.parameter("tenant"))
        guard let code = request.query("code"), (1...2048).contains(code.utf8.count) else {
            throw Problem.identityRefused("it gave no code")
        }
        let address = SignInThrottle.Name.address(
            context.address(of: request, isBehindProxy: service.options.isBehindProxy))
        try service.signInThrottle.admit([address], at: now)
        let start: SessionStart
        do { start = try await self.start(request, code, attempt, of: provider, at: now) } catch {
            // What the provider or this service failed at was no guess.
            if !["identity_refused", "stylist_unknown"].contains((error as? Problem)?.code) {
                service.signInThrottle.forgive([address])
            }
            throw error
        }
        service.signInThrottle.forgive([address])
        var response = Response(status: .seeOther)
        response.headers[.location] = Self.home
        response.headers[.referrerPolicy] = "no-referrer"
        response.setCookie(SessionCookie.name, start.token.text)
        response.clearCookie(SignInAttempt.cookie)
        response.forbidStoring()
        return response
    }

    /// The session that a code is good for.
    private func start(
        _ request: Request, _ code: String, _ attempt: SignInAttempt, of provider: IdentityProvider, at now: Double
    ) async throws -> SessionStart {
        let document = try await service.providers.document(of: provider.issuer)
        // RFC 9207: a code is not given to another provider than it came from.
        let issuer = request.query("iss") ?? (document.namesItself == true ? nil : provider.issuer)
        guard issuer == provider.issuer else { throw Problem.identityRefused("another issuer answered") }
        let text = try await answer(to: code, attempt, provider, document)
        let token = try await IdentityToken.verified(text) { name, algorithm throws(Problem) in
            try await service.providers.key(named: name, for: algorithm, of: document)
        }
        try token.check(issuer: provider.issuer, client: provider.client, nonce: attempt.nonce, at: now)
        return try await session(token, of: provider.tenant, attempt, at: now, old: SessionCookie.token(in: request))
    }

    /// What this browser has begun, and what has come back of it.
    private func begun(
        by request: Request, at now: Double, comingBackTo shop: String
    ) async throws -> (provider: IdentityProvider, attempt: SignInAttempt) {
        let unbegun = Problem.identityRefused("this browser has not begun it, or too long ago")
        guard let cookie = SessionCookie.value(of: SignInAttempt.cookie, in: request),
            let (tenant, sealed) = SignInAttempt.parts(of: cookie), tenant == shop, let state = request.query("state")
        else { throw unbegun }
        let provider = try await settings(of: tenant)
        guard let attempt = await SignInAttempt(sealed: sealed, of: tenant, by: service.vault), attempt.until > now,
            attempt.issuer == provider.issuer,
            SymmetricKey(data: Data(state.utf8)) == SymmetricKey(data: Data(attempt.state.utf8))
        else { throw unbegun }
        return (provider, attempt)
    }

    private func answer(
        to code: String, _ attempt: SignInAttempt, _ provider: IdentityProvider, _ document: ProviderDocument
    ) async throws -> String {
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", provider.callback),
            ("client_id", provider.client), ("code_verifier", attempt.verifier),
        ]
        var basic: (String, String)?
        if let sealed = provider.secret {
            let bytes = try await service.vault.open(sealed, of: provider.tenant, IdentityProviders.place)
            let secret = String(decoding: bytes, as: UTF8.self)
            if document.wantsSecretInForm {
                form.append(("client_secret", secret))
            } else {
                basic = (provider.client, secret)
            }
        }
        return try await service.providers.client.post(Tokens.self, document.token, form: form, basic: basic).identity
    }

    /// A session of whom the provider means: only somebody whom the shop's admin has made. She is found by what the
    /// provider has called her before; the first time, by an address of hers that the provider knows to be hers.
    private func session(
        _ token: IdentityToken, of tenant: String, _ attempt: SignInAttempt, at now: Double, old: String?
    ) async throws -> SessionStart {
        var stylist = try await service.store.stylist(subject: token.sub, of: tenant)
        if stylist == nil, let email = token.knownEmail, PasswordRules.fault(inLogin: email) == nil {
            let found = try await service.store.stylist(login: email, of: tenant)?.stylist
            stylist = found?.subject == nil ? found : nil
        }
        guard let stylist, stylist.disabled == nil else { throw Self.unknown }
        let start = SessionStart(stylist, at: now, way: "identity provider", inPlaceOf: old)
        do {
            try await service.store.begin(
                start.session, hash: start.token.hash, proof: .identity,
                along: [
                    .unchanged(issuer: attempt.issuer),
                    .used(state: attempt.stateHash, until: attempt.until),
                    .subject(token.sub, ofStylist: stylist.id),
                ] + start.writes)
        } catch let error as StoreError where error.code == .conflict {
            throw Problem.identityRefused("it was taken already, or the shop has changed its provider")
        }
        return start
    }

    private static let unknown = Problem(
        .forbidden, "stylist_unknown",
        "The identity provider knows you, the shop does not: its admin adds you with that address (POST /v1/stylists).")

    /// - Throws: `not_found` for a shop without one, and for none.
    private func settings(of tenant: String) async throws -> IdentityProvider {
        guard let provider = try await service.store.identityProvider(of: tenant) else { throw Problem.notFound }
        guard service.vault.isOpen else {
            throw Problem(
                .serviceUnavailable, "provider_unavailable",
                "The operator has given the service no master key, without which the provider's secret stays sealed."
            ).retry(after: 60)
        }
        return provider
    }
}

extension IdentityProvider {
    /// Where the provider sends browsers back to.
    var callback: String { site + ProviderRoutes.callback(of: tenant) }
}
