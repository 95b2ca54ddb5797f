internal import Stores

/// A transaction of PostgreSQL's. Once a statement has failed, none goes on.
final class PostgreSQLSession: SQLSession {
    private let connection: PostgreSQLConnection
    /// Of the first statement that failed.
    private(set) var failure: PostgreSQLFailure?

    init(_ connection: PostgreSQLConnection) { self.connection = connection }

    var dialect: SQLDialect { .postgreSQL }

    func rows(_ statement: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] {
        try running { () throws(PostgreSQLFailure) in try connection.run(statement, values.checked()).rows() }
    }

    func run(_ statement: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        try running { () throws(PostgreSQLFailure) in try connection.run(statement, values.checked()).touched }
    }

    private func running<Value>(_ work: () throws(PostgreSQLFailure) -> Value) throws(StoreError) -> Value {
        if let failure { throw failure.error }
        do { return try work() } catch {
            failure = error
            throw error.error
        }
    }
}

extension [SQLValue] {
    fileprivate func checked() throws(PostgreSQLFailure) -> [SQLValue] {
        do { try checkStorable() } catch { throw PostgreSQLFailure(error: error) }
        return self
    }
}
