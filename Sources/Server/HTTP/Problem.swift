internal import Consultation
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import ShadeCatalog
internal import SkinTone
internal import Stores

/// Why a request was not done, as RFC 9457 tells it: a stable code for programs, a sentence with the remedy for people.
struct Problem: Error, Sendable {
    let status: HTTPResponse.Status
    let code: String
    /// Never holds pixels, landmarks, keys or what a customer wrote.
    let detail: String
    var headers: HTTPFields = [:]
    /// Whether the body was not read to its end.
    var refusesBody = false

    init(_ status: HTTPResponse.Status, _ code: String, _ detail: String) {
        (self.status, self.code, self.detail) = (status, code, detail)
    }
}

extension Problem {
    static let unauthorized: Problem = {
        var problem = Problem(
            .unauthorized, "unauthorized", "Send `Authorization: Bearer KEY` with a key that has not ended.")
        problem.headers[.wwwAuthenticate] = "Bearer"
        return problem
    }()
    static let notFound = Problem(.notFound, "not_found", "There is nothing here; check the path and the ids in it.")

    static func forbidden(_ scope: Scope) -> Problem {
        Problem(
            .forbidden, "scope_missing",
            "This needs the scope `\(scope.rawValue)`: use a key that has it, or make one with POST /v1/keys.")
    }

    static let sessionEnded = Problem(
        .unauthorized, "session_ended", "Nobody is signed in any more: sign in with POST /v1/session.")

    static let notForStylists = Problem(
        .forbidden, "role_missing", "This is not for stylists: it needs a key of the shop's.")

    static let adminsOnly = Problem(
        .forbidden, "role_missing", "This needs the role `admin`: ask an admin of the shop.")

    /// The same, with the time after which to ask again.
    func retry(after seconds: Double) -> Problem {
        var problem = self
        problem.headers[.retryAfter] = "\(Int(seconds.rounded(.up)))"
        return problem
    }

    static func busy(_ what: String) -> Problem {
        var problem = Problem(.serviceUnavailable, "overloaded", "\(what): try again after the time in Retry-After.")
            .retry(after: 1)
        problem.refusesBody = true
        return problem
    }

    static func tooLarge(_ limit: Int) -> Problem {
        var problem = Problem(
            .contentTooLarge, "body_too_large", "The body is larger than \(limit) bytes, which are taken at most.")
        problem.refusesBody = true
        return problem
    }

    static func invalid(_ detail: String) -> Problem { Problem(.badRequest, "invalid_request", detail) }
}

extension Problem {
    /// What is told of an error; `nil` for one that nobody expected.
    init?(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as StoreError: self.init(error)
        case let error as AnalysisError: self.init(.unprocessableContent, error.code.string, error.message)
        case let error as ConsultationError: self.init(error)
        case let error as CatalogError:
            let isMissing = error.code == .unknownSKU
            self.init(isMissing ? .notFound : .unprocessableContent, error.code.rawValue, error.message)
        case let error as HTTPError where error.status == .notFound: self = .notFound
        case let error as HTTPError where error.status.kind == .clientError:
            self.init(error.status, "invalid_request", "The request cannot be read.")
        default: return nil
        }
    }

    private init(_ error: StoreError) {
        switch error.code {
        case .unavailable:
            self.init(.serviceUnavailable, "store_unavailable", "The database does not answer: try again shortly.")
            headers[.retryAfter] = "2"
        case .overtaken:
            self = .busy("Others are writing the same")
            // It was read: the connection may go on.
            refusesBody = false
        case .conflict:
            self.init(.conflict, "conflict", "Others changed the same at the same time: read it again, then repeat.")
        case .unstorable:
            self.init(.badRequest, "invalid_request", "What was sent cannot be kept: \(error.message).")
        case .misconfigured:
            self.init(
                .serviceUnavailable, "master_key_missing",
                "What is kept sealed cannot be opened: the operator has not given this service the master key that it is "
                    + "sealed with. The operator's log names it.")
            headers[.retryAfter] = "60"
        case .damaged, .invalid:
            self.init(.internalServerError, "internal_error", "The service failed; the operator's log tells why.")
        }
    }

    private init(_ error: ConsultationError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .consentMissing: .forbidden
            case .unknownOption, .invalidEvent, .unknownVersion: .unprocessableContent
            case .unknownSKU: .notFound
            case .notBegun, .alreadyBegun, .notAsked, .alreadyAnswered, .questionOpen, .repeated: .conflict
            }
        // The contract's name of it.
        let code = error.code == .consentMissing ? "consent_required" : error.code.rawValue
        // The error's own words would quote the question that was named.
        let isUnasked = error.code == .notAsked
        self.init(
            status, code,
            isUnasked ? "Another question is open, or none: read it with GET …/question." : error.message)
    }
}

extension Problem {
    static let mediaType = "application/problem+json"

    private struct Body: Codable {
        let type: String
        let title: String
        let status: Int
        let code: String
        let detail: String
        let instance: String
    }

    /// The problem that an answer tells; `nil` where it tells none.
    init?(answer body: Data, status: HTTPResponse.Status) {
        guard let body = try? JSONDecoder().decode(Body.self, from: body) else { return nil }
        self.init(status, body.code, body.detail)
    }

    /// - Parameter request: The request's id, which the log names, too.
    func response(request: String) -> Response {
        let body = Body(
            type: "about:blank", title: status.reasonPhrase, status: status.code, code: code, detail: detail,
            instance: request)
        var response = Response.json(body, status: status)
        response.headers[.contentType] = Self.mediaType
        response.forbidStoring()
        for field in headers { response.headers.append(field) }
        return response
    }
}
