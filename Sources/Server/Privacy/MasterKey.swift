internal import Crypto
internal import Foundation

/// The operator's key, under which the tenants' keys are sealed. It is in the environment or in a file, never in the
/// database.
package struct MasterKey: Sendable, Hashable {
    let key: SymmetricKey
    /// Tells one from another, and nothing else of it.
    package let name: String

    /// - Parameter base64: Of 32 bytes; space around it does not matter.
    /// - Throws: `MasterKeyError`.
    package init(base64 text: String) throws(MasterKeyError) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let bytes = Data(base64Encoded: trimmed), bytes.count == 32 else { throw .malformed }
        key = SymmetricKey(data: bytes)
        name = SHA256.hash(data: Data("shadewise master key".utf8) + bytes).prefix(8).hex
    }

    /// The key that the environment gives: `SHADEWISE_MASTER_KEY`, or the file that `SHADEWISE_MASTER_KEY_FILE` names.
    /// - Returns: `nil` when it gives none.
    package static func inEnvironment(_ environment: [String: String]) throws(MasterKeyError) -> MasterKey? {
        try named("SHADEWISE_MASTER_KEY", in: environment)
    }

    /// The key that comes before or after it while keys are rotated: `SHADEWISE_MASTER_KEY_OLD`, or the file that
    /// `SHADEWISE_MASTER_KEY_OLD_FILE` names.
    package static func formerInEnvironment(_ environment: [String: String]) throws(MasterKeyError) -> MasterKey? {
        try named("SHADEWISE_MASTER_KEY_OLD", in: environment)
    }

    private static func named(
        _ variable: String, in environment: [String: String]
    ) throws(MasterKeyError) -> MasterKey? {
        let text: String?
        do { text = try EnvironmentSecret.text(variable, in: environment) } catch {
            throw .unreadable(error.description)
        }
        return try text.map { text throws(MasterKeyError) in try MasterKey(base64: text) }
    }

    package static func == (one: MasterKey, other: MasterKey) -> Bool { one.name == other.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Why there is no master key where one was meant to be.
package enum MasterKeyError: Error, Sendable, CustomStringConvertible {
    case malformed
    /// - Parameter why: names the variable.
    case unreadable(_ why: String)

    package var description: String {
        switch self {
        case .malformed: "the master key is no base64 of 32 bytes: make one with `openssl rand -base64 32`"
        case .unreadable(let why): why
        }
    }
}

extension Sequence<UInt8> {
    /// Two lower-case digits a byte.
    package var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
