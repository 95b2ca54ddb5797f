internal import Hummingbird

extension Request {
    /// A parameter of the query; `nil` where it is not there.
    func query(_ name: String) -> String? {
        uri.queryParameters[Substring(name)].map(String.init)
    }

    /// A whole number of the query.
    /// - Throws: `invalid_request` when it is none, or out of range.
    func query(_ name: String, in range: ClosedRange<Int>, usual: Int) throws(Problem) -> Int {
        guard let text = query(name) else { return usual }
        guard let value = Int(text), range.contains(value) else {
            throw .invalid("`\(name)` is a whole number of \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }
}
