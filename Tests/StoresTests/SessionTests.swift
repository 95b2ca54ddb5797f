import PostgreSQL
import Stores
import Testing
import TestSupport

/// What transactions promise, whatever the database.
@Suite struct SessionTests {
    private static let table = "CREATE TABLE t(id TEXT PRIMARY KEY, i INTEGER, r REAL, b BLOB)"

    private func withTable(
        _ backend: Backend, _ body: (any SQLDatabase) async throws -> Void
    ) async throws {
        let place = try Place(backend)
        let database = try place.open()
        // Names of types by way of the schema's own translation.
        try await database.write { session in
            try session.run(
                session.dialect == .sqlite
                    ? Self.table : "CREATE TABLE t(id TEXT PRIMARY KEY, i BIGINT, r DOUBLE PRECISION, b BYTEA)", [])
        }
        do { try await body(database) } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    @Test(arguments: Backend.present) func valuesComeBackBitForBit(_ backend: Backend) async throws {
        let rows: [[SQLValue]] = [
            ["plain", .integer(.max), .real(0.1), .blob([0, 1, 255, 0])],
            ["Zoë's \"?\" \\ ünïcode 🧡\n\t", .integer(.min), .real(-.leastNonzeroMagnitude), .blob([])],
            ["", .integer(0), .real(.greatestFiniteMagnitude), .blob([UInt8](repeating: 7, count: 300_000))],
            ["nothing", .null, .null, .null],
            ["whole", .integer(-1), .real(1_764_374_400), .blob([39])],
        ]
        try await withTable(backend) { database in
            try await database.write { session in
                for row in rows { try session.run("INSERT INTO t(id, i, r, b) VALUES (?, ?, ?, ?)", row) }
            }
            let read = try await database.read { session in
                try rows.map { row in try session.rows("SELECT id, i, r, b FROM t WHERE id = ?", [row[0]]) }
            }
            #expect(read == rows.map { [SQLRow($0)] })
            // PostgreSQL's sum of integers is a decimal, its comparison a truth value.
            let sums = try await database.read { session in
                try session.row("SELECT COUNT(*), SUM(i), SUM(i) > ? FROM t WHERE id IN ('whole', '')", [-5])
            }
            #expect(sums == SQLRow([2, -1, 1]))
        }
    }

    @Test(arguments: Backend.present) func quotedQuestionMarksAreNoPlaces(_ backend: Backend) async throws {
        try await withTable(backend) { database in
            let row = try await database.read { session in
                try session.row("SELECT 'a?''?', \"id\", 1 /* ? */ FROM (SELECT ? AS \"id\") AS \"x?\" -- ?", ["v"])
            }
            #expect(try row?.text(0) == "a?'?")
            #expect(try row?.text(1) == "v")
        }
    }

    @Test(arguments: Backend.present) func takenKeyIsAConflictAndUndoesAll(_ backend: Backend) async throws {
        try await withTable(backend) { database in
            try await database.write { session in try session.run("INSERT INTO t(id) VALUES (?)", ["x"]) }
            let thrown = await code {
                try await database.write { session in
                    try session.run("INSERT INTO t(id) VALUES (?)", ["y"])
                    try session.run("INSERT INTO t(id) VALUES (?)", ["x"])
                }
            }
            #expect(thrown == .conflict)
            #expect(try await Self.count(database) == 1)
        }
    }

    @Test(arguments: Backend.present) func nothingLastsOfABodyThatThrows(_ backend: Backend) async throws {
        struct Stop: Error {}
        try await withTable(backend) { database in
            await #expect(throws: Stop.self) {
                try await database.write { session in
                    try session.run("INSERT INTO t(id) VALUES (?)", ["y"])
                    throw Stop()
                }
            }
            #expect(try await Self.count(database) == 0)
            // And whoever comes next is not disturbed.
            try await database.write { session in try session.run("INSERT INTO t(id) VALUES (?)", ["y"]) }
            #expect(try await Self.count(database) == 1)
        }
    }

