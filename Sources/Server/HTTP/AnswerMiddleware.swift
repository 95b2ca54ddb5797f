internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Stores

/// Gives every request an id, tells errors as problems, packs JSON, counts and logs.
///
/// A line of the log holds the method, the route's pattern, the status and the time: no path, no query, no body.
struct AnswerMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    let metrics: Metrics

    @concurrent
    func handle(
        _ request: Request, context: ServerContext,
        next: @concurrent (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let id = Self.id(of: request) ?? UUID().uuidString.lowercased()
        var context = context
        context.logger[metadataKey: "request"] = .string(id)
        var response: Response
        do { response = try await next(request, context) } catch {
            let problem =
                Problem(error)
                ?? Problem(.internalServerError, "internal_error", "The service failed; the operator's log tells why.")
            if problem.status.kind == .serverError {
                // Types only: an error's words may quote what was sent.
                context.logger.error(
                    "failed", metadata: ["code": .string(problem.code), "error": .string(Problem.logged(error))])
            }
            response = problem.response(request: id)
            if problem.refusesBody, Self.isLong(request) {
                response.headers[.connection] = "close"
                context.closeSoon()
            }
        }
        response.headers[.requestID] = id
        response = try await response.encoded(packing: request.takesGzip)
        // Last, so that its headers are those of GET; and a refusal has no body either.
        if request.method == .head { response = response.createHeadResponse() }
        let time = ContinuousClock.now - start
        let route = context.endpointPath ?? "none"
        metrics.count(route: route, method: request.method.rawValue, status: response.status.code, time: time)
        context.logger.info(
            "answered",
            metadata: [
                "method": .string(request.method.rawValue), "route": .string(route),
                "status": .stringConvertible(response.status.code),
                "ms": .stringConvertible((time / .milliseconds(1) * 10).rounded() / 10),
            ])
        return response
    }

    /// What a caller called the request, where that is a name one can log.
    private static func id(of request: Request) -> String? {
        guard let id = request.headers[.requestID], (1...64).contains(id.utf8.count),
            id.utf8.allSatisfy({ byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            })
        else { return nil }
        return id
    }

    /// Whether more is still to come than is worth reading past.
    private static func isLong(_ request: Request) -> Bool {
        guard let length = request.headers[.contentLength] else { return request.headers[.transferEncoding] != nil }
        return Int(length).map { $0 > 1 << 20 } ?? true
    }
}
