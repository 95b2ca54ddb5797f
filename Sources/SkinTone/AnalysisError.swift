public import Imaging

/// Why a photo gave no reading: the contract's code, what was wrong, and what to do about it.
public struct AnalysisError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: Sendable, Hashable {
        case image(ImagingError.Code)
        case noFace
        case faceTooSmall
        case monochrome
        case invalidLandmarks

        public var string: String {
            switch self {
            case .image(let code): code.rawValue
            case .noFace: "no_face"
            case .faceTooSmall: "face_too_small"
            case .monochrome: "monochrome"
            case .invalidLandmarks: "landmarks_invalid"
            }
        }
    }

    public var code: Code
    public var message: String

    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    public init(_ error: ImagingError) {
        self.init(code: .image(error.code), message: error.message)
    }

    public var description: String { "\(code.string): \(message)" }
}
