/// An input that should be there and is not.
struct MissingInput: Error, CustomStringConvertible {
    let description: String
}

extension Optional {
    /// - Throws: `MissingInput` when there is nothing.
    func required(_ what: @autoclosure () -> String) throws -> Wrapped {
        guard let self else { throw MissingInput(description: "missing: \(what())") }
        return self
    }
}
