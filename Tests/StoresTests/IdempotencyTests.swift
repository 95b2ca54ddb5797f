import Stores
import Testing

/// Requests that their senders may repeat: done once.
@Suite struct IdempotencyTests {
    @Test(arguments: Backend.present) func isTakenOnByOne(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let claims = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        try await store.claim("n", of: "a", fingerprint: [1], at: 10, stale: 0) == nil
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(claims.count { $0 } == 1)
            // Another tenant's request of the same name is another.
            #expect(try await store.claim("n", of: "b", fingerprint: [1], at: 10, stale: 0) == nil)
        }
    }

    @Test(arguments: Backend.present) func answerIsKeptReleasedAndDropped(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            _ = try await store.claim("n", of: "a", fingerprint: [1], at: 10, stale: 0)
            let open = try await store.claim("n", of: "a", fingerprint: [1], at: 11, stale: 0)
            #expect((open?.fingerprint, open?.created, open?.status) == ([1], 10, nil))
            // Left by a worker that is gone: by one only, and by nobody with another body.
            #expect(try await store.claim("n", of: "a", fingerprint: [2], at: 50, stale: 40) != nil)
            #expect(try await store.claim("n", of: "a", fingerprint: [1], at: 50, stale: 40) == nil)
            #expect(try await store.claim("n", of: "a", fingerprint: [1], at: 51, stale: 40) != nil)
            try await store.settle("n", of: "a", status: 201, body: [123, 125])
            try await store.release("n", of: "a")
            let answer = try await store.claim("n", of: "a", fingerprint: [1], at: 90, stale: 80)
            #expect((answer?.status, answer?.body) == (201, [123, 125]))
            #expect(try await store.dropAnswers(before: 60) == 1)
            #expect(try await store.claim("n", of: "a", fingerprint: [3], at: 91, stale: 0) == nil)
            try await store.release("n", of: "a")
            #expect(try await store.claim("n", of: "a", fingerprint: [4], at: 92, stale: 0) == nil)
        }
    }
}
