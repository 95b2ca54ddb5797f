import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Server

struct BodyReaderTests {
    private static func request(_ body: RequestBody) -> Request {
        Request(head: HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/"), body: body)
    }

    @Test func whatArrivesEarnsABodyMoreTime() async throws {
        let (body, source) = RequestBody.makeStream()
        let sender = Task {
            for _ in 0..<8 {
                await source.yield(ByteBuffer(repeating: 7, count: 1 << 20))
                try? await Task.sleep(for: .milliseconds(800))
            }
            source.finish()
        }
        let reader = BodyReader(room: 16 << 20, patience: .seconds(5))
        let bytes = try await reader.bytes(of: Self.request(body), limit: 16 << 20)
        #expect(bytes.count == 8 << 20)
        await sender.value
    }

    /// Else two large bodies would keep everybody else's out for minutes.
    @Test(arguments: [0, 8 << 20]) func aBodyThatTricklesHasAnEndHoweverMuchCameAtOnce(first: Int) async throws {
        let (body, source) = RequestBody.makeStream()
        let sender = Task {
            await source.yield(ByteBuffer(repeating: 7, count: first))
            while !Task.isCancelled {
                await source.yield(ByteBuffer(repeating: 7, count: 1))
                try? await Task.sleep(for: .milliseconds(20))
            }
            source.finish()
        }
        let reader = BodyReader(room: 16 << 20, patience: .milliseconds(500))
        do {
            _ = try await reader.bytes(of: Self.request(body), limit: 16 << 20)
            Issue.record("it was read to its end")
        } catch let problem as Problem { #expect(problem.code == "body_too_slow") }
        sender.cancel()
        await sender.value
    }
}
