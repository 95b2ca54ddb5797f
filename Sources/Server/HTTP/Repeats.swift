internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Stores

/// `Idempotency-Key`: a request sent again, because its answer was lost, is answered alike instead of done again.
///
/// Kept for a day. The body is read here, so that the same key with another body is told from a repeat. A service that
/// dies, or loses its database, before it has kept an answer leaves a request that is taken on again a minute later if it
/// was not done; if it was, its answer is lost, and that is told.
struct Repeats: Sendable {
    let store: Store
    let bodies: BodyReader
    let pool: WorkerPool
    let clock: @Sendable () -> Double
    let options: ServerOptions

    /// Seconds after which a request whose worker died may be taken on again.
    private static let stale = 60.0
    /// Seconds that answers are kept.
    static let day = 86_400.0

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) && byte < 0x80
            || byte == UInt8(ascii: "_")
    }

    /// - Parameters:
    ///   - body: what the request carries: as much of it is read as the route itself would.
    ///   - answer: does the request, whose body is at hand now.
    func answer(
        _ request: Request, _ context: ServerContext, _ body: Route.Body,
        by answer: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        guard let key = request.headers[.idempotencyKey] else { return try await answer(request, context) }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy(Self.isPlain) else {
            throw Problem.invalid("`Idempotency-Key` has 1 to 200 letters, digits, dashes and underscores.")
        }
        let tenant = try context.tenant
        let bytes = try await bodies.bytes(of: request, limit: options.limit(of: body), holding: context.bodyHold)
        var placed = context
        // Before its name is written: of a photo that there is no room for nothing is.
        if body == .picture || body == .form { placed.place = try pool.place() }
        let (lock, now) = (AnswerLock(key, of: tenant, for: context.principal?.actor ?? "nobody"), clock())
        let fingerprint = lock.fingerprint(
            of: Data("\(request.method.rawValue) \(request.uri.string)\n".utf8), Data(bytes))
        if let known = try await store.claim(
            lock.name, of: tenant, fingerprint: fingerprint, at: now, stale: now - Self.stale)
        {
            let response = try Self.repeated(known, fingerprint, lock, at: now)
            if let id = response.madeConsultation, try await store.loadCase(id, of: tenant) == nil {
                throw Self.erasedSince
            }
            return response
        }
        let response: Response
        do {
            response = try await RequestInWork(lock.name, of: tenant).doing { [placed] in
                try await answer(
                    Request(head: request.head, body: RequestBody(buffer: ByteBuffer(bytes: bytes))), placed)
            }
        } catch {
            // What was refused for good is answered alike; what failed may be tried again.
            if let problem = Problem(error), problem.status.kind == .clientError, !problem.mayPass {
                // Whoever repeats it has a request of his own: its id is put in then.
                try await keep(problem.response(request: ""), lock, tenant)
            } else {
                let isInDoubt = (error as? StoreError)?.code == .unavailable
                try await store.release(lock.name, of: tenant, isInDoubt: isInDoubt)
            }
            throw error
        }
        // Done: should keeping fail, the name stays taken, and a repeat is not done at once.
        return try await keep(response, lock, tenant)
    }

    private static let erasedSince = Problem(
        .conflict, "erased_since",
        "This was done, and what it made has been erased since: to begin anew, send it under a new Idempotency-Key.")
    private static let answerLost = Problem(
        .conflict, "answer_lost",
        "This was done, but the answer is lost: read what came of it. If nothing can be read, send it under a new "
            + "Idempotency-Key.")

    /// - Returns: The same, its body at hand.
    @discardableResult
    private func keep(_ response: Response, _ lock: AnswerLock, _ tenant: String) async throws -> Response {
        var response = response
        let kept = KeptAnswer(
            headers: Dictionary(response.headers.map { ($0.name.rawName, $0.value) }) { "\($0), \($1)" },
            body: Data(try await response.collected()))
        try await store.settle(
            lock.name, of: tenant, status: response.status.code,
            body: lock.sealed([UInt8](try JSONEncoder().encode(kept))))
        return response
    }

    private static func repeated(
        _ known: IdempotentAnswer, _ fingerprint: [UInt8], _ lock: AnswerLock, at now: Double
    ) throws -> Response {
        guard known.fingerprint == fingerprint else {
            throw Problem(
                .unprocessableContent, "idempotency_key_reused",
                "This Idempotency-Key came with another request: use a new key for each.")
        }
        guard let status = known.status, let body = known.body else {
            guard !known.isDone || known.created >= now - stale else { throw answerLost }
            throw Problem(.conflict, "request_in_progress", "The same request is being worked on.").retry(after: 1)
        }
        let kept: KeptAnswer
        do { kept = try JSONDecoder().decode(KeptAnswer.self, from: Data(lock.opened(body))) } catch {
            throw AnswerLock.damaged
        }
        if var problem = kept.problem(status: .init(code: status)) {
            problem.headers[.idempotentReplayed] = "true"
            throw problem
        }
        var response = Response(
            status: .init(code: status), body: ResponseBody(byteBuffer: ByteBuffer(bytes: kept.body)))
        for field in kept.fields { response.headers[field.name] = field.value }
        response.headers[.idempotentReplayed] = "true"
        return response
    }
}

/// What is kept of an answer, besides its status.
private struct KeptAnswer: Codable {
    let headers: [String: String]
    let body: Data

    var fields: HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }

    /// The problem that it told; `nil` where it told none.
    func problem(status: HTTPResponse.Status) -> Problem? {
        var fields = fields
        guard fields[.contentType] == Problem.mediaType, var problem = Problem(answer: body, status: status) else {
            return nil
        }
        // Its answer will have the usual ones anew.
        for usual in problem.response(request: "").headers { fields[usual.name] = nil }
        problem.headers = fields
        return problem
    }
}

extension Response {
    /// The consultation whose making this tells of.
    fileprivate var madeConsultation: String? {
        let path = "/v1/consultations/"
        guard status == .created, let location = headers[.location], location.hasPrefix(path) else { return nil }
        return String(location.dropFirst(path.count))
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
