internal import Foundation
internal import Yams

/// Texts for people, with names and figures filled in.
package struct Wording: Sendable {
    private let texts: [String: String]

    static let report = Wording(yaml: PackageResources.catalog_report_yaml)
    static let harmony = Wording(yaml: PackageResources.harmony_words_yaml)
    static let differences = Wording(yaml: PackageResources.difference_words_yaml)

    /// - Parameter yaml: A text a key, compiled into the program.
    package init(yaml: [UInt8]) {
        // The text is compiled in and tests read every key: no input can reach the fallback.
        texts = (try? YAMLDecoder().decode([String: String].self, from: Data(yaml))) ?? [:]
    }

    /// Plain text, not yet escaped; `{name}` in the wording becomes the value of that name.
    package func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        guard let text = texts[key] else {
            assertionFailure("there is no text for \(key)")
            return key
        }
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            filled += values[String(rest[rest.index(after: open)..<close])] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }

    /// `count` things: a wording for one and a wording for more.
    package func callAsFunction(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
        self(count == 1 ? key + "One" : key, values.merging(["count": "\(count)"]) { given, _ in given })
    }
}
