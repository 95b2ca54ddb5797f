import CImageCodecs

extension ImagingError {
    static func unreadable(_ message: String) -> Self { Self(code: .unreadableImage, message: message) }
    static func unsupported(_ message: String) -> Self { Self(code: .unsupportedFormat, message: message) }
    static func tooLarge(_ message: String) -> Self { Self(code: .imageTooLarge, message: message) }

    static let truncated = Self(
        code: .truncatedImage, message: "The picture ends before its last row; send the whole file again.")
    static let outOfMemory = Self.tooLarge("There is not enough memory for this picture; send a smaller one.")

    static func tooManyPixels(width: Int, height: Int, limit: Int) -> Self {
        .tooLarge(
            "The picture is \(width) × \(height) pixels; at most \(limit) pixels are accepted. Send a smaller one.")
    }

    static func tooManyBytes(limit: Int) -> Self {
        .tooLarge("The file is larger than \(limit) bytes, the most that is accepted; send a smaller one.")
    }

    /// Throws what a codec's status means.
    static func check(_ status: codecs_status, _ format: ImageFormat) throws(ImagingError) {
        let name = format == .jpeg ? "JPEG" : "PNG"
        switch Int(status) {
        case CODECS_OK: return
        case CODECS_TRUNCATED: throw .truncated
        case CODECS_UNSUPPORTED:
            throw .unsupported(
                "This kind of \(name) (12-bit, lossless, arithmetic-coded or an unusual layout) is not supported; "
                    + "save it again as an ordinary JPEG or PNG.")
        case CODECS_TOO_COSTLY:
            throw .tooLarge(
                "Decoding this \(name) would take more passes or memory than allowed; save it again, not progressive.")
        case CODECS_NO_MEMORY: throw .outOfMemory
        default: throw .unreadable("The \(name) data is damaged; send the original file again.")
        }
    }
}
