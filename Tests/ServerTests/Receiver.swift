import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

@testable import Server

/// A shop's own program that is told of things, on a port of this machine.
final class Receiver: Sendable {
    struct Message: Sendable {
        let id: String
        let timestamp: String
        let signature: String
        let body: String

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
        }
        var type: String? { json["type"] as? String }
        var data: [String: Any] { json["data"] as? [String: Any] ?? [:] }
    }

    private let state = Mutex<(messages: [Message], status: Int)>(([], 204))

    var messages: [Message] { state.withLock { $0.messages } }

    /// What it answers from now on.
    func answer(_ status: Int) { state.withLock { $0.status = status } }

    /// Listens while `body` runs.
    func listening<Value: Sendable>(_ body: @Sendable @escaping (_ port: Int) async throws -> Value) async throws
        -> Value
    {
        let router = Router()
        router.post("/hook") { request, _ in
            let text = String(buffer: try await request.body.collect(upTo: 1 << 20))
            func header(_ name: String) -> String { request.headers[HTTPField.Name(name)!] ?? "" }
            let message = Message(
                id: header("webhook-id"), timestamp: header("webhook-timestamp"),
                signature: header("webhook-signature"), body: text)
            let status = self.state.withLock { state in
                state.messages.append(message)
                return state.status
            }
            var response = Response(status: .init(code: status))
            if status / 100 == 3 { response.headers[.location] = "http://127.0.0.1:1/elsewhere" }
            return response
        }
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in told.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "receiver", factory: { _ in SwiftLogNoOpLogHandler() }))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            var iterator = ports.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            defer { group.cancelAll() }
            return try await body(port)
        }
    }
}

/// A port of this machine that takes connections, and says nothing ever.
final class Tarpit: Sendable {
    let port: Int
    private let descriptor: Int32

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listens = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                var length = size
                return bind(descriptor, place, size) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, place, &length) == 0
            }
        }
        guard listens else { throw Failure(description: "no port to listen on") }
        (self.descriptor, port) = (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    deinit { close(descriptor) }
}
