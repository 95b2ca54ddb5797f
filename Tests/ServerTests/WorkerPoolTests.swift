import Testing

@testable import Server

struct WorkerPoolTests {
    @Test func aHeldPlaceIsTakenUntilItIsLetGo() async throws {
        let pool = WorkerPool(threads: 1, room: 1, metrics: Metrics())
        defer { pool.close() }
        var place: WorkerPool.Place? = try pool.place()
        #expect(pool.isFull)
        #expect(throws: Problem.self) { _ = try pool.place() }
        await #expect(throws: Problem.self) { try await pool.run { 1 } }
        #expect(place != nil)
        place = nil
        #expect(pool.waiting == 0)
        #expect(try await pool.run { 2 } == 2)
    }

    @Test func neitherWorkAtAPlaceNorWhatFollowsFromItIsRefused() async throws {
        let pool = WorkerPool(threads: 1, room: 1, metrics: Metrics())
        defer { pool.close() }
        let first = try pool.place()
        #expect(try await pool.run(at: first) { 1 } == 1)
        // Others have come meanwhile.
        let second = try pool.place()
        await #expect(throws: Problem.self) { try await pool.run { 2 } }
        #expect(try await pool.run(at: first) { 3 } == 3)
        #expect(pool.waiting == 1, "a place counts once")
        #expect(try await pool.run(at: second) { 4 } == 4)
        #expect(pool.waiting == 0)
    }

    @Test func whatHasAPlaceIsDoneAsThePoolCloses() async throws {
        let pool = WorkerPool(threads: 2, room: 4, metrics: Metrics())
        let place = try pool.place()
        pool.close()
        #expect(throws: Problem.self) { _ = try pool.place() }
        #expect(try await pool.run(at: place) { 1 } == 1)
        await #expect(throws: Problem.self) { try await pool.run(at: place) { 2 } }
        #expect(pool.waiting == 0)
    }

    @Test func whatIsRunForAllNeedsNoRoom() async throws {
        let pool = WorkerPool(threads: 1, room: 1, metrics: Metrics())
        let place = try pool.place()
        let first = try await pool.runForAll { 1 }
        #expect(first == 1 && pool.waiting == 1, "the place is held still")
        // Who has a place may wait for it even now.
        pool.close()
        let second = try await pool.runForAll { 2 }
        let third = try await pool.run(at: place) { 3 }
        #expect(second == 2 && third == 3)
        await #expect(throws: Problem.self) { try await pool.runForAll { 4 } }
    }

    /// As a closure that uses part of what came with a place may hold all of it.
    @Test(.timeLimit(.minutes(1))) func workMayHoldItsOwnPlace() async throws {
        let pool = WorkerPool(threads: 1, room: 64, metrics: Metrics())
        defer { pool.close() }
        for _ in 0..<20 {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let place = try pool.place()
                        return try await pool.run(at: place) { withExtendedLifetime(place) { number } }
                    }
                }
                for try await _ in group {}
            }
        }
        #expect(pool.waiting == 0)
    }
}
