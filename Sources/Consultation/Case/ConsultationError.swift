/// Why something could not be recorded: a stable code, and what to do about it. Nothing has changed.
public struct ConsultationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The strings of the API's contract.
    public enum Code: String, Sendable, CaseIterable {
        /// What was done needs a consent that she has not given.
        case consentMissing = "consent_missing"
        /// The first event does not begin the consultation.
        case notBegun = "not_begun"
        /// A later one does.
        case alreadyBegun = "already_begun"
        /// An answer to what nobody asked.
        case notAsked = "question_not_asked"
        /// A second answer.
        case alreadyAnswered = "already_answered"
        /// A question while another waits for its answer.
        case questionOpen = "question_open"
        /// An answer that is none of the options.
        case unknownOption = "unknown_option"
        /// A shade without a colour.
        case unknownSKU = "unknown_sku"
        /// An event of a form that this program does not know.
        case unknownVersion = "unknown_event_version"
        /// An event whose figures cannot be.
        case invalidEvent = "invalid_event"
        /// An event that was recorded before.
        case repeated = "repeated_event"
    }

    /// For programs; it stays the same when the wording changes.
    public let code: Code
    /// For people, with the remedy.
    public let message: String

    public var description: String { message }
}
