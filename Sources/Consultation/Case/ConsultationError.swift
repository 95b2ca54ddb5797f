/// Why something could not be recorded: a stable code, and what to do about it. Nothing has changed.
public struct ConsultationError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        case consentMissing = "consent_missing"
        case notBegun = "not_begun"
        case alreadyBegun = "already_begun"
        case notAsked = "question_not_asked"
        case alreadyAnswered = "already_answered"
        case unknownOption = "unknown_option"
        case unknownSKU = "unknown_sku"
        case unknownVersion = "unknown_event_version"
        case repeated = "repeated_event"
    }

    public let code: Code
    public let message: String

    public var description: String { message }
}
