/// The versions that a request names in `If-Match` or `If-None-Match`: any (`*`), or those of a list of tags.
///
/// A tag may be weak (`W/…`), as packed answers have it: a version's name is the same however its answer is packed.
/// - Source: RFC 9110, 13.1.1 and 13.1.2.
struct TagCondition: Sendable {
    private let isAny: Bool
    private let names: [Substring]

    /// - Parameter header: `nil` where there is no condition.
    init?(_ header: String?) {
        guard let header else { return nil }
        let tags = header.split(separator: ",").map { $0.trimmingSpaces() }
        isAny = tags.contains("*")
        names = tags.map { ($0.hasPrefix("W/") ? $0.dropFirst(2) : $0).trimmingQuotes() }
    }

    /// One version alone.
    init(naming name: String) { (isAny, names) = (false, [name[...]]) }

    /// - Parameter name: of the version that is live; `nil` where there is none.
    func includes(_ name: String?) -> Bool {
        guard let name else { return false }
        return isAny || names.contains(name[...])
    }
}

extension Substring {
    fileprivate func trimmingQuotes() -> Substring {
        count >= 2 && first == "\"" && last == "\"" ? dropFirst().dropLast() : self
    }
}
