/// Why the face networks or a caller's landmarks could not be used: a stable code, what was wrong, and what to do.
public struct FaceMeshError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Stable strings for programs.
    public enum Code: String, Sendable, CaseIterable {
        /// A network's file is absent or cannot be read.
        case modelsMissing = "models_missing"
        /// A network's bytes are damaged or are not TensorFlow Lite.
        case modelUnreadable = "model_unreadable"
        /// A sound network that needs an operator, type or shape this module does not run.
        case modelUnsupported = "model_unsupported"
        /// Landmarks a caller brought do not describe one face.
        case landmarksInvalid = "landmarks_invalid"
    }

    /// For programs; it stays the same when the wording changes.
    public var code: Code
    /// One sentence with the cause and, where there is one, the remedy.
    public var message: String

    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    /// `code: message`, for logs and standard error.
    public var description: String { "\(code.rawValue): \(message)" }
}

extension FaceMeshError {
    static func unreadable(_ message: String) -> FaceMeshError { .init(code: .modelUnreadable, message: message) }
    static func unsupported(_ message: String) -> FaceMeshError { .init(code: .modelUnsupported, message: message) }
}
