internal import Consultation
internal import Logging
internal import ShadeCatalog
internal import Stores

/// Learns from the cases of those who agree to it, when nobody waits for a worker.
///
/// Any number of programs may work on one database; one of them at a time has a tenant's turn. What it makes is kept only
/// if nobody whose case it may have gone through has withdrawn meanwhile.
struct Learner: Sendable {
    let service: Service
    let logger: Logger

    /// How many customers must have taught a category's lessons before any are kept: fewer could be told apart.
    static let fewest = 10

    /// Makes new lessons for each tenant where it is time and something has changed.
    func learnOnce() async throws {
        for tenant in try await service.store.tenants() {
            try Task.checkCancellation()
            let turn = try await service.store.takeLearningTurn(
                of: tenant.id, holder: Store.newID("h"), at: service.clock(), lease: service.options.jobLease)
            if let turn { await take(turn) }
        }
    }

    private func take(_ turn: LearningTurn) async {
        do {
            let (known, catalog) = try await withThrowingTaskGroup(
                of: (lessons: [String: Lessons], catalog: Int)?.self
            ) { group in
                group.addTask { try await learn(turn) }
                group.addTask {
                    // Until another has the turn.
                    repeat {
                        try await Task.sleep(for: .seconds(service.options.jobLease / 3))
                    } while try await service.store.renew(turn, until: service.clock() + service.options.jobLease)
                    return nil
                }
                defer { group.cancelAll() }
                guard let learned = try await group.next() ?? nil else { throw CancellationError() }
                return learned
            }
            let number = try await service.store.keep(
                known, of: turn, catalog: catalog, at: service.clock(), next: next)
            // From those who are left, when it is time again: nobody can have it made over and over.
            if number == nil { try await service.store.giveBack(turn, until: next) }
            logger.info(
                number == nil ? "lessons withdrawn" : "learned",
                metadata: [
                    "tenant": .string(turn.tenant),
                    "cases": .stringConvertible(known.values.reduce(0) { $0 + $1.customers }),
                ])
        } catch is CancellationError {
            // The service ends, or another has the turn: another may take it at once.
            try? await uncancelled { try await service.store.giveBack(turn, until: service.clock()) }
        } catch {
            logger.error("learning failed", metadata: ["error": .string(Problem.logged(error))])
            // Where the store does not answer, the lease ends by itself.
            try? await service.store.giveBack(turn, until: next)
        }
    }

    private var next: Double { service.clock() + 60 * Double(service.options.learnMinutes) }

    /// Goes through all cases several times, each time by what the last taught.
    private func learn(_ turn: LearningTurn) async throws -> (lessons: [String: Lessons], catalog: Int) {
        let live = try await service.catalogs.catalog(of: turn.tenant)
        var lessons: [String: Lessons] = [:]
        // A case that names no customer is one's own.
        var teachers: [String: Set<Int>] = [:]
        for _ in 1...Teaching.rounds {
            var teachings: [String: Teaching?] = [:]
            var learned: [String: Lessons] = [:]
            var last: String?
            while true {
                let page = try await service.store.teachingCases(of: turn.tenant, after: last)
                guard let end = page.last else { break }
                for stored in page where stored.consultation.hasSaidSomething {
                    try Task.checkCancellation()
                    let consultation = stored.consultation
                    let category = consultation.category
                    if teachings[category] == nil {
                        teachings[category] = try await teaching(category, live, after: lessons[category])
                    }
                    guard let teaching = teachings[category] ?? nil else { continue }
                    let lesson = try await whenNobodyWaits { teaching.lesson(of: consultation) }
                    learned[category, default: teaching.nothing].add(lesson)
                    teachers[category, default: []].insert((stored.customer ?? "case " + stored.id).hashValue)
                }
                last = end.id
            }
            lessons = learned
        }
        return (lessons.filter { teachers[$0.key, default: []].count >= Self.fewest }, live.number)
    }

    /// A customer goes before what is learned from others.
    private func whenNobodyWaits<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
    {
        while true {
            while service.pool.waiting > 0 { try await Task.sleep(for: .milliseconds(20)) }
            do { return try await service.pool.run(work) } catch let problem as Problem
                where problem.code == "overloaded"
            {}
        }
    }

    /// - Returns: `nil` where the catalog has nothing of the category any more.
    private func teaching(_ category: String, _ live: LiveCatalog, after lessons: Lessons?) async throws -> Teaching? {
        do {
            let offer = try await whenNobodyWaits { try live.offer(ShadeCategory(parsing: category)) }
            return try await whenNobodyWaits { Teaching(Advisor(offer: offer), after: lessons ?? Lessons()) }
        } catch is CatalogError { return nil }
    }
}
