internal import HTTPTypes
internal import Hummingbird
internal import Stores

/// Photos that are kept: who looks at one is written down.
struct ImageRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        let path = "/v1/consultations/{id}/images"
        return [
            Route(.get, path, .key(.consult, stylist: .stylist), .none, list),
            Route(.get, path + "/{image}", .key(.consult, stylist: .stylist), .none, image),
        ]
    }

    private struct List: Encodable { let images: [ImageReport] }

    @Sendable private func list(_ request: Request, _ context: ServerContext) async throws -> Response {
        let stored = try await service.cases.load(for: context)
        let images = try await service.store.images(ofCase: stored.id, of: context.tenant, at: service.clock())
        return .json(List(images: images.map(ImageReport.init)))
    }

    @Sendable private func image(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id, consultation) = (
            try context.tenant, try context.parameter("image"), try context.parameter("id")
        )
        let found = try await service.store.image(id, ofCase: consultation, of: tenant, at: service.clock())
        guard let (image, sealed) = found else { throw Problem.notFound }
        let keeper = ImageKeeper(vault: service.vault, clock: service.clock)
        let bytes = try await keeper.opened(sealed, image, of: tenant)
        // Before it is seen, not after.
        try await service.store.write(
            [service.audit(context, .imageRead, consultation, ["image": id])], of: tenant)
        return .bytes(bytes, type: image.type)
    }
}

/// A kept photo, without the photo.
struct ImageReport: Encodable {
    let id: String
    let at: String
    let expires: String
    let type: String
    let bytes: Int

    init(_ image: StoredImage) {
        (id, type, bytes) = (image.id, image.type, image.bytes)
        at = image.at.timestamp
        expires = image.expires.timestamp
    }
}
