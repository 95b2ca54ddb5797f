internal import HTTPTypes
internal import Hummingbird
internal import Reports
internal import ShadeCatalog
internal import Stores

/// The tenant's catalog: replaced whole, listed by pages, asked for equivalents.
struct CatalogRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        [
            Route(.put, "/v1/catalog", .key(.catalog), .feed, replace),
            Route(.get, "/v1/shades", .key(.catalog, stylist: .stylist), .none, list),
            Route(.get, "/v1/shades/{sku}/equivalents", .key(.catalog, stylist: .stylist), .none, equivalents),
        ]
    }

    private struct Replaced: Encodable, Sendable {
        let version: String
        let number: Int
        let shades: Int
        /// Rows that could not be used, and why; the first hundred.
        let issues: [Issue]
        let issueCount: Int

        struct Issue: Encodable, Sendable {
            let line: Int
            let severity: String
            let message: String
        }
    }

    @Sendable private func replace(_ request: Request, _ context: ServerContext) async throws -> Response {
        let tenant = try context.tenant
        let (condition, mostRemoved) = (TagCondition(request.headers[.ifMatch]), try Self.mostRemoved(of: request))
        let feed = try await service.bodies.bytes(
            of: request, limit: service.options.feedBytes, holding: context.bodyHold)
        let (catalog, issues) = try await service.pool.run {
            let read = CatalogReader.read(bytes: feed)
            return (try ShadeCatalog(shades: read.shades), read.issues)
        }
        // Half of a feed would take the other half's shades away.
        if let damage = issues.first(where: \.isDamage) {
            throw Problem(
                .unprocessableContent, "invalid_catalog",
                "The feed cannot be read whole; the live catalog stays. \(damage.description(file: "feed"))")
        }
        guard !catalog.shades.isEmpty else {
            throw Problem(
                .unprocessableContent, "invalid_catalog",
                "No row of the feed can be used; the live catalog stays. "
                    + issues.prefix(3).map { $0.description(file: "feed") }.joined(separator: "; "))
        }
        // What was compared is what is replaced.
        let compared =
            try await mostRemoved < 1
            ? comparedVersion(with: catalog, of: tenant, ifLive: condition, losing: mostRemoved) : nil
        let replaceable = compared.map(TagCondition.init(naming:)) ?? condition
        let number: Int
        do {
            number = try await service.store.replaceCatalog(
                of: tenant, with: feed, name: catalog.version, shades: catalog.shades.count, at: service.clock(),
                ifLive: { replaceable?.includes($0) ?? true },
                along: [
                    service.audit(
                        context, .catalogReplaced, catalog.version, ["shades": String(catalog.shades.count)])
                ])
        } catch let error as StoreError where error.code == .conflict && replaceable != nil {
            throw condition != nil
                ? Problem(
                    .preconditionFailed, "catalog_changed",
                    "No version that If-Match names is live: read which is, then send If-Match anew.")
                : Problem(.conflict, "catalog_changed", "Another feed came at the same time: send it again.")
        }
        await service.catalogs.take(LiveCatalog(catalog, number: number, name: catalog.version), of: tenant)
        var response = Response.json(
            Replaced(
                version: catalog.version, number: number, shades: catalog.shades.count,
                issues: issues.prefix(100).map {
                    .init(line: $0.line, severity: "\($0.severity)", message: $0.description(file: "feed"))
                }, issueCount: issues.count))
        response.headers[.eTag] = "\"\(catalog.version)\""
        return response
    }

    /// Share of the live shades that a feed may lack; a half where the request says nothing.
    private static func mostRemoved(of request: Request) throws(Problem) -> Double {
        let most = request.query("maxRemovals").map { Double($0) ?? .nan } ?? 0.5
        guard (0...1).contains(most) else {
            throw .invalid("`maxRemovals` is a share of the live shades, 0 to 1.")
        }
        return most
    }

    /// Refuses a feed that lacks most of what is live: that is more often a mistake than a new range.
    /// - Parameters:
    ///   - condition: which may be replaced; another is let pass, for the store refuses that.
    ///   - most: the share that may go.
    /// - Returns: The version that it was held against; `nil` where there is none that can be read.
    private func comparedVersion(
        with catalog: ShadeCatalog, of tenant: String, ifLive condition: TagCondition?, losing most: Double
    ) async throws -> String? {
        let found: LiveCatalog?
        do { found = try await service.catalogs.catalogIfAny(of: tenant) } catch let error as StoreError
            where error.code == .damaged
        { return nil }
        guard let found, condition?.includes(found.name) ?? true else { return nil }
        let live = found.catalog
        let gone = live.shades.count { catalog.shade(sku: $0.sku) == nil }
        guard Double(gone) <= most * Double(live.shades.count) else {
            throw Problem(
                .unprocessableContent, "too_many_removals",
                "The feed lacks \(gone) of the \(live.shades.count) live shades; the live catalog stays. Check that the feed "
                    + "is whole, or send it with `?maxRemovals=1`.")
        }
        return found.name
    }

    private struct Page: Encodable {
        let version: String
        let shades: [ShadeReport]
        /// For the next page; absent on the last.
        let next: String?
    }

    @Sendable private func list(_ request: Request, _ context: ServerContext) async throws -> Response {
        // Before the tag is compared: what is asked for wrongly is wrong whatever the client has.
        let limit = try request.query("limit", in: 1...1000, usual: 100)
        let category = try request.query("category").map { try ShadeCategory(parsing: $0) }
        let live = try await service.catalogs.catalog(of: context.tenant)
        let catalog = live.catalog
        let tag = "\"\(live.name)\""
        if TagCondition(request.headers[.ifNoneMatch])?.includes(live.name) ?? false {
            var response = Response(status: .notModified)
            response.headers[.eTag] = tag
            return response
        }
        let brand = request.query("brand")?.lowercased()
        let shades = catalog.shades.filter { shade in
            (category == nil || shade.category == category) && (brand == nil || shade.brand.lowercased() == brand)
        }
        var start = 0
        if let cursor = request.query("cursor") {
            guard let place = shades.firstIndex(where: { $0.sku == cursor }) else {
                throw Problem(
                    .unprocessableContent, "invalid_cursor",
                    "`cursor` is of another catalog or other filters: begin without one.")
            }
            start = place
        }
        let end = min(start + limit, shades.count)
        var response = Response.json(
            Page(
                version: live.name, shades: shades[start..<end].map { ShadeReport($0) },
                next: end < shades.count ? shades[end].sku : nil))
        response.headers[.eTag] = tag
        return response
    }

    private struct Equivalents: Encodable, Sendable {
        let shade: ShadeReport
        let equivalents: [Entry]

        struct Entry: Encodable, Sendable {
            let shade: ShadeReport
            let deltaE00: Double
            let probabilityWithinTolerance: Double
            let words: String
        }
    }

    @Sendable private func equivalents(_ request: Request, _ context: ServerContext) async throws -> Response {
        let catalog = try await service.catalogs.catalog(of: context.tenant).catalog
        let (sku, brand) = (try context.parameter("sku"), request.query("brand"))
        let top = try request.query("top", in: 1...50, usual: 5)
        guard let shade = catalog.shade(sku: sku) else {
            throw Problem(.notFound, "unknown_sku", "The catalog has no such SKU.")
        }
        return .json(
            try await service.pool.run {
                let scope: ShadeEquivalents.Scope = brand.map { .brand($0) } ?? .otherBrands
                let found = try ShadeEquivalents(catalog: catalog).equivalents(of: shade, in: scope, top: top)
                return Equivalents(
                    shade: ShadeReport(shade),
                    equivalents: found.map {
                        .init(
                            shade: ShadeReport($0.shade), deltaE00: $0.deltaE00.rounded(to: 2),
                            probabilityWithinTolerance: $0.probabilityWithinTolerance.rounded(to: 3), words: $0.words)
                    })
            })
    }
}
