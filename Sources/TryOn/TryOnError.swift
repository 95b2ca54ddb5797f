/// Why nothing can be tried on.
public struct TryOnError: Error, Hashable, Sendable {
    /// Stable, for programs.
    public let code: String
    /// For people, with a remedy.
    public let message: String

    static let faceLost = TryOnError(
        code: "face_lost",
        message: "the landmarks do not lie on a face in this picture; use a photo that shows it whole")
}
