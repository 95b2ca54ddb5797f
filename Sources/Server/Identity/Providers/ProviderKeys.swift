internal import JWTKit

/// The keys that a provider signs with. Keys of kinds that are not known here are passed over.
struct ProviderKeys: Decodable, Sendable {
    private let keys: [JWK]

    static let most = 100

    private struct Entry: Decodable {
        let key: JWK?

        init(from decoder: any Decoder) throws { key = try? JWK(from: decoder) }
    }

    private enum CodingKeys: CodingKey { case keys }

    init(from decoder: any Decoder) throws {
        let entries = try decoder.container(keyedBy: CodingKeys.self).decode([Entry].self, forKey: .keys)
        keys = entries.prefix(Self.most).compactMap(\.key)
    }

    /// The key by a name, for an algorithm; a token without a name is of the only key there is.
    func key(named name: String?, for algorithm: JWK.Algorithm) -> JWK? {
        let type: JWK.KeyType = algorithm == .es256 ? .ecdsa : .rsa
        let fitting = keys.filter { $0.keyType == type && ($0.algorithm ?? algorithm) == algorithm }
        guard let name else { return fitting.count == 1 ? fitting[0] : nil }
        return fitting.first { $0.keyIdentifier?.string == name }
    }
}
