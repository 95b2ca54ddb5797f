internal import Consultation
internal import HTTPTypes
internal import Hummingbird
internal import Stores

/// Which cases stylists see: those of customers who agreed to a stylist's look (`review`), or who asked for a person and
/// wait, or were answered a day ago at most.
struct CaseAccess: Sendable {
    let store: Store
    let cases: CaseKeeper
    /// Seconds since 1970.
    let clock: @Sendable () -> Double

    /// A route that sees to it, where it is about a case and for stylists.
    func guarding(_ route: Route) -> Route {
        guard route.path.hasPrefix("/v1/consultations/{id}"), route.access.role != nil else { return route }
        var guarded = route
        guarded.before = { request, context in
            try await check(&context)
            try await route.before(request, &context)
        }
        return guarded
    }

    private func check(_ context: inout ServerContext) async throws {
        guard context.isStylist else { return }
        let stored = try await cases.load(for: context)
        context.stored = stored
        if stored.consultation.consent.review { return }
        guard try await store.hasReview(ofCase: stored.id, of: stored.tenant, since: clock() - Self.grace) else {
            throw Self.unagreed
        }
    }

    /// Seconds that a decision may still be looked at: a day.
    private static let grace = 86_400.0

    private static let unagreed = Problem(
        .forbidden, "consent_required",
        "She has not agreed to a stylist's look at her case (`review`), and has asked for nobody.")
}
