internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Reads bodies: no more than a limit, no slower than a client of good will sends, and no more at once than there is
/// room for.
final class BodyReader: Sendable {
    /// Bytes of all bodies that are being read, at most.
    private let room: ByteRoom
    /// For a body that stands still, or comes slower than `bytesASecond`.
    private let patience: Duration
    private static let bytesASecond = 256 << 10

    init(room: Int, patience: Duration = .seconds(30)) {
        self.room = ByteRoom(room)
        self.patience = patience
    }

    /// - Parameters:
    ///   - limit: bytes.
    ///   - hold: has the room that the body takes, for as long as it lives; without one, for as long as it is read.
    /// - Throws: `Problem`: too large, too slow, or no room.
    func bytes(of request: Request, limit: Int, holding hold: BodyHold = BodyHold()) async throws -> [UInt8] {
        let length = request.headers[.contentLength].flatMap { Int($0) }
        if let length, length > limit { throw Problem.tooLarge(limit) }
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { [room] in
                var bytes: [UInt8] = []
                for try await buffer in request.body {
                    guard bytes.count + buffer.readableBytes <= limit else { throw Problem.tooLarge(limit) }
                    guard hold.take(buffer.readableBytes, of: room) else {
                        throw Problem.busy("Too much is being sent at once")
                    }
                    buffer.withUnsafeReadableBytes { bytes.append(contentsOf: $0) }
                }
                return bytes
            }
            group.addTask { [self] in throw try await tooSlow(hold) }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() else { throw CancellationError() }
            return bytes
        }
    }

    /// Waits until a body has taken longer than it may: what arrives puts the end off, but never by more than `patience`
    /// from now, so that much at once buys no time to trickle in.
    /// - Parameter hold: has room for what has arrived of it.
    /// - Throws: `CancellationError` when it need not be waited for any more.
    private func tooSlow(_ hold: BodyHold) async throws -> Problem {
        var (end, seen) = (ContinuousClock.now.advanced(by: patience), 0)
        while true {
            let now = ContinuousClock.now
            guard end > now else { break }
            try await Task.sleep(until: min(end, now.advanced(by: .seconds(1))), clock: .continuous)
            let arrived = hold.bytes
            let earned = Duration.seconds(Double(arrived - seen) / Double(Self.bytesASecond))
            end = min(end.advanced(by: earned), ContinuousClock.now.advanced(by: patience))
            seen = arrived
        }
        var problem = Problem(
            .requestTimeout, "body_too_slow",
            "The body came too slowly: it may stand still for \(patience.components.seconds) s, and else has to bring "
                + "\(Self.bytesASecond >> 10) KB a second.")
        problem.refusesBody = true
        return problem
    }

    /// - Parameter limit: bytes.
    /// - Throws: also `invalid_request` for JSON that is none or lacks something.
    func json<Value: Decodable>(
        _ type: Value.Type, of request: Request, limit: Int = ServerOptions.jsonBytes
    ) async throws -> Value { try Self.decoded(type, from: try await bytes(of: request, limit: limit)) }

    /// The same where there may be nothing; `nil` then.
    func jsonIfAny<Value: Decodable>(_ type: Value.Type, of request: Request) async throws -> Value? {
        let bytes = try await bytes(of: request, limit: ServerOptions.jsonBytes)
        return try bytes.isEmpty ? nil : Self.decoded(type, from: bytes)
    }

    private static func decoded<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        do { return try JSONDecoder().decode(type, from: Data(bytes)) } catch let error as DecodingError {
            throw Problem.invalid(error.explanation)
        } catch let problem as Problem { throw problem } catch { throw Problem.invalid("The body is no JSON.") }
    }
}

extension DecodingError {
    /// What is wrong and where, without what was sent.
    fileprivate var explanation: String {
        func place(_ path: [any CodingKey]) -> String {
            path.isEmpty
                ? "the body"
                : "`"
                    + path.map { $0.intValue.map(String.init) ?? $0.stringValue }
                    .joined(separator: ".") + "`"
        }
        switch self {
        case .keyNotFound(let key, let context):
            return "`\(key.stringValue)` is missing in \(place(context.codingPath))."
        case .typeMismatch(let type, let context): return "\(place(context.codingPath)) should be a \(Self.name(type))."
        case .valueNotFound(let type, let context):
            return "\(place(context.codingPath)) is null, not a \(Self.name(type))."
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty ? "The body is no JSON." : "\(place(context.codingPath)) cannot be used."
        @unknown default: return "The body cannot be used."
        }
    }

    private static func name(_ type: Any.Type) -> String {
        switch type {
        case is String.Type: "string"
        case is Bool.Type: "boolean"
        case is Double.Type, is Int.Type: "number"
        case is [Any].Type: "list"
        default: "object"
        }
    }
}
