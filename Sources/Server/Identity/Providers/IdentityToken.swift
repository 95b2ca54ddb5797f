internal import Foundation
internal import HTTPTypes
internal import JWTKit

/// What a provider says of somebody, signed.
///
/// - Source: OpenID Connect Core 1.0, 3.1.3.7.
struct IdentityToken: JWTPayload {
    let iss: String
    let sub: String
    let aud: Audience
    let exp: Double
    let iat: Double?
    let nbf: Double?
    let nonce: String?
    let azp: String?
    let email: String?
    let emailVerified: Flag?

    enum CodingKeys: String, CodingKey {
        case iss, sub, aud, exp, iat, nbf, nonce, azp, email
        case emailVerified = "email_verified"
    }

    /// One name, or several.
    struct Audience: Codable, Sendable {
        let names: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let name = try? container.decode(String.self) {
                names = [name]
            } else {
                names = try container.decode([String].self)
            }
        }

        func encode(to encoder: any Encoder) throws { try names.encode(to: encoder) }
    }

    /// A boolean; some providers write it as a string.
    struct Flag: Codable, Sendable {
        let isSet: Bool

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            isSet = try (try? container.decode(Bool.self)) ?? (container.decode(String.self) == "true")
        }

        func encode(to encoder: any Encoder) throws { try isSet.encode(to: encoder) }
    }

    /// What is in it is held against what was asked for in `check`.
    func verify(using algorithm: some JWTAlgorithm) {}
}

extension IdentityToken {
    /// Bytes of one, at most.
    private static let most = 16 << 10
    /// Seconds that two clocks may be apart.
    private static let leeway = 60.0

    /// How a token says that it is signed.
    private struct Head: Decodable {
        let alg: String
        let kid: String?
        let crit: [String]?
    }

    /// - Parameter key: finds the provider's key by its name and algorithm.
    /// - Throws: `identity_refused` for a token that is not signed by the provider; what `key` throws.
    static func verified(
        _ text: String, key: (_ name: String?, _ algorithm: JWK.Algorithm) async throws(Problem) -> JWK?
    ) async throws(Problem) -> IdentityToken {
        guard text.utf8.count <= most, let first = text.split(separator: ".", omittingEmptySubsequences: false).first,
            let bytes = Data(base64URL: first), let head = try? JSONDecoder().decode(Head.self, from: bytes),
            head.crit == nil
        else { throw .identityRefused("it is no signed token") }
        // The two that providers have; `none`, and secrets taken for keys, are not among them.
        let algorithms: [String: JWK.Algorithm] = ["RS256": .rs256, "ES256": .es256]
        guard let algorithm = algorithms[head.alg] else { throw .identityRefused("it is signed in no way taken here") }
        guard var found = try await key(head.kid, algorithm) else {
            throw .identityRefused("the provider has no such key")
        }
        found.algorithm = algorithm
        found.keyIdentifier = JWKIdentifier(string: head.kid ?? "only")
        do {
            return try await JWTKeyCollection().add(jwk: found).verify(text, as: IdentityToken.self)
        } catch { throw .identityRefused("its signature or its content is wrong") }
    }

    /// - Throws: `identity_refused` for a token that is not of this sign-in.
    func check(issuer: String, client: String, nonce: String, at now: Double) throws(Problem) {
        guard iss == issuer else { throw .identityRefused("another issuer made it") }
        guard aud.names.contains(client), aud.names.count == 1 || azp == client, azp == nil || azp == client else {
            throw .identityRefused("it is for somebody else")
        }
        guard exp + Self.leeway > now, (nbf ?? 0) - Self.leeway <= now, (iat ?? 0) - Self.leeway <= now else {
            throw .identityRefused("its time is over, or has not come")
        }
        guard self.nonce == nonce else { throw .identityRefused("it is of another sign-in") }
        guard (1...255).contains(sub.utf8.count), !sub.utf8.contains(0) else {
            throw .identityRefused("it names nobody")
        }
    }

    /// The address that the provider knows to be hers.
    var knownEmail: String? { emailVerified?.isSet == true ? email : nil }
}

extension Problem {
    /// - Parameter why: what is wrong with what the provider said, without what it said.
    static func identityRefused(_ why: String) -> Problem {
        Problem(
            .unauthorized, "identity_refused", "What the identity provider said is not taken: \(why). Begin again.")
    }
}
