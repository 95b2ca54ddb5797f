internal import Foundation
internal import ShadeCatalog

/// What is made for each category when it is first asked for, on a worker, and kept. Who asks meanwhile waits for the same.
final class MadeReady<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [ShadeCategory: Value] = [:]
    private var coming: [ShadeCategory: Task<Value, any Error>] = [:]

    subscript(category: ShadeCategory) -> Value? { lock.withLock { kept[category] } }

    func keep(_ value: Value, for category: ShadeCategory) { lock.withLock { kept[category] = value } }

    /// - Throws: what `make` throws, to all who wait for it; who asks after has it made again.
    func value(
        for category: ShadeCategory, on pool: WorkerPool, _ make: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        if let value = self[category] { return value }
        let task = lock.withLock { () -> Task<Value, any Error> in
            if let task = coming[category] { return task }
            let task = Task<Value, any Error> { [self] in
                defer { lock.withLock { coming[category] = nil } }
                // Made since it was looked for.
                if let value = self[category] { return value }
                let value = try await pool.runForAll(make)
                keep(value, for: category)
                return value
            }
            coming[category] = task
            return task
        }
        return try await task.value
    }
}
