internal import Hummingbird
internal import Stores

/// What operators and integrators ask of a running service.
struct OperationRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        [
            Route(.get, "/healthz", .everyone) { _, _ in .bytes("ok\n".utf8, type: "text/plain") },
            Route(.get, "/readyz", .everyone, .none, ready),
            Route(.get, "/metrics", .everyone, .none, metrics),
            Route(.get, "/openapi.yaml", .everyone) { _, _ in
                .bytes(PackageResources.openapi_yaml, type: "application/yaml")
            },
            Route(.get, "/docs", .everyone) { _, _ in
                .bytes(ContractPage.html.utf8, type: "text/html; charset=utf-8")
            },
        ]
    }

    @Sendable private func ready(_ request: Request, _ context: ServerContext) async throws -> Response {
        try await service.store.check()
        return .bytes("ready\n".utf8, type: "text/plain")
    }

    @Sendable private func metrics(_ request: Request, _ context: ServerContext) async throws -> Response {
        let text = service.metrics.text(gauges: ["workers_waiting": service.pool.waiting])
        return .bytes(text.utf8, type: "text/plain; version=0.0.4")
    }
}
