/// A request that its sender may repeat, while it is worked on.
///
/// Each transaction for it notes in itself that something was done. Where a program dies then, or a connection breaks
/// during the commit, the note is there if the rest is: who finds the request left behind need not do it twice.
package struct RequestInWork: Sendable {
    private let name: String
    private let tenant: String

    @TaskLocal fileprivate static var current: RequestInWork?

    /// - Parameter name: by which it was taken on.
    package init(_ name: String, of tenant: String) { (self.name, self.tenant) = (name, tenant) }

    /// Runs `work`, whose writing transactions are the request's.
    package func doing<Value>(_ work: () async throws -> Value) async throws -> Value {
        try await Self.$current.withValue(self) { try await work() }
    }

    /// Runs `work`, which a request needs and which is done for good: doing the request again does no harm to it.
    package static func aside<Value>(_ work: () async throws -> Value) async throws -> Value {
        try await $current.withValue(nil) { try await work() }
    }

    /// A transaction with its note, where it is a request's.
    fileprivate static func noting<Value>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) -> @Sendable (any SQLSession) throws -> Value {
        guard let request = current else { return body }
        return { session in
            let value = try body(session)
            try session.run(
                "UPDATE idempotency SET done = 1 WHERE tenant = ? AND name = ? AND done IS NULL",
                [.text(request.tenant), .text(request.name)])
            return value
        }
    }
}

/// A database whose transactions note the request that they are for.
struct NotingDatabase: SQLDatabase {
    let base: any SQLDatabase

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value { try await base.read(body) }

    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await base.write(RequestInWork.noting(body))
    }

    @discardableResult
    func add<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await base.add(RequestInWork.noting(body))
    }

    func exclusively<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value { try await base.exclusively(body) }

    func forgetErased() async { await base.forgetErased() }

    func close() async { await base.close() }
}
