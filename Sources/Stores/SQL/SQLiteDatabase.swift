internal import Foundation
internal import GRDB

/// An embedded database: readers beside one writer, in one file, or in memory only.
package struct SQLiteDatabase: SQLDatabase {
    private let writer: any DatabaseWriter

    /// - Parameter path: Made where nothing is there; `nil` keeps all in memory.
    /// - Throws: `unavailable` when the file cannot be opened; `damaged` when it is no database, or another program's.
    package init(path: String?) throws(StoreError) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        // Text and pictures of people never go to other files than the database and its log.
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON")
        }
        do {
            if let path {
                let pool = try DatabasePool(path: path, configuration: configuration)
                // What was acknowledged survives a loss of power; setting up WAL has set this to less.
                try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
                writer = pool
            } else {
                writer = try DatabaseQueue(configuration: configuration)
            }
        } catch { throw Self.translated(error) }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        do { return try await writer.read { db in try body(SQLiteSession(db: db)) } } catch let error as DatabaseError {
            throw Self.translated(error)
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        do { return try await writer.write { db in try body(SQLiteSession(db: db)) } } catch let error as DatabaseError
        {
            throw Self.translated(error)
        }
    }

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
    fileprivate static func translated(_ error: any Error) -> StoreError {
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

private struct SQLiteSession: SQLSession {
    let db: Database

    var dialect: SQLDialect { .sqlite }

    func rows(_ statement: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] {
        do {
            let prepared = try db.cachedStatement(sql: statement)
            let rows = try Row.fetchAll(prepared, arguments: StatementArguments(values.map(\.databaseValue)))
            return rows.map { row in SQLRow(row.databaseValues.map(SQLValue.init)) }
        } catch { throw SQLiteDatabase.translated(error) }
    }

    func run(_ statement: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        do {
            let prepared = try db.cachedStatement(sql: statement)
            try prepared.execute(arguments: StatementArguments(values.map(\.databaseValue)))
            return db.changesCount
        } catch { throw SQLiteDatabase.translated(error) }
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
