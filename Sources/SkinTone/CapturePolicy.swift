/// When a photo is good enough, and what to tell the customer when it is not: data, so that a retailer can change it.
public struct CapturePolicy: Sendable, Hashable {
    /// As the file gives it, such as `moderate`.
    public var name: String
    /// Smallest width of a face, in pixels of the picture as sent.
    public var minimumFaceWidth: Double
    /// By `CaptureIssue.Code`'s strings; what has no rule is never an issue.
    public var issues: [String: Rule]
    /// The name with a hash of the text, so that two policies of one name can be told apart.
    public internal(set) var version = ""

    /// From which value an issue is a warning and from which the photo is refused.
    public struct Rule: Sendable, Hashable {
        /// Which way a value gets worse.
        public enum Direction: String, Sendable { case larger, smaller }

        /// In the unit the policy file gives for the code.
        public var warning: Double
        /// `nil` when the issue never refuses a photo.
        public var refusal: Double?
        /// `nil` where larger is worse.
        public var worse: Direction?
        /// One sentence a customer can act on.
        public var advice: String

        func isReached(_ limit: Double, by value: Double) -> Bool {
            worse == .smaller ? value <= limit : value >= limit
        }
    }
}

extension CapturePolicy {
    /// What `builtIn` knows, from the hardest to please to the easiest.
    public static let builtInNames = ["strict", "moderate", "relaxed"]

    /// The policy used where nobody names one: `moderate`.
    public static let standard = parsed(PackageResources.capture_policy_moderate_yaml, "moderate")

    /// A policy that comes with the program.
    /// - Returns: `nil` for any other name.
    public static func builtIn(_ name: String) -> CapturePolicy? {
        switch name {
        case "strict": parsed(PackageResources.capture_policy_strict_yaml, name)
        case "moderate": standard
        case "relaxed": parsed(PackageResources.capture_policy_relaxed_yaml, name)
        default: nil
        }
    }

    private static func parsed(_ yaml: [UInt8], _ name: String) -> CapturePolicy {
        do { return try CapturePolicy(yaml: yaml, name: "capture-policy-\(name).yaml") } catch {
            // The text is compiled in and a test reads it: no input can reach this.
            preconditionFailure("the built-in capture policy is broken: \(error)")
        }
    }
}

/// A file of limits or figures that cannot be used: a policy, a light model; the message names file, key and cause.
public struct PolicyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// File, key and cause in a sentence.
    public var message: String

    /// The message alone: such errors have no codes.
    public var description: String { message }
}
