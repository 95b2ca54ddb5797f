internal import JWTKit

/// What identity providers say of themselves and their keys, remembered for an hour.
///
/// A token signed with a key that is not known has the keys read anew, as providers change them; at most once a minute, so
/// that made-up names of keys do not have this service ask and ask.
actor ProviderKeeper {
    nonisolated let client: ProviderClient
    /// Seconds since 1970.
    private let clock: @Sendable () -> Double
    private var documents: [String: (value: ProviderDocument, until: Double)] = [:]
    private var keys: [String: (value: ProviderKeys, at: Double)] = [:]
    /// When something was asked for last, by address.
    private var asked: [String: Double] = [:]

    private static let memory = 3600.0
    private static let keyPause = 60.0
    /// After what went wrong.
    private static let pause = 5.0
    private static let most = 1000

    init(client: ProviderClient, clock: @escaping @Sendable () -> Double) {
        (self.client, self.clock) = (client, clock)
    }

    /// - Throws: `provider_unavailable`.
    func document(of issuer: String) async throws(Problem) -> ProviderDocument {
        let now = clock()
        if let known = documents[issuer], known.until > now { return known.value }
        let address = ProviderDocument.address(of: issuer)
        guard admits(address, after: Self.pause, at: now) else { throw Self.early }
        let document = try await client.get(ProviderDocument.self, address)
        guard document.issuer == issuer else { throw ProviderClient.unavailable("it says that it is another") }
        // Browsers are sent there; what it calls itself is checked when it is asked.
        guard !document.authorization.contains("#"),
            (try? WebhookTarget.host(of: document.authorization, .init(allowsPlain: client.allowsPrivate))) != nil
        else { throw ProviderClient.unavailable("it sends browsers to no address of the web") }
        if documents.count >= Self.most { documents.removeAll() }
        documents[issuer] = (document, now + Self.memory)
        asked[address] = nil
        return document
    }

    /// - Returns: `nil` when the provider has no such key.
    /// - Throws: `provider_unavailable`.
    func key(
        named name: String?, for algorithm: JWK.Algorithm, of document: ProviderDocument
    ) async throws(Problem) -> JWK? {
        let (now, address) = (clock(), document.keys)
        let known = keys[address]
        if let known, known.at + Self.memory > now, let key = known.value.key(named: name, for: algorithm) {
            return key
        }
        guard admits(address, after: known == nil ? Self.pause : Self.keyPause, at: now) else {
            guard known != nil else { throw Self.early }
            return nil
        }
        let fresh = try await client.get(ProviderKeys.self, address)
        if keys.count >= Self.most { keys.removeAll() }
        keys[address] = (fresh, now)
        return fresh.key(named: name, for: algorithm)
    }

    private static let early = ProviderClient.unavailable("it did not answer a moment ago")

    private func admits(_ address: String, after pause: Double, at now: Double) -> Bool {
        if let last = asked[address], now - last < pause { return false }
        if asked.count >= Self.most { asked.removeAll() }
        asked[address] = now
        return true
    }
}
