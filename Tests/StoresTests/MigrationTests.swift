import GRDB
import Stores
import Testing

/// Bringing the schema up to date, whoever else starts.
@Suite struct MigrationTests {
    @Test(arguments: Backend.shared) func eightWhoStartAtOnceMigrateOnce(_ backend: Backend) async throws {
        let place = try Place(backend)
        let databases = try await withThrowingTaskGroup(of: (any SQLDatabase).self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let database = try place.open()
                    _ = try await Store(database)
                    return database
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let numbers = try await databases[0].read { session in
            try session.rows("SELECT number FROM migration ORDER BY number", []).map { try $0.integer(0) }
        }
        #expect(!numbers.isEmpty)
        #expect(numbers == Array(1..<numbers.count + 1))
        for database in databases { await database.close() }
    }

    @Test(arguments: Backend.shared) func startingAgainChangesNothing(_ backend: Backend) async throws {
        let place = try Place(backend)
        for attempt in 0..<2 {
            let store = try await Store(place.open())
            if attempt == 0 { try await store.add(Tenant(id: "a", name: "A"), at: 1) }
            #expect(try await store.tenants().map(\.id) == ["a"])
            try await store.check()
            await store.database.close()
        }
    }

    @Test(arguments: Backend.shared) func schemaOfANewerProgramIsRefused(_ backend: Backend) async throws {
        let place = try Place(backend)
        let database = try place.open()
        _ = try await Store(database)
        try await database.write { session in try session.run("INSERT INTO migration(number) VALUES (999)", []) }
        #expect(await code { try await Store(database) } == .damaged)
        await database.close()
    }

    @Test func fileOfAnotherProgramIsLeftAsItIs() async throws {
        let place = try Place(.file)
        try await DatabaseQueue(path: place.path).write { db in try db.execute(sql: "CREATE TABLE theirs(x)") }
        #expect(await code { _ = try place.open() } == .damaged)
        let (tables, journal) = try await DatabaseQueue(path: place.path).read { db in
            (
                try String.fetchAll(db, sql: "SELECT name FROM sqlite_master"),
                try String.fetchOne(db, sql: "PRAGMA journal_mode")
            )
        }
        #expect(tables == ["theirs"])
        #expect(journal == "delete")
    }

    @Test func writerWaitsForTheDisk() async throws {
        let place = try Place(.file)
        let database = try place.open()
        _ = try await Store(database)
        // In a transaction of the writer's, as stores use it.
        let settings = try await database.write { session in
            try ["synchronous", "journal_mode", "foreign_keys", "secure_delete", "temp_store"].map { name in
                try session.row("PRAGMA \(name)", [])
            }
        }
        #expect(settings == [2, "wal", 1, 1, 2].map { (value: SQLValue) in SQLRow([value]) })
        await database.close()
    }
}
