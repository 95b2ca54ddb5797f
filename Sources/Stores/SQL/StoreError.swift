/// Why the store did not do what was asked. Nothing has changed, but for one case of `unavailable`.
package struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The database cannot be reached, or does not answer in time: try again. Where a connection was lost just as a
        /// transaction ended, nobody can tell whether it was done.
        case unavailable
        /// Something with that key is there already, or was changed by another meanwhile.
        case conflict
        /// The database is well, but others wrote the same again and again: try again.
        case overtaken
        /// What was given is nothing that can be kept, such as a text with U+0000.
        case unstorable
        /// What is stored cannot be read: another program's, a newer version's, or broken.
        case damaged
        /// A statement that the database does not take: a mistake of this program's.
        case invalid
        /// The database's address cannot be understood, or a key that it needs is not given.
        case misconfigured
    }

    package let code: Code
    /// For operators; never holds what is stored.
    package let message: String

    package init(code: Code, message: String) { (self.code, self.message) = (code, message) }

    package var description: String { "\(code.rawValue): \(message)" }
}
