internal import Consultation
internal import ShadeCatalog
package import Stores

/// A tenant for integrators to try things on, with invented customers.
package struct Sandbox: Sendable {
    /// Why a tenant is left alone.
    package enum Refusal: Error, Sendable, CustomStringConvertible {
        case unknown, notASandbox

        package var description: String {
            switch self {
            case .unknown: "there is no such retailer"
            case .notASandbox: "it is no sandbox: invented customers would be mixed with people"
            }
        }
    }

    private let store: Store
    private let tenant: String

    /// - Throws: `Refusal`.
    package init(of tenant: String, in store: Store) async throws {
        guard let found = try await store.tenant(tenant) else { throw Refusal.unknown }
        guard found.isSandbox else { throw Refusal.notASandbox }
        (self.store, self.tenant) = (store, tenant)
    }

    /// Takes away all customers, the rules, and what hangs on them; keys, webhooks and the audit log stay. Then it is as
    /// at the start.
    /// - Parameters:
    ///   - sample: the catalog at the start.
    ///   - time: now, in seconds since 1970.
    package func reset(to sample: SampleCatalog, at time: Double) async throws {
        let reset = AuditEntry(at: time, actor: "operator", .sandboxReset, tenant)
        guard try await store.emptySandbox(tenant, along: [.audit(reset)]) else { throw Refusal.notASandbox }
        try await sample.give(to: tenant, in: store, always: true, at: time)
        try await seed(at: time)
    }

    /// Adds the invented customers that are not there.
    /// - Parameter time: now; what they did lies up to three weeks before.
    /// - Returns: How many.
    /// - Throws: `CatalogError` where the catalog has no foundation.
    @discardableResult
    package func seed(at time: Double) async throws -> Int {
        let intake = try await ShopIntake(store: store, tenant: tenant)
        guard let live = intake.live else { throw Self.lacksCatalog }
        var added = 0
        for index in SandboxCustomer.all.indices {
            let (customer, start) = (SandboxCustomer.all[index], time - 21 * 86_400 + Double(index) * 7200)
            if try await store.loadCase(customer.consultation, of: tenant) == nil {
                try await begin(customer, at: start, with: Self.events(of: customer, at: start, in: live))
                added += 1
            }
            try await goOn(customer, from: start, intake, at: time)
        }
        return added
    }

    private static let lacksCatalog = StoreError(code: .conflict, message: "the sandbox has no catalog")

    // Inlined into one another, these end the compiler (Swift 6.3.1, `-O`, on splitting coroutines).

    /// What she says and is shown.
    @inline(never)
    private static func events(
        of customer: SandboxCustomer, at start: Double, in live: LiveCatalog
    ) throws -> [ConsultationEvent] {
        let offer = try live.offer(.foundation)
        var simulation = Simulation(advisor: Advisor(offer: offer))
        simulation.questions = 2
        let person = try SimulatedCustomer(
            id: customer.name.utf8.reduce(0) { $0 * 31 + Int($1) }, customer.record, offer: offer)
        var events = try simulation.consultation(with: person).events.filter { event in
            // What became of what she bought, her orders tell.
            if case .feedback = event.what { false } else { true }
        }
        var shown: [String] = []
        for index in events.indices {
            events[index].at = start + 45 * Double(index)
            switch events[index].what {
            case .began(let category, let language, _, _):
                events[index].what = .began(
                    category: category, language: language, market: customer.market, consent: customer.consent)
            case .shown(let skus, _): shown = skus
            default: break
            }
        }
        if let kind = customer.says, let sku = shown.dropFirst().first, let shade = live.catalog.shade(sku: sku) {
            events.append(ConsultationEvent(at: start + 600, .feedback(offer.feedback(kind, on: shade))))
        }
        return events
    }

    @inline(never)
    private func begin(_ customer: SandboxCustomer, at start: Double, with events: [ConsultationEvent]) async throws {
        let receipt = ConsentReceipt(
            id: "r_sandbox_" + customer.name, consultation: customer.consultation, customer: customer.customer,
            at: start, purposes: customer.consent.names, version: "sandbox", basis: .adult)
        let consented = AuditEntry(
            at: start, actor: "operator", .consentChanged, customer.consultation,
            ["purposes": customer.consent.names.joined(separator: " ")])
        try await store.begin(
            customer.consultation, customer: customer.customer, of: tenant, with: events, at: start,
            along: [.receipt(receipt), .audit(consented)])
    }

    /// What happened after, as far as it is not there yet.
    @inline(never)
    private func goOn(
        _ customer: SandboxCustomer, from start: Double, _ intake: ShopIntake, at time: Double
    ) async throws {
        let shown = try await store.loadCase(customer.consultation, of: tenant)?.consultation.shown
        if let (kind, reason) = customer.order, let sku = shown?.first {
            var orders = [
                ShopEvent(
                    id: customer.event, customer: customer.customer, sku: sku, kind: .purchased, at: start + 3600)
            ]
            if kind != .purchased {
                orders.append(
                    ShopEvent(
                        id: customer.event + "-" + kind.rawValue, customer: customer.customer, sku: sku, kind: kind,
                        reason: reason, at: start + 12 * 86_400))
            }
            _ = try await intake.add(orders, at: time)
        }
        if let (kind, note) = customer.review {
            let review = Review(
                id: customer.reviewID, consultation: customer.consultation, kind: kind, opened: start + 900,
                due: kind == .contest ? time + 72 * 3600 : nil, note: note)
            do { try await store.open(review, of: tenant) } catch let error as StoreError where error.code == .conflict
            { return }
            if let decision = customer.decision {
                _ = try await store.decide(
                    review.id, of: tenant, decision, by: "Sandbox", because: nil, at: start + 7200)
            }
        }
    }
}
