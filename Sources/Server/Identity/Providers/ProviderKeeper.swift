internal import JWTKit

/// What identity providers say of themselves and their keys, remembered for an hour.
///
/// A token signed with a key that is not known has the keys read anew, as providers change them; at most once a minute, so
/// that made-up names of keys do not have this service ask and ask, and once for all who come at the same time.
actor ProviderKeeper {
    nonisolated let client: ProviderClient
    /// Seconds since 1970.
    private let clock: @Sendable () -> Double
    private var documents: [String: (value: ProviderDocument, until: Double)] = [:]
    private var keys: [String: (value: ProviderKeys, at: Double)] = [:]
    /// When something was asked for last, by address, and what it was last asked for in vain.
    private var asked: [String: Double] = [:]
    private var failed: Set<String> = []
    /// What is being read: who wants the same meanwhile waits for the same.
    private var documentReads: [String: Task<Result<ProviderDocument, Problem>, Never>] = [:]
    private var keyReads: [String: Task<Result<ProviderKeys, Problem>, Never>] = [:]

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
        if let read = documentReads[issuer] { return try await read.value.get() }
        let address = ProviderDocument.address(of: issuer)
        guard admits(address, after: Self.pause, at: now) else { throw Self.early }
        let read = Task { [client] () async -> Result<ProviderDocument, Problem> in
            do throws(Problem) {
                return .success(try await Self.read(address, of: issuer, by: client))
            } catch { return .failure(error) }
        }
        documentReads[issuer] = read
        let result = await read.value
        documentReads[issuer] = nil
        let document = try result.get()
        if documents.count >= Self.most { documents.removeAll() }
        documents[issuer] = (document, now + Self.memory)
        asked[address] = nil
        return document
    }

    private static func read(
        _ address: String, of issuer: String, by client: ProviderClient
    ) async throws(Problem) -> ProviderDocument {
        let document = try await client.get(ProviderDocument.self, address)
        guard document.issuer == issuer else { throw ProviderClient.unavailable("it says that it is another") }
        // Browsers are sent there; what it calls itself is checked when it is asked.
        guard !document.authorization.contains("#"),
            (try? WebhookTarget.host(of: document.authorization, .init(allowsPlain: client.allowsPrivate))) != nil
        else { throw ProviderClient.unavailable("it sends browsers to no address of the web") }
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
        if let read = keyReads[address] { return try await read.value.get().key(named: name, for: algorithm) }
        // Keys that could not be read are soon asked for again; that there is no such key is known of read ones only.
        let isUnread = known == nil || failed.contains(address)
        guard admits(address, after: isUnread ? Self.pause : Self.keyPause, at: now) else {
            if isUnread { throw Self.early }
            return nil
        }
        let read = Task { [client] () async -> Result<ProviderKeys, Problem> in
            do throws(Problem) {
                return .success(try await client.get(ProviderKeys.self, address))
            } catch { return .failure(error) }
        }
        keyReads[address] = read
        let result = await read.value
        keyReads[address] = nil
        if failed.count >= Self.most { failed.removeAll() }
        if case .failure = result { failed.insert(address) } else { failed.remove(address) }
        let fresh = try result.get()
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
