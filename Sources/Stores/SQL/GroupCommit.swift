internal import Foundation
internal import GRDB

/// Writes that come while another waits for the disk go to it together, and wait once.
///
/// Each has a savepoint of its own: one that fails is undone alone. None is answered before all are on the disk.
final class GroupCommit: @unchecked Sendable {
    private let writer: any DatabaseWriter
    private let lock = NSLock()
    private var waiting: [any Piece] = []
    private var isRunning = false

    /// Writes of one transaction, at most.
    private static let most = 64

    init(_ writer: any DatabaseWriter) { self.writer = writer }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let piece = Work(body: body, continuation: continuation)
            let mayStart = lock.withLock {
                waiting.append(piece)
                defer { isRunning = true }
                return !isRunning
            }
            if mayStart { Task { await drain() } }
        }
    }

    private func drain() async {
        while true {
            let pieces = lock.withLock {
                let next = Array(waiting.prefix(Self.most))
                waiting.removeFirst(next.count)
                if next.isEmpty { isRunning = false }
                return next
            }
            guard !pieces.isEmpty else { return }
            do {
                try await writer.write { db in
                    for piece in pieces {
                        piece.run(on: db)
                        // Some errors, such as a full disk, undo all at once.
                        guard db.isInsideTransaction else { throw DatabaseError(resultCode: .SQLITE_IOERR) }
                    }
                }
                for piece in pieces { piece.finish(nil) }
            } catch {
                for piece in pieces { piece.finish(error) }
            }
        }
    }

    /// One write, of whatever it gives.
    private protocol Piece: Sendable {
        func run(on db: Database)
        /// - Parameter error: why nothing of the transaction was kept, where that is so.
        func finish(_ error: (any Error)?)
    }

    private final class Work<Value: Sendable>: Piece, @unchecked Sendable {
        private let body: @Sendable (Database) throws -> Value
        private let continuation: CheckedContinuation<Value, any Error>
        /// Written on the writer's queue, read after it.
        private var result: Result<Value, any Error>?

        init(body: @escaping @Sendable (Database) throws -> Value, continuation: CheckedContinuation<Value, any Error>)
        {
            (self.body, self.continuation) = (body, continuation)
        }

        func run(on db: Database) {
            result = Result {
                var value: Value?
                try db.inSavepoint {
                    value = try body(db)
                    return .commit
                }
                guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                return value
            }
        }

        func finish(_ error: (any Error)?) {
            switch (result, error) {
            // Its own mistake explains more than the end of all.
            case (.failure(let own), _): continuation.resume(throwing: own)
            case (_, let error?): continuation.resume(throwing: error)
            case (.success(let value), nil): continuation.resume(returning: value)
            case (nil, nil): continuation.resume(throwing: DatabaseError(resultCode: .SQLITE_ABORT))
            }
        }
    }
}
