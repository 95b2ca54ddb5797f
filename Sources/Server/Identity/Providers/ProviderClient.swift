internal import AsyncHTTPClient
internal import Foundation
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// Asks a shop's identity provider. The shop's operator names it, and its answers name more addresses: each is checked as
/// webhooks' targets are, and the address that was checked is the one that is called.
struct ProviderClient: Sendable {
    /// Whether providers may lie in private networks, and speak without encryption.
    let allowsPrivate: Bool

    /// Bytes of an answer, at most.
    private static let most = 128 << 10
    /// Seconds.
    private static let patience: Int64 = 10

    func get<Value: Decodable>(_ type: Value.Type, _ url: String) async throws(Problem) -> Value {
        try await answer(type, HTTPClientRequest(url: url))
    }

    /// - Parameters:
    ///   - form: sent as `application/x-www-form-urlencoded`.
    ///   - basic: name and password, as RFC 6749, 2.3.1, has them sent.
    /// - Throws: `provider_unavailable`; `identity_refused` where it says that the request is wrong.
    func post<Value: Decodable>(
        _ type: Value.Type, _ url: String, form: [(String, String)], basic: (String, String)?
    ) async throws(Problem) -> Value {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        if let (name, password) = basic {
            let pair = Data("\(FormText.encoded(name)):\(FormText.encoded(password))".utf8).base64EncodedString()
            request.headers.add(name: "authorization", value: "Basic \(pair)")
        }
        request.body = .bytes(ByteBuffer(string: FormText.encoded(form)))
        return try await answer(type, request)
    }

    private func answer<Value: Decodable>(
        _ type: Value.Type, _ wanted: HTTPClientRequest
    ) async throws(Problem) -> Value {
        var request = wanted
        request.headers.add(name: "accept", value: "application/json")
        let target: WebhookTarget
        do {
            target = try await WebhookTarget(
                request.url, .init(allowsPlain: allowsPrivate, allowsPrivate: allowsPrivate))
        } catch { throw Self.unavailable("one of its addresses is none that is called") }
        let found = try? await target.call(request, seconds: Self.patience) { response in
            (
                status: response.status.code,
                bytes: Data(try await response.body.collect(upTo: Self.most).readableBytesView)
            )
        }
        guard let found else { throw Self.unavailable("it does not answer, or with too much") }
        // RFC 6749, 5.2: what the browser brought is not good, or not any more.
        if found.status == 400, request.method == .POST {
            throw Problem.identityRefused("the provider does not take the code")
        }
        guard found.status == 200 else { throw Self.unavailable("it answers with status \(found.status)") }
        do { return try JSONDecoder().decode(type, from: found.bytes) } catch {
            throw Self.unavailable("its answer is not what OpenID Connect has")
        }
    }

    static func unavailable(_ why: String) -> Problem {
        Problem(.badGateway, "provider_unavailable", "The shop's identity provider cannot be used: \(why).")
    }
}

/// Text as forms and addresses carry it.
enum FormText {
    static func encoded(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { "\(encoded($0))=\(encoded($1))" }.joined(separator: "&")
    }
}
