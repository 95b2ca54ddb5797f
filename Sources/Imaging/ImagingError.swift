/// Why a picture could not be read or written: a stable code, what was wrong, and what to do about it.
public struct ImagingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The strings of the command line's and the API's contract.
    public enum Code: String, Sendable, CaseIterable {
        /// Damaged, or no picture at all.
        case unreadableImage = "unreadable_image"
        /// A picture of a kind that is known and not read, such as HEIC.
        case unsupportedFormat = "unsupported_format"
        /// Beyond `ImageLimits`.
        case imageTooLarge = "image_too_large"
        /// The bytes end before the picture does.
        case truncatedImage = "truncated_image"
    }

    /// For programs; it stays the same when the wording changes.
    public var code: Code
    /// One sentence with the cause and, where there is one, the remedy. Never holds pixels or metadata text.
    public var message: String

    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    /// `code: message`, for logs and standard error.
    public var description: String { "\(code.rawValue): \(message)" }
}
