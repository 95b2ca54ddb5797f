import Crypto
import CryptoExtras
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JWTKit
import Logging
import NIOCore

@testable import Server

/// An identity provider of the tests' own, on loopback: its document, its keys, and a token endpoint that holds what
/// comes against what was asked for.
actor LocalIssuer {
    static let client = "shadewise client"
    static let secret = "s3cret: with, odd & marks+"

    /// What it signs.
    struct Claims: JWTPayload {
        var iss: String
        var sub = "subject-1"
        var aud: [String] = [client]
        var exp: Int
        var iat: Int
        var nonce: String?
        var azp: String?
        var email: String? = "kim@shop.example"
        var emailVerified: Bool? = true

        enum CodingKeys: String, CodingKey {
            case iss, sub, aud, exp, iat, nonce, azp, email
            case emailVerified = "email_verified"
        }

        func verify(using algorithm: some JWTAlgorithm) {}
    }

    /// How it signs.
    enum Way: Sendable { case elliptic, rsa, unsigned, secretIsPublicKey, strangersKey }

    private struct Grant {
        let nonce: String
        let challenge: String
        let redirect: String
    }

    private var url = ""
    private let clock: @Sendable () -> Double
    private var grants: [String: Grant] = [:]
    private var elliptic = P256.Signing.PrivateKey()
    private let rsa: _RSA.Signing.PrivateKey
    private var keyName = "first"
    private var way = Way.elliptic
    private var change: @Sendable (inout Claims) -> Void = { _ in }
    /// How often its keys, and its document, were asked for.
    private(set) var keyReads = 0
    private(set) var documentReads = 0
    /// Whether it answers at all.
    private var isDown = false
    /// What was wrong with what was sent to the token endpoint.
    private(set) var faults: [String] = []

    init(clock: @escaping @Sendable () -> Double) throws {
        self.clock = clock
        rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    }

    func listens(at url: String) { self.url = url }

    /// How the next tokens are.
    func sign(_ way: Way = .elliptic, _ change: @escaping @Sendable (inout Claims) -> Void = { _ in }) {
        (self.way, self.change) = (way, change)
    }

    func goes(down isDown: Bool) { self.isDown = isDown }

    /// Signs with another key from now on.
    func rotate(to name: String) { (elliptic, keyName) = (P256.Signing.PrivateKey(), name) }

    /// What a browser that is sent here comes back with, after somebody has signed in.
    /// - Returns: code and state.
    func authorize(_ location: String) -> (code: String, state: String) {
        let items = URLComponents(string: location)?.queryItems ?? []
        func value(_ name: String) -> String { items.first { $0.name == name }?.value ?? "" }
        if value("response_type") != "code" || value("client_id") != Self.client
            || value("code_challenge_method") != "S256" || !value("scope").split(separator: " ").contains("openid")
            || value("state").count < 43 || value("nonce").count < 43
        {
            faults.append("authorization request: \(location)")
        }
        let code = UUID().uuidString
        grants[code] = Grant(
            nonce: value("nonce"), challenge: value("code_challenge"), redirect: value("redirect_uri"))
        return (code, value("state"))
    }

    nonisolated var application: some ApplicationProtocol {
        let router = Router()
        router.get("/.well-known/openid-configuration") { _, _ in try await self.document }
        router.get("/keys") { _, _ in try await self.keys }
        router.post("/token") { request, _ in
            let form = String(buffer: try await request.body.collect(upTo: 1 << 16))
            return try await self.token(form, request.headers[.authorization])
        }
        return Application(router: router, logger: .init(label: "issuer") { _ in SwiftLogNoOpLogHandler() })
    }

    private var document: String {
        get throws {
            documentReads += 1
            if isDown { throw HTTPError(.serviceUnavailable) }
            return """
                {"issuer": "\(url)", "authorization_endpoint": "\(url)/authorize?tenant=x",
                 "token_endpoint": "\(url)/token", "jwks_uri": "\(url)/keys", "response_types_supported": ["code"]}
                """
        }
    }

    private var keys: String {
        get throws {
            keyReads += 1
            if isDown { throw HTTPError(.serviceUnavailable) }
            let point = elliptic.publicKey.rawRepresentation
            let parts = try rsa.publicKey.getKeyPrimitives()
            return """
                {"keys": [
                  {"kty": "unheard-of", "kid": "odd"},
                  {"kty": "EC", "crv": "P-256", "kid": "\(keyName)", "use": "sig", "alg": "ES256",
                   "x": "\(Data(point.prefix(32)).base64URL)", "y": "\(Data(point.suffix(32)).base64URL)"},
                  {"kty": "RSA", "kid": "rsa", "n": "\(parts.modulus.base64URL)", "e": "\(parts.publicExponent.base64URL)"}]}
                """
        }
    }

    private func token(_ form: String, _ authorization: String?) async throws -> Response {
        let items = URLComponents(string: "?" + form)?.queryItems ?? []
        func value(_ name: String) -> String { items.first { $0.name == name }?.value ?? "" }
        let pair = "\(FormText.encoded(Self.client)):\(FormText.encoded(Self.secret))"
        guard authorization == "Basic " + Data(pair.utf8).base64EncodedString() else { return refused("client") }
        guard value("grant_type") == "authorization_code", let grant = grants.removeValue(forKey: value("code")) else {
            return refused("code")
        }
        guard Data(SHA256.hash(data: Data(value("code_verifier").utf8))).base64URL == grant.challenge else {
            return refused("verifier")
        }
        guard grant.redirect == value("redirect_uri") else { return refused("redirect") }
        let text = try await signed(nonce: grant.nonce)
        return answer(#"{"access_token": "x", "token_type": "Bearer", "id_token": "\#(text)"}"#, .ok)
    }

    private func refused(_ what: String) -> Response {
        faults.append(what)
        return answer(#"{"error": "invalid_grant"}"#, .badRequest)
    }

    private func answer(_ json: String, _ status: HTTPResponse.Status) -> Response {
        Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: json)))
    }

    private func signed(nonce: String) async throws -> String {
        let now = Int(clock())
        var claims = Claims(iss: url, exp: now + 300, iat: now, nonce: nonce)
        change(&claims)
        let keys = JWTKeyCollection()
        switch way {
        case .elliptic, .strangersKey:
            let key = way == .elliptic ? elliptic : P256.Signing.PrivateKey()
            await keys.add(ecdsa: try ES256PrivateKey(backing: key), kid: JWKIdentifier(string: keyName))
            return try await keys.sign(claims, kid: JWKIdentifier(string: keyName))
        case .rsa:
            await keys.add(
                rsa: try Insecure.RSA.PrivateKey(backing: rsa), digestAlgorithm: .sha256, kid: "rsa")
            return try await keys.sign(claims, kid: "rsa")
        case .unsigned: return try plain(claims, algorithm: "none") + "."
        case .secretIsPublicKey:
            let text = try plain(claims, algorithm: "HS256")
            let key = SymmetricKey(data: Data(rsa.publicKey.pemRepresentation.utf8))
            return text + "." + Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)).base64URL
        }
    }

    private func plain(_ claims: Claims, algorithm: String) throws -> String {
        Data(#"{"alg": "\#(algorithm)", "kid": "rsa"}"#.utf8).base64URL + "."
            + (try JSONEncoder().encode(claims)).base64URL
    }
}
