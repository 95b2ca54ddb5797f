internal import ServiceLifecycle
internal import FaceMesh
internal import Foundation
package import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import SkinTone
package import Stores

/// The service, ready to run.
package struct ServerApplication: Sendable {
    let service: Service
    private let options: ServerOptions
    private let logger: Logger

    /// - Parameters:
    ///   - models: The folder of the face networks.
    ///   - clock: Seconds since 1970.
    /// - Throws: `FaceMeshError` when the networks cannot be read.
    package init(
        store: Store, models: String, options: ServerOptions, logger: Logger,
        clock: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) throws {
        let analyzer = PhotoAnalyzer(networks: try FaceAnalyzer(modelsDirectory: models))
        _ = analyzer.rehearse()
        service = Service(
            store: store, analyzer: analyzer, refiner: try LandmarkRefiner(modelsDirectory: models), options: options,
            clock: clock)
        (self.options, self.logger) = (options, logger)
    }

    /// Serves until it is told to stop, then finishes what it has begun.
    /// - Parameter onStart: called with the port once it listens.
    package func run(onStart: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        await complainOfKeys()
        try await application(onStart: onStart).runService()
        service.pool.close()
        service.passwords.close()
        await service.store.database.close()
    }

    /// Says before anybody asks that there are data keys that do not open here: photos are read all the same.
    private func complainOfKeys() async {
        let options = service.options
        let given = [options.masterKey, options.formerMasterKey].compactMap { $0?.name }
        guard !given.isEmpty, let names = try? await service.store.masterNames() else { return }
        for (name, count) in names.sorted(by: { $0.key < $1.key }) where !given.contains(name) {
            logger.error(
                "data keys do not open", metadata: ["sealedWith": .string(name), "count": .stringConvertible(count)])
        }
    }

    /// All that may be asked.
    var routes: [Route] { service.routes }

    package func application(onStart: @escaping @Sendable (Int) async -> Void = { _ in }) -> some ApplicationProtocol {
        let router = Router(context: ServerContext.self)
        router.add(
            middleware: CrossOriginMiddleware(origins: OriginList(store: service.store, clock: service.clock)))
        router.add(middleware: TraceMiddleware())
        router.add(middleware: AnswerMiddleware(metrics: service.metrics))
        let installer = RouteInstaller(
            authenticator: service.authenticator,
            repeats: Repeats(
                store: service.store, bodies: service.bodies, pool: service.pool, clock: service.clock,
                options: options),
            rates: RateLimiter(keyRate: options.keyRate, clientRate: options.clientRate))
        installer.install(service.routes, on: router)
        return Application(
            router: router,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [BrokenRequestHandler(), ExpectationHandler()], idleTimeout: .seconds(60),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port), serverName: "shadewise", backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(options.connections)),
            services: works(logger),
            onServerRunning: { channel in await onStart(channel.localAddress?.port ?? 0) },
            logger: logger)
    }

    /// What goes on beside answering.
    private func works(_ logger: Logger) -> [any ServiceLifecycle.Service] {
        let service = service
        func recurring(
            _ pause: Duration, _ complaint: String, _ work: @escaping @Sendable () async throws -> Bool
        ) -> Recurring { Recurring(pause: pause, complaint: complaint, logger: logger, work: work) }
        let queues = Duration.milliseconds(options.queueMilliseconds)
        let sweeper = Sweeper(store: service.store, actor: "service")
        let sender = WebhookSender(
            store: service.store, vault: service.vault, allowsPrivate: options.allowsPrivateTargets,
            clock: service.clock, pause: queues)
        let jobs = JobRunner(service: service)
        let learner = Learner(service: service, logger: logger)
        var works = [
            recurring(.seconds(options.sweepSeconds), "sweeping failed") {
                let removed = try await sweeper.sweep(at: service.clock()).filter { $0.value > 0 }
                if !removed.isEmpty {
                    logger.info("swept", metadata: removed.mapValues { .stringConvertible($0) })
                }
                return false
            },
            recurring(queues, "webhooks wait") { try await sender.sendDue() > 0 },
            recurring(queues, "jobs wait") { try await jobs.workOnce() > 0 },
        ]
        if options.learnMinutes > 0 {
            works.append(
                recurring(.seconds(60 * options.learnMinutes), "learning waits") {
                    try await learner.learnOnce()
                    return false
                })
        }
        return works
    }
}
