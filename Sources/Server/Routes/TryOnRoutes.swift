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
        let asDaylight = try Self.asDaylight(request.query("light"))
        let format = try Self.format(request.acceptedTypes)
        let catalog = try await service.catalogs.catalog(of: tenant).catalog
        let (form, selfie) = try await service.selfies.form(in: request, context)
        let layers = try Self.looks(form.part("looks")).map { try LookLayer($0, in: catalog, force: false) }
        let receipt = consent.receipt(customer: customer, at: service.clock())
        try await service.store.write(
            [.receipt(receipt), service.audit(context, .selfieAnalysed, receipt.id)], of: tenant)
        let refiner = service.refiner
        return try await service.selfies.read(selfie.bytes, at: selfie.place) { [bytes = selfie.bytes] analysis in
            guard analysis.capture.isUsable else {
                throw Problem(
                    .unprocessableContent, "photo_not_usable",
                    analysis.capture.refusals.map(\.advice).joined(separator: " "))
            }
            var response = try Self.picture(
                of: bytes, analysis, wearing: layers, asDaylight: asDaylight, refiner: refiner, as: format)
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

    private static func asDaylight(_ light: String?) throws(Problem) -> Bool {
        switch light {
        case nil, "photo": false
        case "daylight": true
        default: throw .invalid("`light` is `photo` or `daylight`.")
        }
    }

    private static func picture(
        of selfie: [UInt8], _ analysis: PhotoAnalysis, wearing layers: [LookLayer], asDaylight: Bool,
        refiner: LandmarkRefiner, as format: ImageFormat
    ) throws -> Response {
        var photo: EditablePhoto
        do { photo = try EditablePhoto(EncodedImage(bytes: selfie, limits: .uploads)) } catch {
            throw AnalysisError(error)
        }
        let refined = refiner.landmarks(in: photo.image, of: analysis.detection, around: analysis.landmarks)
        var canvas: FaceCanvas
        do throws(TryOnError) {
            canvas = try FaceCanvas(
                image: photo.image, landmarks: refined?.face ?? analysis.landmarks,
                light: analysis.light(asDaylight: asDaylight))
        } catch {
            throw Problem(.unprocessableContent, error.code, error.message)
        }
        let worn = canvas.wear(layers)
        guard worn.contains(where: \.isApplied) else {
            throw Problem(
                .unprocessableContent, "nothing_applied", "Nothing of the places the looks go to shows in the photo.")
        }
        let file: (bytes: [UInt8], losesProfile: Bool)
        do { file = try photo.encode(canvas.rendered(), as: format, quality: 95) } catch {
            throw AnalysisError(error)
        }
        var response = Response.bytes(file.bytes, type: "image/\(format.rawValue)")
        tell(worn, analysis, asDaylight: asDaylight, in: &response.headers)
        response.headers[.flattened] = analysis.info.hasAlpha ? "1" : "0"
        response.headers[.profileLost] = file.losesProfile ? "1" : "0"
        return response
    }

    /// What a client needs to say beside the picture.
    private static func tell(
        _ worn: [WornLayer], _ analysis: PhotoAnalysis, asDaylight: Bool, in headers: inout HTTPFields
    ) {
        let within = analysis.shownWithin(worn.map(\.layer), asDaylight: asDaylight)
        headers[.applied] = worn.map { $0.isApplied ? "1" : "0" }.joined(separator: ",")
        headers[.shown] = worn.map { $0.shown.map { "\($0.rounded(to: 2))" } ?? "-" }.joined(separator: ",")
        headers[.shownWithin] = within.map { "\($0.rounded(to: 1))" }.joined(separator: ",")
        headers[.radius90] = "\(analysis.belief.radius90.rounded(to: 1))"
        let box = analysis.face.box
        headers[.face] = [box.x, box.y, box.width, box.height].map { "\(Int($0.rounded()))" }.joined(separator: ",")
        let issues = analysis.capture.issues.map(\.code.rawValue)
        if !issues.isEmpty { headers[.captureIssues] = issues.joined(separator: ",") }
    }
}
