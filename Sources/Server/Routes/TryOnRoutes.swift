internal import ColorScience
internal import FaceMesh
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Imaging
internal import Inputs
internal import Reports
internal import ShadeCatalog
internal import SkinTone
internal import Stores
internal import TryOn

/// `POST /v1/try-ons`: a photo and looks in, the photo with them out; nothing kept but the receipt of consent.
struct TryOnRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        [
            Route(
                .post, "/v1/try-ons", .key(.analyze), .form,
                before: { request, _ in
                    _ = try ConsentHeader(request.headers[.consent])
                    try service.selfies.admit()
                }, tryOn)
        ]
    }

    @Sendable private func tryOn(_ request: Request, _ context: ServerContext) async throws -> Response {
        let tenant = try context.tenant
        let consent = try ConsentHeader(request.headers[.consent])
        let customer = request.query("customer")
        try TextLimit("customer", 1...100).check(customer)
        let format = try Self.format(request.acceptedTypes)
        let (form, selfie) = try await service.selfies.form(in: request, context)
        let catalog = try await service.catalogs.catalog(of: tenant).catalog
        let layers = try Self.looks(form.part("looks")).map { try LookLayer($0, in: catalog, force: false) }
        let receipt = consent.receipt(customer: customer, at: service.clock())
        try await service.store.write(
            [.receipt(receipt), service.audit(context, .selfieAnalysed, receipt.id)], of: tenant)
        let refiner = service.refiner
        return try await service.selfies.read(selfie) { analysis in
            guard analysis.capture.isUsable else {
                throw Problem(
                    .unprocessableContent, "photo_not_usable",
                    analysis.capture.refusals.map(\.advice).joined(separator: " "))
            }
            var response = try Self.picture(of: selfie, analysis, wearing: layers, refiner: refiner, as: format)
            response.headers[.receipt] = receipt.id
            return response
        }
    }

    /// Looks as the command line writes them, one a line or a JSON list of them.
    private static func looks(_ part: ArraySlice<UInt8>?) throws(Problem) -> [LookArgument] {
        guard let part, part.count <= 8192 else {
            throw .invalid("The form's part `looks` says what to put on, such as `lip=SKU:80:gloss`, one a line.")
        }
        let text = String(decoding: part, as: UTF8.self)
        let listed = try? JSONDecoder().decode([String].self, from: Data(part))
        let lines = listed ?? text.split(whereSeparator: \.isNewline).map(String.init)
        guard (1...20).contains(lines.count) else { throw .invalid("`looks` holds 1 to 20 of them.") }
        do { return try lines.map(LookArgument.init(parsing:)) } catch {
            throw Problem(.unprocessableContent, "invalid_look", "\(error)")
        }
    }

    private static func format(_ types: [String]?) throws(Problem) -> ImageFormat {
        for type in types ?? ["*/*"] {
            switch type {
            case "image/jpeg", "image/*", "*/*": return .jpeg
            case "image/png": return .png
            default: continue
            }
        }
        throw Problem(.notAcceptable, "not_acceptable", "The picture is image/jpeg or image/png.")
    }

    private static func picture(
        of selfie: [UInt8], _ analysis: PhotoAnalysis, wearing layers: [LookLayer], refiner: LandmarkRefiner,
        as format: ImageFormat
    ) throws -> Response {
        let photo: RGBImage
        do { photo = try EncodedImage(bytes: selfie, limits: .uploads).decoded().image } catch {
            throw AnalysisError(error)
        }
        let refined = refiner.landmarks(in: photo, of: analysis.detection, around: analysis.landmarks)
        let light = PhotoLight(skin: analysis.belief.gaussian.mean, seen: analysis.reading.site.lab)
        var canvas = try FaceCanvas(image: photo, landmarks: refined?.face ?? analysis.landmarks, light: light)
        let applied = layers.map { canvas.apply($0.cosmetic) || $0.cosmetic.intensity == 0 }
        guard applied.contains(true) else {
            throw Problem(
                .unprocessableContent, "nothing_applied", "Nothing of the places the looks go to shows in the photo.")
        }
        let picture = canvas.rendered()
        let bytes = format == .png ? try picture.encodedPNG() : try picture.encodedJPEG(quality: 92)
        var response = Response.bytes(bytes, type: "image/\(format.rawValue)")
        // What a client needs to say beside the picture.
        response.headers[.applied] = applied.map { $0 ? "1" : "0" }.joined(separator: ",")
        response.headers[.radius90] = "\(analysis.belief.radius90.rounded(to: 1))"
        response.forbidStoring()
        return response
    }
}
