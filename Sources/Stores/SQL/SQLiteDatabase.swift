internal import Foundation
internal import GRDB

/// An embedded database: readers beside one writer, in one file, or in memory only.
package struct SQLiteDatabase: SQLDatabase {
    private let writer: any DatabaseWriter
    private let commits: GroupCommit

    /// - Parameter path: Made where nothing is there; `nil` keeps all in memory.
    /// - Throws: `unavailable` when the file cannot be opened; `damaged` when it is no database, or another program's.
    package init(path: String?) throws(StoreError) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        // Text and pictures of people never go to other files than the database and its log.
        configuration.prepareDatabase { db in
            try Self.checkOwner(db)
            try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON")
        }
        do {
            if let path {
                let pool = try DatabasePool(path: path, configuration: configuration)
                try pool.writeWithoutTransaction(Self.settle)
                writer = pool
            } else {
                writer = try DatabaseQueue(configuration: configuration)
            }
            commits = GroupCommit(writer)
        } catch { throw Self.translated(error) }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await translating { try await writer.read { db in try SQLiteSession.run(on: db, body) } }
    }

    @discardableResult
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await translating { try await commits.write { db in try SQLiteSession.run(on: db, body) } }
    }

    /// There is only one writer at a time anyhow.
    package func exclusively<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value { try await write(body) }

    package func forgetErased() async {
        guard let pool = writer as? DatabasePool else { return }
        // A reader holds the log up for no longer than it reads, and the database waits for it itself.
        for _ in 0..<3 {
            if (try? await pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }) != nil { return }
            try? await Task.sleep(for: .milliseconds(25))
        }
    }

    package func close() async { try? writer.close() }
}

extension SQLiteDatabase {
    /// Marks the file as ours, for `file` and for ourselves: `SWDB`.
    private static let applicationID: Int32 = 0x5357_4442

    /// Before a byte of the file is changed.
    private static func checkOwner(_ db: Database) throws {
        let owner = try Int32.fetchOne(db, sql: "PRAGMA application_id")
        if owner == applicationID { return }
        let tables = try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        // Before there was a mark, there was a table of migrations.
        guard owner == 0, tables.isEmpty || tables.contains("migration") else {
            throw StoreError(code: .damaged, message: "the file is another program's database: choose another file")
        }
    }

    private static func settle(_ db: Database) throws {
        // What was acknowledged survives a loss of power; setting up WAL has set this to less.
        try db.execute(sql: "PRAGMA synchronous = FULL")
        guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
            throw StoreError(code: .unavailable, message: "SQLite does not wait for the disk")
        }
        if try Int32.fetchOne(db, sql: "PRAGMA application_id") != applicationID {
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
    }

    private func translating<Value>(_ work: () async throws -> Value) async throws -> Value {
        do { return try await work() } catch let error as DatabaseError { throw Self.translated(error) }
    }

    fileprivate static func translated(_ error: any Error) -> StoreError {
        if let error = error as? StoreError { return error }
        guard let error = error as? DatabaseError else {
            return StoreError(code: .unavailable, message: "the database cannot be used")
        }
        // GRDB's description would quote values.
        let message = "SQLite \(error.resultCode.rawValue): \(error.message ?? "no reason given")"
        switch error.resultCode {
        case .SQLITE_CONSTRAINT: return StoreError(code: .conflict, message: message)
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY,
            .SQLITE_PERM, .SQLITE_INTERRUPT, .SQLITE_NOMEM:
            return StoreError(code: .unavailable, message: message)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return StoreError(code: .damaged, message: message)
        default: return StoreError(code: .invalid, message: message)
        }
    }
}

private final class SQLiteSession: SQLSession {
    private let db: Database
    /// Of the first statement that failed: SQLite would go on, PostgreSQL does not.
    private var failure: StoreError?

    private init(_ db: Database) { self.db = db }

    static func run<Value>(on db: Database, _ body: (any SQLSession) throws -> Value) throws -> Value {
        let session = SQLiteSession(db)
        let value = try body(session)
        if let failure = session.failure { throw failure }
        return value
    }

    var dialect: SQLDialect { .sqlite }

    func rows(_ statement: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] {
        try running(statement, values) { prepared, arguments in
            try Row.fetchAll(prepared, arguments: arguments).map { row in
                SQLRow(row.databaseValues.map(SQLValue.init))
            }
        }
    }

    func run(_ statement: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        try running(statement, values) { prepared, arguments in
            try prepared.execute(arguments: arguments)
            return db.changesCount
        }
    }

    private func running<Value>(
        _ statement: String, _ values: [SQLValue], _ work: (Statement, StatementArguments) throws -> Value
    ) throws(StoreError) -> Value {
        if let failure { throw failure }
        do {
            try values.checkStorable()
            return try work(
                try db.cachedStatement(sql: statement), StatementArguments(values.map(\.databaseValue)))
        } catch {
            let failure = SQLiteDatabase.translated(error)
            self.failure = failure
            throw failure
        }
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .real(let value): value.databaseValue
        case .text(let value): value.databaseValue
        case .blob(let value): Data(value).databaseValue
        }
    }

    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let value): self = .integer(Int(value))
        case .double(let value): self = .real(value)
        case .string(let value): self = .text(value)
        case .blob(let value): self = .blob([UInt8](value))
        }
    }
}
