internal import Hummingbird
internal import Reports
internal import ShadeCatalog
internal import SkinTone
internal import Stores

/// `POST /v1/analyses`: a photo in, its skin and shades out; nothing kept but the receipt of consent.
struct AnalysisRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        [
            Route(
                .post, "/v1/analyses", .key(.analyze), .picture,
                before: { request, _ in
                    _ = try ConsentHeader(request.headers[.consent])
                    try service.selfies.admit()
                }, analyze)
        ]
    }

    @Sendable private func analyze(_ request: Request, _ context: ServerContext) async throws -> Response {
        let start = ContinuousClock.now
        let tenant = try context.tenant
        let consent = try ConsentHeader(request.headers[.consent])
        let customer = request.query("customer")
        try TextLimit("customer", 1...100).check(customer)
        let top = try request.query("top", in: 1...50, usual: 5)
        var wanted: (catalog: LiveCatalog, matching: Matching)?
        if let category = request.query("match") {
            let policy = try context.policy()
            let catalog = try await service.catalogs.catalog(of: tenant)
            let matching = try await catalog.matching(category, on: service.pool)
            wanted = (catalog, matching.with(tolerance: policy.tolerance, top: top))
        }
        let (matching, versions) = (wanted?.matching, service.versions(catalog: wanted?.catalog))
        let selfie = try await service.selfies.picture(in: request, context)
        let receipt = consent.receipt(customer: customer, at: service.clock())
        try await service.store.write(
            [.receipt(receipt), service.audit(context, .selfieAnalysed, receipt.id)], of: tenant)
        return try await service.selfies.read(selfie.bytes, at: selfie.place) { [metrics = service.metrics] analysis in
            let matchStart = ContinuousClock.now
            var report = AnalysisReport(path: nil, analysis: analysis, versions: versions)
            if let matching, analysis.capture.isUsable {
                report.match = MatchReport(matching.ranking(for: analysis), matching: matching)
            }
            let end = ContinuousClock.now
            if matching != nil { metrics.time("match", end - matchStart) }
            report.timing = AnalysisReport.Timing(
                decode: analysis.timing.decode, face: analysis.timing.face, skin: analysis.timing.skin,
                match: end - matchStart, total: end - start)
            var response = Response.json(report)
            response.headers[.receipt] = receipt.id
            return response
        }
    }
}
