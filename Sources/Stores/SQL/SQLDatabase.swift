/// A database that speaks the SQL which SQLite and PostgreSQL have in common. All stores are written over this once.
///
/// Statements take `?` for values. Columns are `TEXT`, `INTEGER` (64 bits), `REAL` (double) or `BLOB`, whatever the
/// database calls them.
package protocol SQLDatabase: Sendable {
    /// Runs `body` on one state of the database.
    /// - Throws: `StoreError`, or what `body` throws.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value

    /// Runs `body` as one transaction, as if no other ran meanwhile: all of it, or nothing. It may be run again when it
    /// lost a race.
    /// - Throws: `StoreError`, or what `body` throws; the transaction is undone then. After a statement has failed, the
    ///   transaction is, even if `body` goes on.
    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value

    /// Runs `body` as one transaction, beside others: for much that is new, with little else, and that only in rows named by
    /// their keys. What it reads, others may change before it ends; it loses no race, however long it takes.
    /// - Throws: As `write`.
    @discardableResult
    func add<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value

    /// Runs `body` as one transaction, however long it takes, while whoever else asks for the same waits: in this program
    /// or in another.
    /// - Throws: As `write`.
    func exclusively<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value

    /// Takes what was removed out of the database's own log too, as far as nobody is reading it: else it goes when the
    /// log is written over.
    func forgetErased() async

    /// Ends all connections, after what runs on them. Nothing may be asked after.
    func close() async
}

extension SQLDatabase {
    /// Where there is one writer at a time.
    @discardableResult
    package func add<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value { try await write(body) }

    /// Where the database's server sees to it.
    package func forgetErased() async {}
}

/// One transaction of a database, for the time that it is open.
package protocol SQLSession {
    var dialect: SQLDialect { get }

    /// - Throws: `StoreError`.
    func rows(_ statement: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow]

    /// - Returns: How many rows it touched.
    /// - Throws: `StoreError`; `conflict` when a key is taken.
    @discardableResult
    func run(_ statement: String, _ values: [SQLValue]) throws(StoreError) -> Int
}

/// In what the two databases differ.
package enum SQLDialect: Sendable {
    case sqlite, postgreSQL

    /// The end of a query that takes rows for work, so that no two workers take the same: elsewhere only one writes at
    /// a time.
    package var skippingLocked: String { self == .postgreSQL ? " FOR UPDATE SKIP LOCKED" : "" }

    /// A statement of the schema with the database's names for types. Text is ordered by its bytes in either, or paging
    /// and tests would depend on a server's locale, and indexes on its version of it.
    func definition(_ statement: String) -> String {
        guard self == .postgreSQL else { return statement }
        return statement.replacing("INTEGER", with: "BIGINT").replacing("REAL", with: "DOUBLE PRECISION")
            .replacing("BLOB", with: "BYTEA").replacing(" TEXT", with: #" TEXT COLLATE "C""#)
    }
}

extension SQLSession {
    package func row(_ statement: String, _ values: [SQLValue]) throws(StoreError) -> SQLRow? {
        try rows(statement, values).first
    }
}
