internal import Stores
internal import Tracing

/// A database whose transactions are spans of the request that they are for. What runs by itself leaves none.
struct TracedDatabase: SQLDatabase {
    let base: any SQLDatabase

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await traced("store.read") { try await base.read(body) }
    }

    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await traced("store.write") { try await base.write(body) }
    }

    @discardableResult
    func add<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await traced("store.write") { try await base.add(body) }
    }

    func exclusively<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await traced("store.write") { try await base.exclusively(body) }
    }

    func forgetErased() async { await base.forgetErased() }

    func close() async { await base.close() }

    /// An error's words are not told to the tracer: that there was one, is.
    private func traced<Value: Sendable>(_ name: String, _ work: () async throws -> Value) async throws -> Value {
        guard let context = InstrumentationContext.current else { return try await work() }
        let span = startSpan(name, context: context, ofKind: .client)
        defer { span.end() }
        do { return try await work() } catch {
            span.setStatus(SpanStatus(code: .error))
            throw error
        }
    }
}
