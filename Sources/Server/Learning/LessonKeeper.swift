internal import Consultation
internal import ShadeCatalog
internal import Stores

/// What tenants' customers taught, put to use: the shades as they turned out to be and the questions as they are answered,
/// worked out once for a catalog and lessons.
actor LessonKeeper {
    private let store: Store
    private let pool: WorkerPool
    private var known: [Subject: Known] = [:]
    private var awaited: [Subject: (number: Int, catalog: Int, task: Task<Known?, any Error>)] = [:]

    private struct Subject: Hashable {
        let tenant: String
        let category: ShadeCategory
    }

    private struct Known: Sendable {
        let number: Int
        let catalog: Int
        let lessons: Lessons
        let offer: Offer
        let book: QuestionBook
    }

    init(store: Store, pool: WorkerPool) { (self.store, self.pool) = (store, pool) }

    /// - Parameters:
    ///   - advisor: with nothing learned.
    ///   - catalog: the number of the catalog's version that it stands on.
    /// - Returns: The advisor that the tenant's lessons make of it, and their number: 0 where there are none.
    func taught(
        _ advisor: Advisor, market: String, of tenant: String, catalog: Int
    ) async throws -> (advisor: Advisor, lessons: Int) {
        let subject = Subject(tenant: tenant, category: advisor.offer.category)
        guard let known = try await lessons(subject, advisor, catalog) else { return (advisor, 0) }
        let taught = Advisor(
            offer: known.offer, book: known.book, policy: advisor.policy,
            taste: known.lessons.taste(advisor.taste, market: market))
        return (taught, known.number)
    }

    /// After somebody who may have taught was erased, or withdrew: it must not be known any more.
    func forget(_ tenant: String) {
        known = known.filter { $0.key.tenant != tenant }
        awaited = awaited.filter { $0.key.tenant != tenant }
    }

    private func lessons(_ subject: Subject, _ advisor: Advisor, _ catalog: Int) async throws -> Known? {
        let number = try await store.lessonsNumber(of: subject.tenant, category: subject.category.rawValue)
        guard number > 0 else {
            // Dropped, perhaps by another replica.
            (known[subject], awaited[subject]) = (nil, nil)
            return nil
        }
        if let found = known[subject], found.number == number, found.catalog == catalog { return found }
        if let coming = awaited[subject], coming.number == number, coming.catalog == catalog {
            return try await coming.task.value
        }
        let task = Task { try await read(subject, advisor, catalog) }
        awaited[subject] = (number, catalog, task)
        let found = await task.result
        // Whoever is awaited no more was forgotten, or overtaken.
        if let coming = awaited[subject], coming.task == task {
            awaited[subject] = nil
            known[subject] = try? found.get()
        }
        return try found.get()
    }

    private func read(_ subject: Subject, _ advisor: Advisor, _ catalog: Int) async throws -> Known? {
        let stored = try await store.lessons(of: subject.tenant, category: subject.category.rawValue)
        guard let stored else { return nil }
        let taught = try await pool.run { advisor.taught(stored.lessons) }
        return Known(
            number: stored.number, catalog: catalog, lessons: stored.lessons, offer: taught.offer, book: taught.book)
    }
}
