internal import HTTPTypes
internal import Hummingbird
internal import Stores

/// Lets browsers call from the origins that tenants allow; the outermost of all, so that they can read problems, too.
///
/// A browser asks before it shows a token, so any tenant's origins count here. That a token is only used from its own
/// tenant's, `RouteInstaller` sees to.
struct CrossOriginMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    let origins: OriginList

    @concurrent
    func handle(
        _ request: Request, context: ServerContext,
        next: @concurrent (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        // Where the store does not answer, the request itself will say so.
        guard let origin = request.headers[.origin], (try? await origins.allows(origin)) == true else {
            return try await next(request, context)
        }
        var response: Response
        if request.method == .options, request.headers[.accessControlRequestMethod] != nil {
            response = Response(status: .noContent)
            response.headers[.accessControlAllowMethods] = "GET, POST, PUT"
            response.headers[.accessControlAllowHeaders] =
                "Authorization, Consent, Content-Type, Idempotency-Key, X-Request-Id"
            response.headers[.accessControlMaxAge] = "600"
        } else {
            response = try await next(request, context)
            response.headers[.accessControlExposeHeaders] =
                "Deprecation, ETag, Link, Location, Retry-After, Shadewise-Applied, Shadewise-Capture-Issues, Shadewise-Face, "
                + "Shadewise-Flattened, Shadewise-Profile-Lost, Shadewise-Radius90, Shadewise-Shown, Shadewise-Shown-Within, Sunset, X-Request-Id"
        }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers.append(HTTPField(name: .vary, value: "Origin"))
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
