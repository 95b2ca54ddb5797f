internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// The cookie that a signed-in stylist's browser carries.
///
/// `__Host-`: browsers take it from this host only, over TLS, and for all of it. Scripts cannot read it, and other
/// sites' forms do not send it.
enum SessionCookie {
    static let name = "__Host-shadewise"
    static let tokenPrefix = "sws"

    /// What a request carries; `nil` for what cannot be a token of ours.
    static func token(in request: Request) -> String? {
        guard let token = value(of: name, in: request), token.hasPrefix(tokenPrefix + "_"), token.utf8.count <= 100
        else { return nil }
        return token
    }

    static func value(of name: String, in request: Request) -> String? {
        guard let header = request.headers[.cookie] else { return nil }
        for part in header.split(separator: ";") {
            let pair = part.trimmingSpaces()
            if pair.hasPrefix(name + "=") { return String(pair.dropFirst(name.count + 1)) }
        }
        return nil
    }

    /// - Parameter seconds: for which the browser keeps it; `nil` until it is closed.
    static func field(_ name: String, _ value: String, seconds: Int? = nil) -> String {
        "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax" + (seconds.map { "; Max-Age=\($0)" } ?? "")
    }

    /// What goes with every unsafe request of a session: made of the session's token, which only her browser has and no
    /// script can read, so that nothing more needs to be kept.
    static func proof(of token: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("shadewise csrf".utf8), using: SymmetricKey(data: Data(token.utf8)))
        return Data(code).base64URL
    }
}

extension Response {
    mutating func setCookie(_ name: String, _ value: String, seconds: Int? = nil) {
        headers.append(HTTPField(name: .setCookie, value: SessionCookie.field(name, value, seconds: seconds)))
    }

    /// Has the browser forget a cookie.
    mutating func clearCookie(_ name: String) { setCookie(name, "", seconds: 0) }
}
