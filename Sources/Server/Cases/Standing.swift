internal import Consultation
internal import Reports
internal import Stores

/// A case under its tenant's catalog and rules, as the customers before have taught them.
struct Standing: Sendable {
    let assessed: AssessedCase
    let live: LiveCatalog
    /// The number of the lessons; 0 for none.
    let lessons: Int
    let wording: ConsultationWording

    var advisor: Advisor { assessed.advisor }
}

extension Service {
    /// - Parameters:
    ///   - view: as it was before the case was read.
    ///   - category: another than the case's.
    ///   - shown: another number of shades than the rules say.
    func standing(
        of stored: StoredCase, _ context: ServerContext, in view: AssessmentCache.View, category: String? = nil,
        shown: Int? = nil
    ) async throws -> Standing {
        let (tenant, consultation) = (try context.tenant, stored.consultation)
        let live = try await catalogs.catalog(of: tenant)
        var policy = try context.policy().consultation
        if let shown { policy.shown = shown }
        let offer = try await live.offer(category ?? consultation.category, on: pool)
        let (advisor, number) = try await lessons.taught(
            Advisor(offer: offer, policy: policy), market: consultation.market, of: tenant, catalog: live.number)
        return Standing(
            assessed: view.assessed(stored, by: advisor, catalog: live.number, lessons: number),
            live: live, lessons: number,
            wording: ConsultationWording(
                language: consultation.language, book: advisor.book, catalog: live.catalog))
    }

    /// After an erasure or a withdrawal: what a tenant's cases came to, and what they taught, must not be known any more.
    func forgetCases(of tenant: String) async {
        assessments.forget(tenant)
        await lessons.forget(tenant)
    }

    /// Works out what is likely asked for next while she still reads the answer: one case at a time, and none where
    /// requests wait for workers.
    func foresee(_ stored: StoredCase, _ context: ServerContext, in view: AssessmentCache.View) {
        guard pool.takeSpareTime() else { return }
        // Detached: no part of the request that is being answered.
        Task.detached {
            defer { pool.endSpareTime() }
            // Who asks is told what is wrong; here nobody asked.
            guard let standing = try? await standing(of: stored, context, in: view) else { return }
            try? await pool.run {
                _ = standing.assessed.nextQuestion()
                _ = standing.assessed.recommendation()
            }
        }
    }
}
