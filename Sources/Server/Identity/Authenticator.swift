internal import HTTPTypes
internal import Hummingbird
internal import Stores

/// Tells who asks, by what a request carries.
///
/// Keys are remembered for some seconds, so that not every request asks the store: a key that was removed may work for
/// that long. An ended one does not.
actor Authenticator {
    private let store: Store
    private let clock: @Sendable () -> Double
    private var known: [[UInt8]: (principal: Principal, until: Double)] = [:]

    /// Seconds.
    private static let memory = 5.0
    private static let most = 10_000

    init(store: Store, clock: @escaping @Sendable () -> Double) { (self.store, self.clock) = (store, clock) }

    /// - Throws: `unauthorized`, `session_ended`.
    func principal(of request: Request) async throws -> Principal {
        guard let header = request.headers[.authorization] else {
            guard let token = SessionCookie.token(in: request) else { throw Problem.unauthorized }
            return try await signedIn(by: Secret(text: token).hash)
        }
        let words = header.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer", words[1].utf8.count <= 200 else {
            throw Problem.unauthorized
        }
        let (hash, now) = (Secret(text: String(words[1])).hash, clock())
        if let found = known[hash], found.until > now { return found.principal }
        if words[1].hasPrefix(Self.clientPrefix) {
            guard let client = try await store.client(hash: hash), client.expires > now,
                let tenant = try await store.tenant(client.tenant)
            else { throw Problem.unauthorized }
            return remember(.client(consultation: client.consultation, tenant), hash, until: client.expires, now)
        }
        guard let (key, tenant) = try await store.key(hash: hash), key.expires ?? .infinity > now else {
            throw Problem.unauthorized
        }
        if now - (key.used ?? 0) > 60 { try await store.noteUse(ofKey: key.id, of: key.tenant, at: now) }
        return remember(.key(key, tenant), hash, until: key.expires ?? .infinity, now)
    }

    /// Asks the store each time: who is disabled or signs out is out at once, on every replica.
    private func signedIn(by hash: [UInt8]) async throws -> Principal {
        let now = clock()
        guard let (session, stylist, tenant) = try await store.session(hash: hash), session.expires > now,
            session.used + SessionLimits.idle > now
        else { throw Problem.sessionEnded }
        if now - session.used > SessionLimits.noted {
            try await store.noteUse(ofSession: hash, of: tenant.id, at: now)
        }
        return .stylist(stylist, tenant)
    }

    /// After a key or a tenant has changed.
    func forget() { known.removeAll() }

    static let clientPrefix = "swc"
    static let keyPrefix = "swk"

    private func remember(_ principal: Principal, _ hash: [UInt8], until: Double, _ now: Double) -> Principal {
        if known.count >= Self.most { known.removeAll() }
        known[hash] = (principal, min(until, now + Self.memory))
        return principal
    }
}
