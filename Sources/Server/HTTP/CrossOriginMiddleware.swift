internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Stores

/// Lets browsers call from the origins that tenants allow.
///
/// Whether a browser may ask at all is answered before it shows a token, so that any tenant's origins count there; the
/// answer itself is given to none but the origins of the tenant whose token came with the request.
struct CrossOriginMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    let origins: OriginList
    let authenticator: Authenticator

    @concurrent
    func handle(
        _ request: Request, context: ServerContext,
        next: @concurrent (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        guard let origin = request.headers[.origin] else { return try await next(request, context) }
        if request.method == .options, request.headers[.accessControlRequestMethod] != nil {
            guard try await origins.allows(origin) else { return try await next(request, context) }
            var response = Response(status: .noContent)
            response.headers[.accessControlAllowOrigin] = origin
            response.headers[.accessControlAllowMethods] = "GET, POST, PUT"
            response.headers[.accessControlAllowHeaders] =
                "Authorization, Consent, Content-Type, Idempotency-Key, X-Request-Id"
            response.headers[.accessControlMaxAge] = "600"
            response.headers[.vary] = "Origin"
            return response
        }
        let principal = try? await authenticator.principal(of: request)
        if case .client(_, let tenant) = principal, !tenant.origins.isEmpty, !tenant.origins.contains(origin) {
            throw Problem(
                .forbidden, "origin_not_allowed", "The shop has not allowed browsers to call from this origin.")
        }
        var response = try await next(request, context)
        if let principal, principal.tenant.origins.contains(origin) {
            response.headers[.accessControlAllowOrigin] = origin
            response.headers[.accessControlExposeHeaders] = "ETag, Retry-After, X-Request-Id"
        }
        response.headers[.vary] = "Origin"
        return response
    }
}

/// The origins of all tenants, as of some seconds ago.
actor OriginList {
    private let store: Store
    private let clock: @Sendable () -> Double
    private var origins: Set<String> = []
    private var until = -Double.infinity

    init(store: Store, clock: @escaping @Sendable () -> Double) { (self.store, self.clock) = (store, clock) }

    func allows(_ origin: String) async throws -> Bool {
        if clock() >= until {
            origins = Set(try await store.tenants().flatMap(\.origins))
            until = clock() + 10
        }
        return origins.contains(origin)
    }
}
