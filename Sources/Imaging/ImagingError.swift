/// Why a picture could not be read or written: a stable code, what was wrong, and what to do about it.
public struct ImagingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The strings of the command line's and the API's contract.
    public enum Code: String, Sendable, CaseIterable {
        case unreadableImage = "unreadable_image"
        case unsupportedFormat = "unsupported_format"
        case imageTooLarge = "image_too_large"
        case truncatedImage = "truncated_image"
    }

    public var code: Code
    /// One sentence with the cause and, where there is one, the remedy. Never holds pixels or metadata text.
    public var message: String

    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { "\(code.rawValue): \(message)" }
}
