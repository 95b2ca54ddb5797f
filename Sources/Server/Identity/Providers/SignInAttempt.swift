internal import Crypto
internal import Foundation
internal import Stores

/// A sign-in by identity provider that is under way: what has to come back, sealed in a cookie of the browser that began.
struct SignInAttempt: Codable, Sendable {
    let state: String
    let nonce: String
    /// Of PKCE: who has caught the code alone cannot use it.
    let verifier: String
    let until: Double
    /// Whom the browser was sent to.
    let issuer: String

    static let cookie = "__Host-shadewise-provider"
    /// Seconds.
    static let patience = 600.0
    private static let place = "sign-in attempt"

    /// - Parameter now: seconds since 1970.
    init(at now: Double, by issuer: String) {
        (state, nonce, verifier, until) = (Secret.random(), Secret.random(), Secret.random(), now + Self.patience)
        self.issuer = issuer
    }

    /// - Source: RFC 7636, 4.2, `S256`.
    var challenge: String { Data(SHA256.hash(data: Data(verifier.utf8))).base64URL }

    var stateHash: [UInt8] { Secret(text: state).hash }

    /// For the cookie: `TENANT.SEALED`.
    func sealed(of tenant: String, by vault: Vault) async throws -> String {
        let bytes = try await vault.seal([UInt8](try JSONEncoder().encode(self)), of: tenant, Self.place)
        return tenant + "." + Data(bytes).base64URL
    }

    /// Whose a cookie says it is, and what is sealed in it; `nil` for what is none.
    static func parts(of cookie: String) -> (tenant: String, sealed: [UInt8])? {
        let words = cookie.split(separator: ".")
        guard words.count == 2, cookie.utf8.count <= 2000, !cookie.utf8.contains(0), words[0].utf8.count <= 64,
            let sealed = Data(base64URL: words[1])
        else { return nil }
        return (String(words[0]), [UInt8](sealed))
    }

    /// - Returns: `nil` for what this service has not sealed.
    init?(sealed: [UInt8], of tenant: String, by vault: Vault) async {
        guard let bytes = try? await vault.open(sealed, of: tenant, Self.place),
            let attempt = try? JSONDecoder().decode(SignInAttempt.self, from: Data(bytes))
        else { return nil }
        self = attempt
    }
}
