/// When a photo is good enough, and what to tell the customer when it is not: data, so that a retailer can change it.
public struct CapturePolicy: Sendable, Hashable {
    /// As the file gives it, such as `moderate`.
    public var name: String
    /// Smallest width of a face, in pixels of the picture as sent.
    public var minimumFaceWidth: Double
    /// What has no rule is never an issue.
    public var issues: [CaptureIssue.Code: Rule]
    /// The name with a hash of the text, so that two policies of one name can be told apart.
    public internal(set) var version = ""

    /// From which value an issue is a warning and from which the photo is refused.
    public struct Rule: Sendable, Hashable {
        /// In the unit that `capture-advice.yaml` gives for the code.
        public var warning: Double
        /// `nil` when the issue never refuses a photo.
        public var refusal: Double?
        /// One sentence a customer can act on.
        public var advice: String
    }
}

extension CapturePolicy {
    private typealias Text = (name: String, yaml: [UInt8])

    private static let moderate: Text = ("moderate", PackageResources.capture_policy_moderate_yaml)

    /// From the hardest to please to the easiest.
    private static let texts: [Text] = [
        ("strict", PackageResources.capture_policy_strict_yaml), moderate,
        ("relaxed", PackageResources.capture_policy_relaxed_yaml),
    ]

    /// What `builtIn` knows, from the hardest to please to the easiest.
    public static var builtInNames: [String] { texts.map(\.name) }

    /// The policy used where nobody names one: `moderate`.
    public static let standard = parsed(moderate)

    /// A policy that comes with the program.
    /// - Returns: `nil` for any other name.
    public static func builtIn(_ name: String) -> CapturePolicy? { texts.first { $0.name == name }.map(parsed) }

    private static func parsed(_ text: Text) -> CapturePolicy {
        do { return try CapturePolicy(yaml: text.yaml, name: "capture-policy-\(text.name).yaml") } catch {
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
