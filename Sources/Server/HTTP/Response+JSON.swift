internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Reports

extension Response {
    /// Keys sorted, so that equal answers are equal bytes.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        bytes(jsonLine(value).utf8, type: "application/json", status: status)
    }

    static func bytes(
        _ bytes: some Sequence<UInt8>, type: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        var response = Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        response.headers[.contentType] = type
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }

    static let noContent = Response(status: .noContent)
}

extension HTTPField.Name {
    static let xContentTypeOptions = HTTPField.Name("X-Content-Type-Options")!
    static let requestID = HTTPField.Name("X-Request-Id")!
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    static let idempotentReplayed = HTTPField.Name("Idempotent-Replayed")!
    /// The id of the receipt of consent.
    static let receipt = HTTPField.Name("Shadewise-Receipt")!
    /// Of each look, in order: 1 where it went on.
    static let applied = HTTPField.Name("Shadewise-Applied")!
    /// Of each look, in order: how much of its place shows, 0 to 1; `-` where none of it was wanted.
    static let shown = HTTPField.Name("Shadewise-Shown")!
    /// Of each look, in order: ΔE00 within which its colour as shown is right, nine times in ten.
    static let shownWithin = HTTPField.Name("Shadewise-Shown-Within")!
    /// Whose face a look is on, should there be several: x, y, width and height in pixels.
    static let face = HTTPField.Name("Shadewise-Face")!
    /// What about a photo limits what is read from it, by the contract's codes.
    static let captureIssues = HTTPField.Name("Shadewise-Capture-Issues")!
    /// 1 where the photo's transparency was laid over white, else 0.
    static let flattened = HTTPField.Name("Shadewise-Flattened")!
    /// 1 where the photo's profile does not fit the format, so that all of the picture is sRGB, else 0.
    static let profileLost = HTTPField.Name("Shadewise-Profile-Lost")!
    /// ΔE00 within which the skin is known, nine times in ten.
    static let radius90 = HTTPField.Name("Shadewise-Radius90")!
    static let consent = HTTPField.Name("Consent")!
}

extension Response {
    /// For what is of one person and one moment.
    mutating func forbidStoring() { headers[.cacheControl] = "no-store" }
}
