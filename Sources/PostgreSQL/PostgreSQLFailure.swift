internal import CPostgres
internal import Stores

/// Why a statement or a connection failed, and what may be done about it.
struct PostgreSQLFailure: Error {
    let error: StoreError
    /// Five letters of the server's; empty when it was not the server that failed.
    var state = ""
    /// The connection is of no more use.
    var isLost = false
    /// The connection was lost while a transaction was made to last, so nobody knows whether it does.
    var isInDoubt = false

    init(error: StoreError) { self.error = error }

    func inDoubt() -> PostgreSQLFailure {
        var failure = Self.lost(error.message + "; whether the last transaction was done is unknown")
        failure.isInDoubt = true
        return failure
    }

    /// - Parameter message: what became of the connection.
    static func lost(_ message: String) -> PostgreSQLFailure {
        var failure = PostgreSQLFailure(error: StoreError(code: .unavailable, message: message))
        failure.isLost = true
        return failure
    }

    /// What the server said of a statement, less its values.
    init(_ result: borrowing PostgreSQLResult) {
        state = result.field(kDiagnosticState) ?? ""
        var message = "PostgreSQL \(state)"
        switch state.prefix(2) {
        // The server's own words quote values for other classes, such as what was no number.
        case "0A", "25", "26", "40", "42", "53", "54", "55", "57", "58":
            if let words = result.field(kDiagnosticMessage) { message += ": " + words }
        default:
            if let constraint = result.field(kDiagnosticConstraint) { message += ": constraint \(constraint)" }
        }
        error = StoreError(code: Self.code(state), message: message)
        isLost = state.isEmpty || ["57P01", "57P02", "57P03", "25P03"].contains(state)
    }
}

extension PostgreSQLFailure {
    /// Whether the same transaction may well go through when it is run again: it lost a race, or the statements that the
    /// server keeps for us are stale.
    var mayPassAgain: Bool { Self.races.contains(state) || hasStaleStatements }

    /// Tables have changed, or who stands between has another server's connection now.
    var hasStaleStatements: Bool { ["0A000", "26000"].contains(state) }

    private static let races = ["40001", "40P01"]

    private static func code(_ state: String) -> StoreError.Code {
        switch state.prefix(2) {
        case "23": .conflict
        case _ where races.contains(state): .overtaken
        // Connections, transactions undone, resources, locks, the operator, the system; a server that only reads, being a standby.
        case "", "08", "40", "53", "55", "57", "58": .unavailable
        case _ where ["25P03", "25006"].contains(state): .unavailable
        // Broken pages and indexes.
        case "XX": .damaged
        default: .invalid
        }
    }
}
