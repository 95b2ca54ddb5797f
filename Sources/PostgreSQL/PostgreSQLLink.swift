internal import Foundation
internal import Stores

/// A thread's connection, made when it is needed and made anew when it was lost.
final class PostgreSQLLink {
    private let address: PostgreSQLAddress
    private var connection: PostgreSQLConnection?

    enum Kind: String {
        case reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        /// As if no other ran meanwhile, which is what SQLite's one writer has, too.
        case writing = "BEGIN ISOLATION LEVEL SERIALIZABLE"
        /// Rows that are written to are waited for, and are then as the one before has left them.
        case adding = "BEGIN ISOLATION LEVEL READ COMMITTED"
    }

    /// How often a transaction that loses races is run, with rests between that grow to a tenth of a second.
    private static let attempts = 20
    /// Whoever runs exclusively holds it: `SWDB`.
    private static let lock = 0x5357_4442

    init(_ address: PostgreSQLAddress) { self.address = address }

    /// Runs `body` as a transaction; again when it lost a race, or the connection before its end.
    func transaction<Value>(_ kind: Kind, _ body: (any SQLSession) throws -> Value) throws -> Value {
        var (attempt, losses) = (1, 0)
        while true {
            let connection = try open()
            do { return try Self.once(kind, body, on: connection) } catch let failure as PostgreSQLFailure {
                if failure.isLost {
                    self.connection = nil
                    losses += 1
                    // A server that was started again has cut all connections of before, this one among them.
                    guard losses == 1, !failure.isInDoubt else { throw failure.error }
                } else {
                    guard failure.mayPassAgain, attempt < Self.attempts else { throw failure.error }
                    if failure.hasStaleStatements {
                        try keeping { () throws(PostgreSQLFailure) in try connection.forgetStatements() }
                    }
                    Thread.sleep(forTimeInterval: .random(in: 0...min(0.001 * exp2(Double(attempt)), 0.1)))
                    attempt += 1
                }
            }
        }
    }

    /// Runs `body` while whoever else asks for the same waits, however long that takes.
    func exclusively<Value>(_ body: (any SQLSession) throws -> Value) throws -> Value {
        // What is set and held ends with the connection, come what may.
        connection = nil
        let connection = try open()
        defer { self.connection = nil }
        connection.hasTimeLimit = false
        try keeping { () throws(PostgreSQLFailure) in
            try connection.command("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")
            // Before the transaction, which would else see the tables as they were before the lock was free.
            try connection.command("SELECT pg_advisory_lock(\(Self.lock))")
        }
        do { return try Self.once(.writing, body, on: connection) } catch let failure as PostgreSQLFailure {
            throw failure.error
        }
    }

    private func open() throws(StoreError) -> PostgreSQLConnection {
        if let connection, connection.isIdle { return connection }
        connection = nil
        do {
            let made = try PostgreSQLConnection(address)
            connection = made
            return made
        } catch { throw error.error }
    }

    private func keeping(_ work: () throws(PostgreSQLFailure) -> Void) throws(StoreError) {
        do { try work() } catch {
            connection = nil
            throw error.error
        }
    }
}

extension PostgreSQLLink {
    /// - Throws: `PostgreSQLFailure` of the transaction's, or what `body` throws on its own account.
    private static func once<Value>(
        _ kind: Kind, _ body: (any SQLSession) throws -> Value, on connection: PostgreSQLConnection
    ) throws -> Value {
        try connection.command(kind.rawValue)
        let session = PostgreSQLSession(connection)
        let result = Result { try body(session) }
        // What failed below counts, whatever `body` made of it: it may be run again.
        if let failure = session.failure {
            if !failure.isLost { _ = try? connection.command("ROLLBACK") }
            throw failure
        }
        let value: Value
        do { value = try result.get() } catch {
            // Where this fails, the connection is not idle, and another is made.
            _ = try? connection.command("ROLLBACK")
            throw error
        }
        try commit(kind, connection)
        return value
    }

    private static func commit(_ kind: Kind, _ connection: PostgreSQLConnection) throws(PostgreSQLFailure) {
        do throws(PostgreSQLFailure) {
            guard try connection.command("COMMIT") == "COMMIT" else {
                throw PostgreSQLFailure.lost("PostgreSQL: a transaction was undone for no reason given")
            }
        } catch { throw error.isLost && kind != .reading ? error.inDoubt() : error }
    }
}
