import Stores
import Testing

struct GroupCommitTests {
    private struct Mistake: Error {}

    /// 400 writers at once over a file, every fifth of which fails after it wrote.
    @Test func whoFailsIsUndoneAloneAndAllOthersAreKept() async throws {
        let place = try Place(.file)
        let database = try place.open()
        try await database.write { session in try session.run("CREATE TABLE note(number INTEGER PRIMARY KEY)", []) }
        let kept = await withTaskGroup(of: Int?.self) { group in
            for number in 0..<400 {
                group.addTask {
                    try? await database.write { session in
                        try session.run("INSERT INTO note(number) VALUES (?)", [.integer(number)])
                        if number % 5 == 0 { throw Mistake() }
                        // Taken already.
                        if number % 7 == 0 {
                            try session.run("INSERT INTO note(number) VALUES (?)", [.integer(number)])
                        }
                        return number
                    }
                }
            }
            return await group.reduce(into: Set<Int>()) { kept, number in if let number { kept.insert(number) } }
        }
        #expect(kept == Set((0..<400).filter { $0 % 5 != 0 && $0 % 7 != 0 }))
        await database.close()
        let again = try place.open()
        let found = try await again.read { session in
            try session.rows("SELECT number FROM note", []).map { row in try row.integer(0) }
        }
        #expect(Set(found) == kept)
        await again.close()
    }
}
