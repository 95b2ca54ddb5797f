internal import HTTPTypes
internal import Hummingbird
internal import Stores

/// One line of the contract: what may be asked, by whom, with what body, and who answers.
struct Route: Sendable {
    /// May leave in the context what it found.
    typealias Check = @Sendable (Request, inout ServerContext) async throws -> Void
    typealias Handler = @Sendable (Request, ServerContext) async throws -> Response

    let method: HTTPRequest.Method
    /// Such as `/v1/consultations/{id}`.
    let path: String
    let access: Access
    let body: Body
    /// What is looked at before a byte of the body is read.
    var before: Check
    let handler: Handler
    /// That it is to end; `nil` for what stays.
    let deprecation: Deprecation?

    /// Who may ask.
    enum Access: Sendable, Hashable {
        case everyone
        /// A key with a scope, or a stylist with a role; without one, no stylist.
        case key(Scope, stylist: Stylist.Role? = nil)
        /// The same, or a browser with the token of the consultation that the path names.
        case keyOrClient(Scope, stylist: Stylist.Role? = nil)
        /// Somebody who has signed in, about herself.
        case stylist
    }

    /// What the body is.
    enum Body: Sendable, Hashable {
        case none
        case json
        /// JSON with many things in it.
        case batch
        /// JSON, or nothing at all.
        case note
        /// A picture as it is, or in a form.
        case picture
        /// A form with a picture and more.
        case form
        /// Many pictures: a form, an archive, or where they lie.
        case pictures
        /// A catalog in any of the formats that are read.
        case feed
    }

    init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ body: Body = .none,
        deprecated deprecation: Deprecation? = nil, before: @escaping Check = { _, _ in }, _ handler: @escaping Handler
    ) {
        (self.method, self.path, self.access, self.body) = (method, path, access, body)
        (self.before, self.handler, self.deprecation) = (before, handler, deprecation)
    }
}

extension Route.Access {
    /// The role that stylists need; `nil` where none may ask.
    var role: Stylist.Role? {
        switch self {
        case .key(_, let role), .keyOrClient(_, let role): role
        case .stylist: .stylist
        case .everyone: nil
        }
    }
}

extension Route.Body {
    /// Whether a body of a media type is one; types are told apart by content all the same.
    func takes(_ name: String?) -> Bool {
        switch self {
        case .none: return true
        case .json, .batch: return name == "application/json"
        case .note: return name == nil || name == "application/json"
        case .picture:
            return name == nil || name == "image/jpeg" || name == "image/png" || name == "application/octet-stream"
                || name == "multipart/form-data"
        case .form: return name == "multipart/form-data"
        case .pictures:
            return [
                "multipart/form-data", "application/x-tar", "application/json", "text/uri-list", "text/plain",
            ].contains(name)
        case .feed:
            return [
                nil, "text/csv", "text/tab-separated-values", "text/plain", "application/x-ndjson", "application/xml",
                "text/xml", "application/gzip", "application/octet-stream",
            ].contains(name)
        }
    }

    /// For complaints.
    var expected: String {
        switch self {
        case .none: "no body"
        case .json, .batch, .note: "application/json"
        case .picture: "image/jpeg, image/png, application/octet-stream or multipart/form-data"
        case .form: "multipart/form-data"
        case .pictures: "multipart/form-data, application/x-tar or application/json"
        case .feed: "text/csv, text/tab-separated-values, application/x-ndjson, application/xml or application/gzip"
        }
    }
}

extension Substring {
    func trimmingSpaces() -> Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
