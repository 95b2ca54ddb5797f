internal import HTTPTypes

/// How long a text of a request may be.
struct TextLimit: Sendable {
    /// What the request calls it.
    let name: String
    /// Unicode scalars, as JSON Schema counts.
    let range: ClosedRange<Int>

    init(_ name: String, _ range: ClosedRange<Int>) { (self.name, self.range) = (name, range) }

    /// - Throws: `invalid_request` for a text that is too long or too short; `invalid_text` for one with a NUL in it,
    ///   which no store keeps. What is absent is within any limit.
    func check(_ text: String?) throws(Problem) {
        guard let text else { return }
        guard range.contains(text.unicodeScalars.count) else {
            throw .invalid("`\(name)` has \(range.lowerBound) to \(range.upperBound) characters.")
        }
        guard !text.unicodeScalars.contains("\0") else {
            throw Problem(.unprocessableContent, "invalid_text", "`\(name)` holds a NUL character.")
        }
    }
}
