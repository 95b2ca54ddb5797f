internal import CPostgres
internal import Foundation
internal import Stores

/// Owns a connection. It blocks the thread that asks, which is the pool's own, and stays with it.
///
/// libpq is used as if it did not block, because only so can waiting end when the server's machine is gone: no answer
/// comes then, not even that of the server's own time limit.
final class PostgreSQLConnection {
    private let handle: OpaquePointer
    private let address: PostgreSQLAddress
    private var prepared: [String: Prepared] = [:]
    private var names = 0
    /// When to give up on a statement; without, only the server does.
    var hasTimeLimit = true

    private struct Prepared {
        let name: String
        let types: [PostgreSQLType]
    }

    /// More than the program has; only the numbers written into some make it more.
    private static let mostPrepared = 256

    /// - Throws: `unavailable`.
    init(_ address: PostgreSQLAddress) throws(PostgreSQLFailure) {
        self.address = address
        let words = address.parameters.sorted { $0.key < $1.key }
        let names = words.map { strdup($0.key) }
        let values = words.map { strdup($0.value) }
        defer { for pointer in names + values { free(pointer) } }
        let handle = (names + [nil]).map { UnsafePointer($0) }.withUnsafeBufferPointer { names in
            (values + [nil]).map { UnsafePointer($0) }.withUnsafeBufferPointer { values in
                PQconnectStartParams(names.baseAddress, values.baseAddress, 0)
            }
        }
        guard let handle else { throw .lost("PostgreSQL: no memory for a connection") }
        self.handle = handle
        // The server's words of a failure would name people's names; its five letters say enough.
        PQsetErrorVerbosity(handle, PQERRORS_SQLSTATE)
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        try connect()
        guard PQsetnonblocking(handle, 1) == 0 else { throw lost() }
        let milliseconds = Int((address.statementTimeout * 1000).rounded(.up))
        // A transaction that a stopped program has left open would hold up the others.
        try command(
            """
            SET statement_timeout = \(milliseconds); SET lock_timeout = 0;
            SET idle_in_transaction_session_timeout = \(milliseconds * 2)
            """)
    }

    deinit { PQfinish(handle) }

    /// Whether nothing is under way.
    var isIdle: Bool { PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE }

    private func connect() throws(PostgreSQLFailure) {
        let deadline = ContinuousClock.now + .seconds(address.connectTimeout)
        var state = PGRES_POLLING_WRITING
        if PQstatus(handle) == CONNECTION_BAD { throw lost() }
        while state != PGRES_POLLING_OK {
            guard state != PGRES_POLLING_FAILED else { throw lost() }
            try wait(writing: state == PGRES_POLLING_WRITING, until: deadline, for: "the connection")
            state = PQconnectPoll(handle)
        }
    }
}

extension PostgreSQLConnection {
    /// Runs statements without values, as they are.
    /// - Returns: What the last did, such as `COMMIT`.
    @discardableResult
    func command(_ text: String) throws(PostgreSQLFailure) -> String {
        guard PQsendQuery(handle, text) == 1 else { throw lost() }
        return try answer().command
    }

    /// - Parameter statement: with `?` for values.
    func run(_ statement: String, _ values: [SQLValue]) throws(PostgreSQLFailure) -> PostgreSQLResult {
        let prepared = try preparing(statement)
        guard prepared.types.count == values.count else {
            throw PostgreSQLFailure(
                error: StoreError(
                    code: .invalid,
                    message: "PostgreSQL: \(values.count) values for \(prepared.types.count) parameters"))
        }
        let parameters = zip(prepared.types, values).map { $0.parameter($1) }
        // One allocation for all, so that pointers into it stay.
        var (bytes, offsets): ([UInt8], [Int?]) = ([], [])
        for parameter in parameters {
            offsets.append(parameter.bytes == nil ? nil : bytes.count)
            // Empty is not NULL: there has to be something to point to.
            // libpq takes text up to its zero.
            bytes += (parameter.bytes ?? []) + [0]
        }
        let isSent = bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } }
            return PQsendQueryPrepared(
                handle, prepared.name, Int32(values.count), pointers,
                parameters.map { Int32($0.bytes?.count ?? 0) }, parameters.map { $0.isBinary ? 1 : 0 }, 1)
        }
        guard isSent == 1 else { throw lost() }
        return try answer()
    }

    /// Forgets what the server keeps for us.
    func forgetStatements() throws(PostgreSQLFailure) {
        prepared = [:]
        try command("DEALLOCATE ALL")
    }

    private func preparing(_ statement: String) throws(PostgreSQLFailure) -> Prepared {
        if let found = prepared[statement] { return found }
        if prepared.count >= Self.mostPrepared { try forgetStatements() }
        names += 1
        let name = "s\(names)"
        guard PQsendPrepare(handle, name, numberedPlaceholders(statement), 0, nil) == 1 else { throw lost() }
        _ = try answer()
        guard PQsendDescribePrepared(handle, name) == 1 else { throw lost() }
        let made = Prepared(name: name, types: try answer().parameterTypes())
        prepared[statement] = made
        return made
    }
}

extension PostgreSQLConnection {
    /// Waits for all that the server has to say.
    /// - Returns: The last of it.
    private func answer() throws(PostgreSQLFailure) -> PostgreSQLResult {
        // The server's own limit comes first, and leaves the connection usable.
        let deadline = hasTimeLimit ? ContinuousClock.now + .seconds(address.statementTimeout + address.grace) : nil
        while true {
            let rest = PQflush(handle)
            guard rest >= 0 else { throw lost() }
            if rest == 0 { break }
            try wait(writing: true, until: deadline, for: "what is sent to be taken")
            guard PQconsumeInput(handle) == 1 else { throw lost() }
        }
        var (last, failure): (OpaquePointer?, PostgreSQLFailure?)
        defer { PQclear(last) }
        while true {
            while PQisBusy(handle) == 1 {
                try wait(writing: false, until: deadline, for: "an answer")
                guard PQconsumeInput(handle) == 1 else { throw lost() }
            }
            guard let next = PQgetResult(handle) else { break }
            PQclear(last)
            last = next
            guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(next)) else {
                let result = PostgreSQLResult(next)
                last = nil
                if failure == nil { failure = PostgreSQLFailure(result) }
                if PQstatus(handle) == CONNECTION_BAD { break }
                continue
            }
        }
        if var failure {
            if PQstatus(handle) == CONNECTION_BAD { failure.isLost = true }
            throw failure
        }
        guard let result = last else { throw lost() }
        last = nil
        return PostgreSQLResult(result)
    }

    private func wait(
        writing: Bool, until deadline: ContinuousClock.Instant?, for what: String
    ) throws(PostgreSQLFailure) {
        while true {
            var milliseconds: Int32 = -1
            if let deadline {
                let left = (deadline - ContinuousClock.now) / .milliseconds(1)
                guard left > 0 else { throw .lost("PostgreSQL: \(what) did not come in time") }
                milliseconds = Int32(min(left.rounded(.up), 1_000_000))
            }
            var entry = pollfd(fd: PQsocket(handle), events: Int16(POLLIN | (writing ? POLLOUT : 0)), revents: 0)
            let ready = poll(&entry, 1, milliseconds)
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .lost("PostgreSQL: its socket cannot be waited for") }
        }
    }

    /// libpq's own words: of hosts, sockets and certificates, never of values or passwords.
    private func lost() -> PostgreSQLFailure {
        let words = String(cString: PQerrorMessage(handle)).split(whereSeparator: \.isNewline).first
        return .lost("PostgreSQL: " + (words ?? "the connection is lost"))
    }
}
