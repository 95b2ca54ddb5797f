internal import HTTPTypes
internal import Hummingbird
internal import Tracing

/// A span for each request, for whoever has bootstrapped `InstrumentationSystem`; else nothing is done.
///
/// It holds the method, the route's pattern and the status: no path, no query, no header. A request that carries a
/// `traceparent` (W3C Trace Context) goes on with the trace it names, where the tracer reads that; the texts that a
/// caller may add to traces, `baggage` and `tracestate`, are not read.
struct TraceMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    @concurrent
    func handle(
        _ request: Request, context: ServerContext,
        next: @concurrent (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        guard !(InstrumentationSystem.tracer is NoOpTracer) else { return try await next(request, context) }
        var parent = InstrumentationContext.topLevel
        InstrumentationSystem.instrument.extract(request.headers, into: &parent, using: HeaderExtractor())
        let span = startSpan(request.method.rawValue, context: parent, ofKind: .server)
        defer { span.end() }
        let response = try await InstrumentationContext.$current.withValue(span.context) {
            try await next(request, context)
        }
        let route = context.endpointPath ?? "none"
        span.operationName = "\(request.method.rawValue) \(route)"
        span.updateAttributes { attributes in
            attributes["http.request.method"] = request.method.rawValue
            attributes["http.route"] = route
            attributes["http.response.status_code"] = response.status.code
        }
        if response.status.kind == .serverError { span.setStatus(SpanStatus(code: .error)) }
        return response
    }
}

/// Gives a tracer the headers that it asks for by name, but for those that hold texts.
private struct HeaderExtractor: Extractor {
    func extract(key name: String, from headers: HTTPFields) -> String? {
        guard !["baggage", "tracestate"].contains(name.lowercased()) else { return nil }
        return HTTPField.Name(name).flatMap { headers[$0] }
    }
}
