import ShadeCatalog
import Synchronization
import Testing

@testable import Server

struct MadeReadyTests {
    private final class Counter: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count -> Int in
                count += 1
                return count
            }
        }
    }

    @Test func whatManyAskForIsMadeOnceThoughThereIsNoRoom() async throws {
        let pool = WorkerPool(threads: 2, room: 1, metrics: Metrics())
        defer { pool.close() }
        let place = try pool.place()
        let (ready, counter) = (MadeReady<Int>(), Counter())
        let values = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<50 {
                group.addTask { try await ready.value(for: .foundation, on: pool) { counter.next() } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(values == Array(repeating: 1, count: 50))
        let other = try await ready.value(for: .lip, on: pool) { counter.next() }
        #expect(other == 2 && ready[.lip] == 2 && ready[.eye] == nil)
        withExtendedLifetime(place) {}
    }

    @Test func whatFailedIsMadeAgain() async throws {
        let pool = WorkerPool(threads: 1, room: 1, metrics: Metrics())
        defer { pool.close() }
        let ready = MadeReady<Int>()
        await #expect(throws: CancellationError.self) {
            try await ready.value(for: .lip, on: pool) { throw CancellationError() }
        }
        let value = try await ready.value(for: .lip, on: pool) { 7 }
        #expect(value == 7)
    }
}
