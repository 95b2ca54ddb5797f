internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Stores

/// `Idempotency-Key`: a request sent again, because its answer was lost, is done once and answered alike.
///
/// Kept for a day. The body is read here, so that the same key with another body is told from a repeat.
struct Repeats: Sendable {
    let store: Store
    let bodies: BodyReader
    let clock: @Sendable () -> Double
    /// Bytes of a body, at most.
    let limit: Int

    /// Seconds after which a request whose worker died may be taken on again.
    private static let stale = 60.0
    static let day = 86_400.0

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) && byte < 0x80
            || byte == UInt8(ascii: "_")
    }

    /// - Parameter answer: does the request, whose body is at hand now.
    func answer(
        _ request: Request, _ tenant: String, by answer: (Request) async throws -> Response
    ) async throws -> Response {
        guard let key = request.headers[.idempotencyKey] else { return try await answer(request) }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy(Self.isPlain) else {
            throw Problem.invalid("`Idempotency-Key` has 1 to 200 letters, digits, dashes and underscores.")
        }
        let body = try await bodies.bytes(of: request, limit: limit)
        var hash = SHA256()
        hash.update(data: Data("\(request.method.rawValue) \(request.uri.string)\n".utf8))
        hash.update(data: body)
        let (fingerprint, now) = ([UInt8](hash.finalize()), clock())
        let lock = AnswerLock(key, of: tenant)
        if let known = try await store.claim(
            lock.name, of: tenant, fingerprint: fingerprint, at: now, stale: now - Self.stale)
        {
            return try Self.repeated(known, fingerprint, lock)
        }
        do {
            let held = Request(head: request.head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
            var response = try await answer(held)
            let collected = try await response.collected()
            try await store.settle(
                lock.name, of: tenant, status: response.status.code, type: response.headers[.contentType],
                body: lock.sealed(collected))
            return response
        } catch {
            // What was refused for good is answered alike; what failed may be tried again.
            if let problem = Problem(error), problem.status.kind == .clientError, !problem.mayPass {
                let response = problem.response(request: "repeated")
                var copy = response
                try await store.settle(
                    lock.name, of: tenant, status: response.status.code, type: response.headers[.contentType],
                    body: lock.sealed(copy.collected()))
            } else {
                try await store.release(lock.name, of: tenant)
            }
            throw error
        }
    }

    private static func repeated(
        _ known: IdempotentAnswer, _ fingerprint: [UInt8], _ lock: AnswerLock
    ) throws -> Response {
        guard known.fingerprint == fingerprint else {
            throw Problem(
                .unprocessableContent, "idempotency_key_reused",
                "This Idempotency-Key came with another request: use a new key for each.")
        }
        guard let status = known.status else {
            var problem = Problem(.conflict, "request_in_progress", "The same request is being worked on.")
            problem.headers[.retryAfter] = "1"
            throw problem
        }
        var response = Response.bytes(
            try known.body.map(lock.opened) ?? [], type: known.type ?? "application/json", status: .init(code: status))
        response.headers[.idempotentReplayed] = "true"
        return response
    }
}

extension Problem {
    /// Whether the same request may be granted a moment later.
    fileprivate var mayPass: Bool { status == .requestTimeout || status == .tooManyRequests || status == .conflict }
}

extension Response {
    /// The body's bytes; the response keeps them.
    fileprivate mutating func collected() async throws -> [UInt8] {
        let collector = BodyCollector()
        try await body.write(collector)
        body = ResponseBody(byteBuffer: collector.bytes)
        return [UInt8](collector.bytes.readableBytesView)
    }
}
