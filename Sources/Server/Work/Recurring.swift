internal import Logging
internal import ServiceLifecycle

/// Work that is looked for again and again while the service runs.
struct Recurring: ServiceLifecycle.Service {
    /// Between looks.
    let pause: Duration
    /// What the log says when it fails.
    let complaint: String
    let logger: Logger
    /// - Returns: Whether there was something to do, so that it is looked again at once.
    let work: @Sendable () async throws -> Bool

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                do { while try await work() {} } catch  where !(error is CancellationError) {
                    logger.error("\(complaint)", metadata: ["error": .string(Problem.logged(error))])
                }
                try await Task.sleep(for: pause)
            }
        }
    }
}

/// What has been done is recorded even as the service ends.
func uncancelled(_ work: @escaping @Sendable () async throws -> Void) async throws {
    try await Task { try await work() }.value
}
