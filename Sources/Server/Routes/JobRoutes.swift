internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Stores

/// Many pictures at once, read when there is time.
struct JobRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        let path = "/v1/jobs/{id}"
        return [
            Route(
                .post, "/v1/jobs", .key(.analyze), .pictures,
                before: { request, _ in _ = try ConsentHeader(request.headers[.consent]) }, begin),
            Route(.get, path, .key(.analyze), .none, progress),
            Route(.get, path + "/results", .key(.analyze), .none, results),
            Route(.delete, path, .key(.analyze), .none, end),
        ]
    }

    /// Pictures that are sent at once, and those of a folder.
    private static let (mostSent, mostInFolder) = (200, 10_000)

    private struct Report: Encodable {
        let id: String
        /// `running`, `finished` or `cancelled`.
        let state: String
        let created: String
        let expires: String
        let finished: String?
        let total: Int
        let done: Int
        let failed: Int

        init(_ job: Job) {
            id = job.id
            state = job.cancelled != nil ? "cancelled" : job.finished != nil ? "finished" : "running"
            (created, expires, finished) = (job.created.timestamp, job.expires.timestamp, job.finished.map(\.timestamp))
            (total, done, failed) = (job.total, job.done, job.failed)
        }
    }

    @Sendable private func begin(_ request: Request, _ context: ServerContext) async throws -> Response {
        let tenant = try context.tenant
        let consent = try ConsentHeader(request.headers[.consent])
        let customer = request.query("customer")
        try TextLimit("customer", 1...100).check(customer)
        let policy = try context.policy()
        var settings = JobSettings()
        if let category = request.query("match") {
            settings.match = category
            settings.top = try request.query("top", in: 1...50, usual: 5)
            settings.tolerance = policy.tolerance
            // Told now, not by each picture.
            _ = try await service.catalogs.catalog(of: tenant).matching(category, on: service.pool)
        }
        let (id, now) = (Store.newID("j"), service.clock())
        let pictures = try await pictures(request, context, job: id, of: tenant)
        let job = Job(
            id: id, customer: customer, created: now, expires: now + 86_400 * Double(policy.jobDays),
            settings: String(decoding: try JSONEncoder().encode(settings), as: UTF8.self), total: pictures.count)
        let receipt = consent.receipt(customer: customer, at: now)
        try await service.store.add(
            job, pictures: pictures, of: tenant,
            along: [
                .receipt(receipt),
                service.audit(context, .jobBegun, id, ["pictures": String(pictures.count), "receipt": receipt.id]),
            ])
        var response = Response.json(Report(job), status: .accepted)
        response.headers[.location] = "/v1/jobs/\(id)"
        return response
    }

    private struct Given: Decodable { var folder: String }

    private func pictures(
        _ request: Request, _ context: ServerContext, job: String, of tenant: String
    ) async throws -> [Job.Picture] {
        let (type, name) = (request.headers[.contentType] ?? "", request.mediaType)
        if name == "text/uri-list" || name == "text/plain" { throw Self.addresses }
        if name == "application/json" {
            let bytes = try await service.bodies.bytes(of: request, limit: ServerOptions.jsonBytes)
            let given: Given
            do { given = try JSONDecoder().decode(Given.self, from: Data(bytes)) } catch { throw Self.addresses }
            return try PictureFolder.pictures(
                in: given.folder, of: tenant, root: service.options.jobRoot, most: Self.mostInFolder
            ).map { Job.Picture(name: $0.name, path: $0.path) }
        }
        // They have to be kept until they are read: before a byte is taken.
        guard service.vault.isOpen else { throw Vault.unavailable }
        let bytes = try await service.bodies.bytes(
            of: request, limit: service.options.jobBytes, holding: context.bodyHold)
        let files =
            name == "application/x-tar"
            ? try TarPictures.files(bytes, most: Self.mostSent)
            : try MultipartForm(bytes, type: type, most: Self.mostSent).files
        guard !files.isEmpty else { throw Problem.invalid("There is no picture in the body.") }
        var pictures: [Job.Picture] = []
        for (index, file) in files.enumerated() {
            guard file.bytes.count <= service.options.pictureBytes, !file.bytes.isEmpty else {
                throw Problem.invalid(
                    "Picture \(index + 1) is empty or larger than \(service.options.pictureBytes) bytes.")
            }
            let sealed = try await service.vault.seal(
                Array(file.bytes), of: tenant, "job", job, String(index + 1))
            pictures.append(Job.Picture(name: Self.plain(file.name), sealed: sealed))
        }
        return pictures
    }

    /// A name as lists can show it.
    private static func plain(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.filter { $0.value >= 0x20 }.prefix(200)))
    }

    private static let addresses = Problem(
        .unprocessableContent, "addresses_refused",
        "The service fetches nothing from addresses. Send the pictures, as a form or a tar archive, or "
            + "`{\"folder\": …}` for one that the operator has put where the service reads it.")

    private func job(_ context: ServerContext) async throws -> Job {
        guard let job = try await service.store.job(context.parameter("id"), of: context.tenant) else {
            throw Problem.notFound
        }
        return job
    }

    @Sendable private func progress(_ request: Request, _ context: ServerContext) async throws -> Response {
        .json(Report(try await job(context)))
    }

    /// Page by page: results of thousands of pictures are never in memory at once. In the pictures' order, whatever order
    /// they are finished in, so that the number of the last line is all that a client has to remember.
    @Sendable private func results(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (job, tenant, store) = (try await job(context), try context.tenant, service.store)
        let start = try request.query("after", in: 0...Int(Int32.max), usual: 0)
        let body = ResponseBody { writer in
            var last = start
            while true {
                let page = try await store.results(ofJob: job.id, of: tenant, after: last, inOrder: true)
                guard let end = page.last else { break }
                try await writer.write(ByteBuffer(string: page.map { $0.numbered + "\n" }.joined()))
                last = end.number
            }
            try await writer.finish(nil)
        }
        var response = Response(status: .ok, body: body)
        response.headers[.contentType] = "application/x-ndjson"
        return response
    }

    /// A running job is cancelled, and its results so far stay; another is removed with them.
    @Sendable private func end(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let cancelled = try await service.store.cancelJob(
            id, of: tenant, at: service.clock(), along: [service.audit(context, .jobCancelled, id)])
        if !cancelled {
            guard
                try await service.store.removeJob(id, of: tenant, along: [service.audit(context, .jobRemoved, id)])
            else { throw Problem.notFound }
        }
        await service.store.database.forgetErased()
        return cancelled ? .json(Report(try await job(context))) : .noContent
    }
}

/// What to do with each picture of a job.
struct JobSettings: Codable, Sendable, Hashable {
    /// A category; `nil` for the skin alone.
    var match: String?
    var top = 5
    var tolerance = 2.0
}
