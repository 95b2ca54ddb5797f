internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Keeps other sites' pages from acting with a stylist's cookie.
enum CrossSiteCheck {
    /// For what changes something by a cookie.
    /// - Throws: `csrf_token_missing`, `origin_not_allowed`.
    static func check(_ request: Request) throws(Problem) {
        guard let token = SessionCookie.token(in: request), let given = request.headers[.csrfToken],
            // In constant time.
            SymmetricKey(data: Data(given.utf8)) == SymmetricKey(data: Data(SessionCookie.proof(of: token).utf8))
        else {
            throw Problem(
                .forbidden, "csrf_token_missing",
                "What changes something carries `X-CSRF-Token`: it is in the answer of POST and GET /v1/session.")
        }
        try checkOrigin(request)
    }

    /// A browser tells from which site a request comes; it has to be this one. Programs tell nothing.
    static func checkOrigin(_ request: Request) throws(Problem) {
        let site = request.headers[.secFetchSite]
        guard site == nil || site == "same-origin" || site == "none" else { throw refused }
        guard let origin = request.headers[.origin] else { return }
        guard isOwn(origin, of: request) else { throw refused }
    }

    /// Whether an origin is this service's own, by the name that the request calls it by.
    static func isOwn(_ origin: String, of request: Request) -> Bool {
        guard let host = host(of: origin), let own = request.head.authority?.lowercased() else { return false }
        return host.name == own || host.name + host.port == own
    }

    /// - Returns: `nil` for `null` and the like.
    private static func host(of origin: String) -> (name: String, port: String)? {
        let origin = origin.lowercased()
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")] where origin.hasPrefix(scheme) {
            return (String(origin.dropFirst(scheme.count)), port)
        }
        return nil
    }

    private static let refused = Problem(
        .forbidden, "origin_not_allowed", "This is only taken from pages of this service itself.")
}

extension HTTPField.Name {
    static let csrfToken = HTTPField.Name("X-CSRF-Token")!
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
}
