import Foundation
import Yams

/// When a photo is good enough, and what to tell the customer when it is not: data, so that a retailer can change it.
public struct CapturePolicy: Sendable, Codable, Hashable {
    public var name: String
    /// Smallest width of a face, in pixels of the picture as sent.
    public var minimumFaceWidth: Double
    public var issues: [String: Rule]
    /// The name with a hash of the text, so that two policies of one name can be told apart.
    public private(set) var version = ""

    private enum CodingKeys: String, CodingKey { case name, minimumFaceWidth, issues }

    /// From which value an issue is a warning and from which the photo is refused.
    public struct Rule: Sendable, Codable, Hashable {
        public enum Direction: String, Sendable, Codable { case larger, smaller }

        public var warning: Double
        /// `nil` when the issue never refuses a photo.
        public var refusal: Double?
        public var worse: Direction?
        /// One sentence a customer can act on.
        public var advice: String

        func isReached(_ limit: Double, by value: Double) -> Bool {
            worse == .smaller ? value <= limit : value >= limit
        }
    }
}

extension CapturePolicy {
    /// The policy that comes with the program.
    public static let standard: CapturePolicy = {
        do { return try CapturePolicy(yaml: PackageResources.capture_policy_yaml, name: "capture-policy.yaml") } catch {
            // The text is compiled in and a test reads it: no input can reach this.
            preconditionFailure("the built-in capture policy is broken: \(error)")
        }
    }()

    /// - Parameter name: what to call the text in errors, such as its path.
    /// - Throws: `PolicyError` naming the key and what is wrong with it.
    public init(yaml: [UInt8], name file: String) throws(PolicyError) {
        do {
            self = try YAMLDecoder().decode(Self.self, from: Data(yaml))
        } catch {
            throw PolicyError(message: "\(file): not a capture policy: \(Self.reason(of: error))")
        }
        version = "\(name)-\(Self.hash(of: yaml))"
        for code in issues.keys.sorted() where CaptureIssue.Code(rawValue: code) == nil {
            let known = CaptureIssue.Code.allCases.map(\.rawValue).joined(separator: ", ")
            throw PolicyError(message: "\(file): issues: unknown code \"\(code)\"; known ones are \(known)")
        }
        for (code, rule) in issues.sorted(by: { $0.key < $1.key }) {
            let limits = [rule.warning] + (rule.refusal.map { [$0] } ?? [])
            guard limits.allSatisfy(\.isFinite) else {
                throw PolicyError(message: "\(file): issues.\(code): limits must be finite numbers")
            }
            if let refusal = rule.refusal, refusal != rule.warning, !rule.isReached(rule.warning, by: refusal) {
                throw PolicyError(message: "\(file): issues.\(code): a photo would be refused before the warning")
            }
        }
        guard (0...100_000).contains(minimumFaceWidth) else {
            throw PolicyError(message: "\(file): minimumFaceWidth must lie in 0...100000")
        }
    }

    /// FNV-1a over 32 bits, eight hexadecimal digits.
    private static func hash(of bytes: [UInt8]) -> String {
        let value = bytes.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    private static func reason(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        func place(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        switch error {
        case .keyNotFound(let key, let context): return "\(place(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\(place(context.codingPath)) has the wrong type"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty ? "it is not valid YAML" : "\(place(context.codingPath)) is not readable"
        @unknown default: return "it is not readable"
        }
    }
}

/// A policy file that cannot be used; the message names file, key and cause.
public struct PolicyError: Error, Sendable, Hashable, CustomStringConvertible {
    public var message: String

    public var description: String { message }
}
