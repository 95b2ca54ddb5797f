public import Imaging

/// Why a swatch picture gave no colour: a stable code, what was wrong, and what to do about it.
public struct SwatchError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Causes that programs may want to tell apart.
    public enum Code: Sendable, Hashable {
        /// The file is no picture that can be read.
        case image(ImagingError.Code)
        /// The picture shows nothing but white.
        case blank
        /// No area stands out as the product, or the likely ones differ too much in colour.
        case productUnclear
        /// There is no file for the picture in the folder given.
        case pictureNotFound
        /// The path leads out of the folder pictures may come from.
        case pictureOutside

        /// The string of the command line's and the API's contract.
        public var string: String {
            switch self {
            case .image(let code): code.rawValue
            case .blank: "swatch_blank"
            case .productUnclear: "swatch_unclear"
            case .pictureNotFound: "picture_not_found"
            case .pictureOutside: "picture_outside"
            }
        }
    }

    /// For programs; it stays the same when the wording changes.
    public var code: Code
    /// Cause and remedy. Never holds pixels.
    public var message: String

    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    /// A picture that cannot be decoded, with the decoder's own words.
    public init(_ error: ImagingError) {
        self.init(code: .image(error.code), message: error.message)
    }

    /// `code: message`, for logs and standard error.
    public var description: String { "\(code.string): \(message)" }
}

extension SwatchError {
    static let blank = Self(
        code: .blank, message: "The picture is white all over; give one that shows the product, or the shade's hex.")
    static let unclear = Self(
        code: .productUnclear,
        message:
            "Which part of the picture is the product cannot be told; crop it to the product, or give the shade's hex.")
    static let restless = Self(
        code: .productUnclear,
        message: "The picture has no even area to read a colour from; crop it to a flat part of the product.")
}
