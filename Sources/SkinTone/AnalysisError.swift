public import Imaging

/// Why a photo gave no reading: the contract's code, what was wrong, and what to do about it.
public struct AnalysisError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Causes that programs may want to tell apart.
    public enum Code: Sendable, Hashable {
        /// The picture cannot be decoded.
        case image(ImagingError.Code)
        /// No face was found, or no clear skin on it, or hardly any of it is in the picture.
        case noFace
        /// Narrower than the policy's `minimumFaceWidth`.
        case faceTooSmall
        /// The photo has no colour to read.
        case monochrome
        /// A caller's landmarks lie outside the picture.
        case invalidLandmarks
        /// A caller's reference surface is not wholly in the picture, lies on the face, shows several colours or
        /// nothing that can be read, or is said to have a colour that no surface has.
        case invalidReference

        /// The string of the command line's and the API's contract.
        public var string: String {
            switch self {
            case .image(let code): code.rawValue
            case .noFace: "no_face"
            case .faceTooSmall: "face_too_small"
            case .monochrome: "monochrome"
            case .invalidLandmarks: "landmarks_invalid"
            case .invalidReference: "reference_invalid"
            }
        }
    }

    /// For programs; it stays the same when the wording changes.
    public var code: Code
    /// Cause and remedy, for the customer. Never holds pixels.
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
