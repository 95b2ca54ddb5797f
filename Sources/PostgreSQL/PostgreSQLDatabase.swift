package import Stores

/// A PostgreSQL server, for when one machine is not enough. Connections are made when they are needed, and made anew
/// after the server was away.
///
/// Writing transactions are serializable and repeated when they lose a race; reading ones see one state. Statements are
/// prepared once a connection, so nothing that hands connections around between transactions may stand between.
package struct PostgreSQLDatabase: SQLDatabase {
    private let pool: ConnectionPool

    package init(_ address: PostgreSQLAddress) { pool = ConnectionPool(address) }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await pool.run { link in try link.transaction(.reading, body) }
    }

    @discardableResult
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await pool.run { link in try link.transaction(.writing, body) }
    }

    @discardableResult
    package func add<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await pool.run { link in try link.transaction(.adding, body) }
    }

    package func exclusively<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await pool.run { link in try link.exclusively(body) }
    }

    /// What was removed is the server's to overwrite: its log is shared by all databases.
    package func forgetErased() async {}

    package func close() async { await pool.close() }
}
