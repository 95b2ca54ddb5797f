internal import Foundation

/// What only the operator knows, from the environment: a variable's text, or that of the file that the variable with `_FILE`
/// behind its name names.
package enum EnvironmentSecret {
    package struct Unreadable: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// - Returns: Without space around it; `nil` where neither is set, or it is empty.
    package static func text(
        _ variable: String, in environment: [String: String]
    ) throws(Unreadable) -> String? {
        var text = environment[variable]
        if text == nil, let path = environment[variable + "_FILE"] {
            guard let found = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw Unreadable(description: "the file that \(variable)_FILE names cannot be read")
            }
            text = found
        }
        let trimmed = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        return trimmed.isEmpty ? nil : trimmed
    }
}
