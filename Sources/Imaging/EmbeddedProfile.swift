/// An ICC profile as a file carries it.
enum EmbeddedProfile: Sendable {
    case bytes([UInt8])
    /// One is there, but its parts are missing or damaged.
    case broken
}
