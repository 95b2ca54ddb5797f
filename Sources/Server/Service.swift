internal import Consultation
internal import FaceMesh
internal import Foundation
internal import Logging
internal import Reports
internal import ShadeCatalog
internal import SkinTone
internal import Stores

/// What all routes share.
struct Service: Sendable {
    let store: Store
    let analyzer: PhotoAnalyzer
    let refiner: LandmarkRefiner
    let pool: WorkerPool
    let bodies: BodyReader
    let selfies: SelfieReader
    let catalogs: CatalogKeeper
    let cases: CaseKeeper
    let lessons: LessonKeeper
    let assessments = AssessmentCache()
    let authenticator: Authenticator
    let passwords: PasswordKeeper
    let signInThrottle = SignInThrottle()
    let providers: ProviderKeeper
    let vault: Vault
    let metrics: Metrics
    let options: ServerOptions
    /// Seconds since 1970.
    let clock: @Sendable () -> Double

    init(
        store: Store, analyzer: PhotoAnalyzer, refiner: LandmarkRefiner, options: ServerOptions,
        clock: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) {
        let store = store.through { TracedDatabase(base: $0) }
        (self.store, self.analyzer, self.refiner) = (store, analyzer, refiner)
        (self.options, self.clock) = (options, clock)
        metrics = Metrics()
        pool = WorkerPool(threads: options.workers, room: options.workers * options.waitingPerWorker, metrics: metrics)
        bodies = BodyReader(room: options.bodyRoom, patience: .seconds(options.bodySeconds))
        selfies = SelfieReader(
            analyzer: analyzer, bodies: bodies, pool: pool, metrics: metrics, limit: options.pictureBytes)
        catalogs = CatalogKeeper(store: store, pool: pool)
        cases = CaseKeeper(store: store, clock: clock)
        lessons = LessonKeeper(store: store, pool: pool)
        authenticator = Authenticator(store: store, clock: clock)
        passwords = PasswordKeeper(cost: options.passwordCost)
        providers = ProviderKeeper(client: ProviderClient(allowsPrivate: options.allowsPrivateProviders), clock: clock)
        vault = Vault(store: store, master: options.masterKey, former: options.formerMasterKey, clock: clock)
    }

    /// All there is, in the contract's order.
    var routes: [Route] {
        let routes =
            AnalysisRoutes(service: self).routes + ConsultationRoutes(service: self).routes
            + AdviceRoutes(service: self).routes + ReviewRoutes(service: self).routes
            + TryOnRoutes(service: self).routes + ImageRoutes(service: self).routes
            + CustomerRoutes(service: self).routes + CatalogRoutes(service: self).routes
            + JobRoutes(service: self).routes + WebhookRoutes(service: self).routes
            + TenantRoutes(service: self).routes + StylistRoutes(service: self).routes
            + SessionRoutes(service: self).routes + ProviderRoutes(service: self).routes
            + OperationRoutes(service: self).routes
        return routes.map(CaseAccess(store: store, cases: cases, clock: clock).guarding)
    }

    func versions(catalog: LiveCatalog?) -> AnalysisReport.Versions {
        AnalysisReport.Versions(
            models: analyzer.networks.modelsVersion, catalog: catalog?.catalog.version, policy: analyzer.policy.version)
    }
}

/// How a server runs.
package struct ServerOptions: Sendable, Hashable {
    package var host = "127.0.0.1"
    package var port = 8080
    /// Threads for photos and beliefs.
    package var workers = ProcessInfo.processInfo.activeProcessorCount
    /// Pieces of work that may wait for each.
    package var waitingPerWorker = 16
    /// Bytes of a picture, at most.
    package var pictureBytes = 20 << 20
    /// Bytes of a catalog's feed, at most.
    package var feedBytes = 64 << 20
    /// Bytes of all bodies being read, at most.
    package var bodyRoom = 256 << 20
    /// Connections at once, at most; who comes then waits to be let in.
    package var connections = 1024
    /// Seconds that a body may stand still, or come slower than `BodyReader` asks for.
    package var bodySeconds = 30
    /// Requests a second for each key, and for each browser's token; infinite for no limit.
    package var keyRate = Double.infinity
    package var clientRate = 20.0
    /// What tenants' keys are sealed with; without it no picture is kept.
    package var masterKey: MasterKey?
    /// What some of them may still be sealed with, while the master key is rotated.
    package var formerMasterKey: MasterKey?
    /// Seconds between sweeps of what is kept no longer.
    package var sweepSeconds = 600
    /// Minutes between looks at what customers teach; 0 for never.
    package var learnMinutes = 15
    /// Whether webhooks may lead into private networks: for a shop in the operator's own.
    package var allowsPrivateTargets = false
    /// Whether shops' identity providers may lie in private networks, and speak without encryption: to try things out.
    package var allowsPrivateProviders = false
    /// Whether a proxy of the operator's says in `X-Forwarded-For` who asks.
    package var isBehindProxy = false
    /// How much work a password's hash takes.
    package var passwordCost = PasswordCost.standard
    /// The folder whose folders, one a tenant by its id, hold folders of pictures for jobs; `nil` for none.
    package var jobRoot: String?
    /// Bytes of a job's pictures sent at once, at most.
    package var jobBytes = 128 << 20
    /// Seconds for which a worker that is not heard of keeps a job's pictures from others.
    package var jobLease = 60.0
    /// Milliseconds between looks at what is queued.
    package var queueMilliseconds = 1000

    package init() {}
}

extension ServerOptions {
    /// Bytes of a body of JSON, at most.
    static let jsonBytes = 256 << 10
    /// Of one with many things in it: a thousand of the shop's events take it, each with a long review.
    static let batchBytes = 4 << 20

    /// Bytes of a body, at most.
    func limit(of body: Route.Body) -> Int {
        switch body {
        case .none, .json, .note: Self.jsonBytes
        case .batch: Self.batchBytes
        case .picture, .form: pictureBytes
        case .pictures: jobBytes
        case .feed: feedBytes
        }
    }
}
