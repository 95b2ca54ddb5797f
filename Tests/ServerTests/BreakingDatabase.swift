import Stores
import Synchronization

/// A database that breaks off, once, as the transaction with a certain statement ends.
final class BreakingDatabase: SQLDatabase {
    enum Moment: CaseIterable {
        /// Nothing of it lasts.
        case before
        /// It lasts, and nobody was told.
        case after
    }

    private let base: any SQLDatabase
    private let awaited = Mutex<(part: String, moment: Moment)?>(nil)

    init(_ base: any SQLDatabase) { self.base = base }

    /// - Parameter part: Of the statement.
    func breakOff(_ moment: Moment, _ part: String) { awaited.withLock { $0 = (part, moment) } }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value { try await base.read(body) }

    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        let lost = StoreError(code: .unavailable, message: "the connection broke off")
        let (value, isLost) = try await base.write { [self] session in
            let heard = HeardSession(session)
            let value = try body(heard)
            let moment = awaited.withLock { awaited -> Moment? in
                guard let part = awaited?.part, heard.statements.contains(where: { $0.contains(part) }) else {
                    return nil
                }
                defer { awaited = nil }
                return awaited?.moment
            }
            if moment == .before { throw lost }
            return (value, moment == .after)
        }
        if isLost { throw lost }
        return value
    }

    func exclusively<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value { try await base.exclusively(body) }

    func close() async { await base.close() }
}

/// Remembers what it was asked to do.
private final class HeardSession: SQLSession {
    private let base: any SQLSession
    private(set) var statements: [String] = []

    init(_ base: any SQLSession) { self.base = base }

    var dialect: SQLDialect { base.dialect }

    func rows(_ statement: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] {
        try base.rows(statement, values)
    }

    func run(_ statement: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        statements.append(statement)
        return try base.run(statement, values)
    }
}
