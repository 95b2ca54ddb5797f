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

    @Test(arguments: Backend.present) func whatWasDoneIsNotDoneAgain(_ backend: Backend) async throws {
        try await withStore(backend) { store in
            let request = RequestInWork("n", of: "a")
            func claim(_ time: Double) async throws -> IdempotentAnswer? {
                try await store.claim("n", of: "a", fingerprint: [1], at: time, stale: time - 10)
            }
            func begin(_ id: String) async throws {
                try await store.begin(id, customer: nil, of: "a", with: [.began(at: 0)], at: 0)
            }
            #expect(try await claim(10) == nil)
            try await begin("taken")
            // What was undone leaves no note, nor does what is done beside it.
            #expect(await code { try await request.doing { try await begin("taken") } } == .conflict)
            try await request.doing { try await RequestInWork.aside { try await begin("beside") } }
            #expect(try await claim(15)?.isDone == false)
            #expect(try await claim(30) == nil)
            try await request.doing { try await begin("done") }
            try await store.release("n", of: "a", isInDoubt: true)
            let left = try #require(try await claim(50))
            #expect((left.isDone, left.status, left.created) == (true, nil, 30))
            // What is in doubt and was not done is forgotten, and so is what is known to have failed.
            #expect(try await store.claim("m", of: "a", fingerprint: [1], at: 50, stale: 0) == nil)
            try await store.release("m", of: "a", isInDoubt: true)
            #expect(try await store.claim("m", of: "a", fingerprint: [2], at: 50, stale: 0) == nil)
            try await store.release("n", of: "a")
            #expect(try await claim(50) == nil)
        }
    }
}