    @Test(arguments: Backend.present) func bodyCannotGoOnAfterAFailedStatement(_ backend: Backend) async throws {
        try await withTable(backend) { database in
            try await database.write { session in try session.run("INSERT INTO t(id) VALUES (?)", ["x"]) }
            let thrown = await code {
                try await database.write { session in
                    try session.run("INSERT INTO t(id) VALUES (?)", ["y"])
                    _ = try? session.run("INSERT INTO t(id) VALUES (?)", ["x"])
                    _ = try? session.run("INSERT INTO t(id) VALUES (?)", ["z"])
                }
            }
            #expect(thrown == .conflict)
            #expect(try await Self.count(database) == 1)
        }
    }

    @Test(arguments: Backend.present) func readingCannotWrite(_ backend: Backend) async throws {
        try await withTable(backend) { database in
            let thrown = await code {
                try await database.read { session in try session.run("INSERT INTO t(id) VALUES (?)", ["x"]) }
            }
            #expect(thrown != nil)
            let count = try await Self.count(database)
            #expect(count == 0)
        }
    }

    @Test(arguments: Backend.present) func whatCannotBeKeptIsRefusedByEither(_ backend: Backend) async throws {
        try await withTable(backend) { database in
            for values: [SQLValue] in [["a\u{0}b", nil], ["x", .real(.nan)]] {
                let thrown = await code {
                    try await database.write { session in
                        try session.run("INSERT INTO t(id, r) VALUES (?, ?)", values)
                    }
                }
                #expect(thrown == .unstorable)
            }
            let count = try await Self.count(database)
            #expect(count == 0)
        }
    }

    @Test(arguments: Backend.present) func mistakesAndTheirMessagesHoldNoValues(_ backend: Backend) async throws {
        try await withTable(backend) { database in
            try await database.write { session in try session.run("INSERT INTO t(id) VALUES (?)", ["canary"]) }
            for (statement, expected) in [
                ("SELECT nothing FROM t WHERE id = ?", StoreError.Code.invalid),
                ("SELEKT ?", .invalid), ("INSERT INTO t(id) VALUES (?)", .conflict),
            ] {
                do {
                    try await database.write { session in try session.run(statement, ["canary"]) }
                    Issue.record("\(statement) was taken")
                } catch let error as StoreError {
                    #expect(error.code == expected)
                    #expect(!error.description.contains("canary"))
                }
            }
        }
    }

    @Test(arguments: Backend.present) func concurrentCountersLoseNothing(_ backend: Backend) async throws {
        try await withTable(backend) { database in
            try await database.write { session in try session.run("INSERT INTO t(id, i) VALUES ('n', 0)", []) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await database.write { session in
                            let number = try session.row("SELECT i FROM t WHERE id = 'n'", [])?.integer(0) ?? 0
                            try session.run("UPDATE t SET i = ? WHERE id = 'n'", [.integer(number + 1)])
                        }
                    }
                }
                try await group.waitForAll()
            }
            let number = try await database.read { session in try session.row("SELECT i FROM t", [])?.integer(0) }
            #expect(number == 40)
        }
    }

    /// Each sees room for one more, so all would take it, were they not as if one after the other.
    @Test(arguments: Backend.present) func nobodyActsOnWhatAnotherChanges(_ backend: Backend) async throws {
        try await withTable(backend) { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        try await database.write { session in
                            guard try session.row("SELECT COUNT(*) FROM t", [])?.integer(0) ?? 0 < 5 else { return }
                            try session.run("INSERT INTO t(id) VALUES (?)", [.text("\(number)")])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await Self.count(database) == 5)
        }
    }

    private static func count(_ database: any SQLDatabase) async throws -> Int? {
        try await database.read { session in try session.row("SELECT COUNT(*) FROM t", [])?.integer(0) }
    }
}
