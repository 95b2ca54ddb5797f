internal import Consultation
internal import ShadeCatalog
package import Stores

/// Takes what a shop's systems know into the store, and into the cases that it is about.
package struct ShopIntake: Sendable {
    private let store: Store
    private let tenant: String
    /// `nil` where there is no catalog yet: then nothing is known of what was bought.
    let live: LiveCatalog?

    /// - Throws: `StoreError`.
    @inline(never)
    package init(store: Store, tenant: String) async throws {
        (self.store, self.tenant) = (store, tenant)
        let stored = try await store.catalogNumber(of: tenant)
        guard let number = stored, let catalog = try await store.catalog(number, of: tenant) else {
            live = nil
            return
        }
        live = try LiveCatalog.read(catalog)
    }

    init(store: Store, tenant: String, catalogs: CatalogKeeper) async throws {
        (self.store, self.tenant) = (store, tenant)
        live = try await catalogs.catalogIfAny(of: tenant)
    }

    /// - Parameter time: now, in seconds since 1970.
    /// - Returns: How many were new, and how many of those are now known to a case.
    package func add(_ events: [ShopEvent], at time: Double) async throws -> (new: Int, joined: Int) {
        try await add(events, at: time, on: nil)
    }

    /// - Parameter pool: where categories are made ready; else at once.
    func add(_ events: [ShopEvent], at time: Double, on pool: WorkerPool?) async throws -> (new: Int, joined: Int) {
        guard let live else { return try await store.add(events, of: tenant, at: time) }
        let shades = events.filter { Self.tells($0.kind) }.compactMap { live.catalog.shade(sku: $0.sku) }
        var offers: [ShadeCategory: Offer] = [:]
        for category in Set(shades.map(\.category)) {
            // Of a lipstick nothing is believed.
            do throws(any Error) {
                offers[category] =
                    if let pool { try await live.offer(category.rawValue, on: pool) } else { try live.offer(category) }
            } catch is CatalogError { continue }
        }
        return try await store.add(events, of: tenant, at: time) { [offers] event in
            Self.statement(of: event, live.catalog, offers)
        }
    }

    /// That she has bought a shade says little: what she does with it says more.
    private static func tells(_ kind: ShopEvent.Kind) -> Bool { kind == .kept || kind == .returned }

    private static func statement(
        of event: ShopEvent, _ catalog: ShadeCatalog, _ offers: [ShadeCategory: Offer]
    ) -> ShopStatement? {
        guard tells(event.kind), let shade = catalog.shade(sku: event.sku), let offer = offers[shade.category] else {
            return nil
        }
        var kinds: [FeedbackKind] = [event.kind == .kept ? .kept : .returned]
        if event.kind == .returned, let why = event.reason.flatMap(FeedbackKind.init(returnReason:)) {
            kinds.append(why)
        }
        return ShopStatement(
            category: offer.category.rawValue,
            feedback: kinds.map { offer.feedback($0, on: shade, order: event.id) })
    }
}
