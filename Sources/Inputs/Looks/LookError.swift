/// Why a look cannot be put on, and what to write instead.
package struct LookError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
