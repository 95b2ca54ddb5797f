internal import HTTPTypes
internal import Hummingbird
internal import Stores

/// Puts routes on a router: each checks who asks and what comes; methods that a path has not are told so.
struct RouteInstaller {
    let authenticator: Authenticator
    let repeats: Repeats
    let rates: RateLimiter

    func install(_ routes: [Route], on router: Router<ServerContext>) {
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            for route in routes {
                router.on(RouterPath(path), method: route.method) { request, context in
                    try await answer(route, request, context)
                }
            }
            let methods = routes.map(\.method)
            if let get = routes.first(where: { $0.method == .get }) {
                router.on(RouterPath(path), method: .head) { request, context in
                    try await answer(get, request, context)
                }
            }
            let allowed = methods + (methods.contains(.get) ? [.head] : [])
            let list = allowed.map(\.rawValue).sorted().joined(separator: ", ")
            for method in Self.others where !allowed.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    var problem = Problem(
                        .methodNotAllowed, "method_not_allowed", "\(method.rawValue) is none of \(list).")
                    problem.headers[.allow] = list
                    throw problem
                }
            }
        }
    }

    /// All methods that are read as HTTP/1.1, by swift-nio's names of them: another never gets here.
    /// - Source: swift-nio, `c_nio_llhttp.h`, `HTTP_METHOD_MAP`.
    private static let others =
        """
        GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT QUERY COPY LOCK MKCOL MOVE PROPFIND PROPPATCH SEARCH UNLOCK \
        BIND REBIND UNBIND ACL REPORT MKACTIVITY CHECKOUT MERGE MSEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE PURGE MKCALENDAR \
        LINK UNLINK SOURCE
        """.split(separator: " ").compactMap { HTTPRequest.Method(String($0)) }

    /// The answer, or the refusal, and whether the route is to end.
    private func answer(_ route: Route, _ request: Request, _ context: ServerContext) async throws -> Response {
        guard let deprecation = route.deprecation else { return try await checked(route, request, context) }
        do {
            var response = try await checked(route, request, context)
            for field in deprecation.headers { response.headers.append(field) }
            return response
        } catch {
            // A failure of the service's is left as it is, for the log to tell.
            guard var problem = Problem(error), problem.status.kind == .clientError else { throw error }
            for field in deprecation.headers { problem.headers.append(field) }
            throw problem
        }
    }

    private func checked(_ route: Route, _ request: Request, _ given: ServerContext) async throws -> Response {
        var context = given
        if route.access != .everyone {
            let principal = try await authenticator.principal(of: request)
            context.principal = principal
            try Self.check(principal, for: route, request, context)
        }
        if let principal = context.principal { try rates.admit(principal) }
        if case .client(_, let tenant) = context.principal, let origin = request.headers[.origin],
            !tenant.origins.contains(origin), !CrossSiteCheck.isOwn(origin, of: request)
        {
            throw Problem(
                .forbidden, "origin_not_allowed", "The shop has not allowed browsers to call from this origin.")
        }
        let isEmpty = route.body == .note && request.headers[.contentLength] == "0"
        guard isEmpty || route.body.takes(request.mediaType) else {
            var problem = Problem(
                .unsupportedMediaType, "unsupported_media_type",
                "The body is sent as \(route.body.expected), and its Content-Type says so.")
            problem.refusesBody = true
            throw problem
        }
        try await route.before(request, &context)
        var request = request
        if request.expectsInvitation {
            request.body = RequestBody(
                asyncSequence: InvitedBody(body: request.body) { [context] in context.inviteBody() })
        }
        guard context.principal != nil else { return try await route.handler(request, context) }
        var response: Response
        if route.method == .post {
            response = try await repeats.answer(request, context, route.body) { try await route.handler($0, $1) }
        } else {
            response = try await route.handler(request, context)
        }
        // Whoever comes to the browser next must not find it there. What is read with a tag is the catalog's, and of nobody.
        let isRead = request.method == .get || request.method == .head
        if !isRead || response.headers[.eTag] == nil { response.forbidStoring() }
        return response
    }

    /// - Throws: `unauthorized`, or what is missing.
    private static func check(
        _ principal: Principal, for route: Route, _ request: Request, _ context: ServerContext
    ) throws(Problem) {
        switch (principal, route.access) {
        case (_, .everyone): break
        case (.key(let key, _), .key(let scope, _)), (.key(let key, _), .keyOrClient(let scope, _)):
            guard key.scopes.contains(scope.rawValue) else { throw .forbidden(scope) }
        case (.client(let consultation, _), .keyOrClient):
            // Another's case is no different from one that is not there.
            guard try context.parameter("id") == consultation else { throw .notFound }
        case (.stylist(let stylist, _), let access):
            if route.method != .get { try CrossSiteCheck.check(request) }
            guard let role = access.role else { throw .notForStylists }
            guard role == .stylist || stylist.role == .admin else { throw .adminsOnly }
        case (.client, .key), (.client, .stylist), (.key, .stylist): throw .unauthorized
        }
    }
}
