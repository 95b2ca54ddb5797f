internal import Consultation
internal import ShadeCatalog
internal import Stores

/// What tenants' customers taught, put to use: the shades as they turned out to be and the questions as they are answered,
/// worked out once for a catalog and lessons.
actor LessonKeeper {
    private let store: Store
    private let pool: WorkerPool
    private var known: [Subject: Known] = [:]

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
        guard let known = try await lessons(subject, advisor, catalog) else {
            // What was erased must not be known any more.
            known[subject] = nil
            return (advisor, 0)
        }
        let taught = Advisor(
            offer: known.offer, book: known.book, policy: advisor.policy,
            taste: known.lessons.taste(advisor.taste, market: market))
        return (taught, known.number)
    }

    private func lessons(_ subject: Subject, _ advisor: Advisor, _ catalog: Int) async throws -> Known? {
        let category = subject.category.rawValue
        let number = try await store.lessonsNumber(of: subject.tenant, category: category)
        guard number > 0 else { return nil }
        if let found = known[subject], found.number == number, found.catalog == catalog { return found }
        guard let stored = try await store.lessons(of: subject.tenant, category: category) else { return nil }
        let taught = try await pool.run { advisor.taught(stored.lessons) }
        let fresh = Known(
            number: stored.number, catalog: catalog, lessons: stored.lessons, offer: taught.offer, book: taught.book)
        known[subject] = fresh
        return fresh
    }
}
