import Foundation
import Stores
import Testing
import TestSupport
@testable import PostgreSQL

/// What only a server can do to us.
@Suite(.enabled(if: PostgresCluster.isInstalled, Comment(rawValue: PostgresCluster.skipReason)))
struct PostgreSQLTests {
    private let place: Place

    init() throws { place = try Place(.postgreSQL) }

    private static func sleep(_ seconds: Double) -> @Sendable (any SQLSession) throws -> Void {
        { session in _ = try session.rows("SELECT pg_sleep(?)", [.real(seconds)]) }
    }

    private static func backend(_ session: any SQLSession) throws -> Int {
        try session.row("SELECT pg_backend_pid()", [])?.integer(0) ?? 0
    }

    @Test func whereNoServerIsItIsUnavailable() async throws {
        for text in [
            "postgres://u:canary@/x?host=/nowhere", "postgres://u:canary@127.0.0.1:1/x",
            "postgres://u:canary@nowhere.invalid/x?connect_timeout=2",
        ] {
            let database = PostgreSQLDatabase(try PostgreSQLAddress(text))
            do {
                _ = try await Store(database)
                Issue.record("there is a server")
            } catch let error as StoreError {
                #expect(error.code == .unavailable)
                #expect(!error.description.contains("canary"))
            }
            await database.close()
        }
    }

    @Test func endlessStatementIsEndedByTheServer() async throws {
        // However long the test waits for its turns, it is the server that ends it, not we, nor the connection.
        let database = try place.open("&statement_timeout=1&connections=1", patience: 3600)
        let before = try await database.read(Self.backend)
        #expect(
            await code { try await database.read(Self.sleep(60)) }
                == .unavailable)
        // The connection is still good.
        #expect(try await database.read(Self.backend) == before)
        await database.close()
    }

    @Test func serverThatDoesNotAnswerIsLeft() async throws {
        let database = try place.open("&statement_timeout=0.2&connections=1")
        let before = try await database.read(Self.backend)
        kill(pid_t(before), SIGSTOP)
        #expect(await code { try await database.read(Self.backend) } == nil)
        kill(pid_t(before), SIGCONT)
        #expect(try await database.read(Self.backend) != before)
        await database.close()
    }

    @Test func cutConnectionsAreMadeAnew() async throws {
        let (one, two) = (try place.open("&connections=1"), try place.open("&connections=1"))
        let cut: @Sendable (Int) async throws -> Void = { backend in
            _ = try await two.read { session in
                try session.row("SELECT pg_terminate_backend(?, 5000)", [.integer(backend)])
            }
        }
        // Between transactions.
        let before = try await one.read(Self.backend)
        try await cut(before)
        #expect(try await one.read(Self.backend) != before)
        // In the midst of one: it is run again, and done once.
        try await one.write { session in try session.run("CREATE TABLE t(id BIGINT)", []) }
        let victim = try await one.read(Self.backend)
        let runs = Runs()
        try await one.write { session in
            try session.run("INSERT INTO t(id) VALUES (?)", [1])
            if runs.add() == 1 { kill(pid_t(victim), SIGTERM) }
            try session.run("SELECT pg_sleep(0.3)", [])
        }
        #expect(runs.add() == 3)
        #expect(try await one.read { session in try session.row("SELECT COUNT(*) FROM t", []) } == SQLRow([1]))
        await one.close()
        await two.close()
    }

    @Test func whoLosesEveryRaceIsToldSo() async throws {
        let database = try place.open("&connections=1")
        let runs = Runs()
        let lost = await code {
            try await database.write { session in
                _ = runs.add()
                try session.run("DO 'BEGIN RAISE EXCEPTION USING ERRCODE = ''40001''; END'", [])
            }
        }
        #expect(lost == .overtaken)
        #expect(runs.value == 20)
        await database.close()
    }

    @Test func changedTablesDoNotLeaveStaleStatements() async throws {
        let (one, two) = (try place.open("&connections=1"), try place.open())
        try await one.write { session in
            try session.run("CREATE TABLE t(id BIGINT)", [])
            try session.run("INSERT INTO t(id) VALUES (1)", [])
        }
        let all: @Sendable (any SQLSession) throws -> SQLRow? = { session in try session.row("SELECT * FROM t", []) }
        #expect(try await one.read(all) == SQLRow([1]))
        try await two.write { session in try session.run("ALTER TABLE t ADD COLUMN more TEXT", []) }
        #expect(try await one.read(all) == SQLRow([1, nil]))
        await one.close()
        await two.close()
    }

    @Test func moreStatementsThanAreKept() async throws {
        let database = try place.open("&connections=1")
        for number in 0..<600 {
            let row = try await database.read { session in try session.row("SELECT \(number) + CAST(? AS BIGINT)", [1])
            }
            #expect(row == SQLRow([.integer(number + 1)]))
        }
        await database.close()
    }

    @Test func connectionsAreBoundedAndEnd() async throws {
        let (database, watcher) = (try place.open("&connections=3"), try place.open("&connections=1"))
        let count: @Sendable (any SQLSession) throws -> Int = { session in
            try session.row("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()", [])?
                .integer(0) ?? 0
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<30 {
                group.addTask {
                    try await database.read(Self.sleep(0.02))
                }
            }
            for _ in 0..<10 { #expect(try await watcher.read(count) <= 4) }
            try await group.waitForAll()
        }
        #expect(try await watcher.read(count) <= 4)
        await database.close()
        #expect(await code { try await database.read(count) } == .unavailable)
        // The server takes a moment to notice.
        for _ in 0..<500 where try await watcher.read(count) > 1 { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try await watcher.read(count) == 1)
        await watcher.close()
    }

    @Test func whoWaitsTooLongForAConnectionIsRefused() async throws {
        var address = try PostgreSQLAddress(PostgresCluster.shared.get().address("postgres", "&connections=1"))
        (address.patience, address.room) = (0.05, 3)
        let database = PostgreSQLDatabase(address)
        // On a busy machine the one connection is not made within such patience: it must be there.
        for _ in 0..<100 where await code({ try await database.read(Self.sleep(0)) }) != nil {}
        let codes = await withTaskGroup(of: StoreError.Code?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    await code { try await database.read(Self.sleep(0.5)) }
                }
            }
            return await group.reduce(into: [:]) { counts, code in counts[code, default: 0] += 1 }
        }
        #expect(codes[nil] ?? 0 >= 1)
        #expect(codes[nil] ?? 0 <= 2)
        #expect(codes[.unavailable] ?? 0 >= 6)
        await database.close()
    }

    @Test func decimalsAndOtherTypes() async throws {
        let database = try place.open()
        let row = try await database.read { session in
            try session.row(
                """
                SELECT CAST('123456789012345678' AS numeric), CAST('-1234.5' AS numeric), CAST('0.00001234' AS numeric),
                    CAST('-20000' AS numeric), CAST('0' AS numeric), CAST('1e30' AS numeric), CAST(7 AS smallint),
                    CAST(-8 AS int), CAST(1.5 AS real), true, CAST('x' AS varchar(3)), current_user, NULL
                """, [])
        }
        #expect(
            row
                == SQLRow([
                    123_456_789_012_345_678, .real(-1234.5), .real(0.00001234), -20000, 0, .real(1e30), 7, -8,
                    .real(1.5), 1,
                    "x", "postgres", nil,
                ]))
        #expect(
            await code { try await database.read { session in try session.row("SELECT now()", []) } } == .invalid)
        await database.close()
    }
}

/// Counts from several threads.
final class Runs: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    var value: Int { lock.withLock { count } }

    func add() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }
}
