extension Decoder {
    /// Keys of the object at hand that are none of `known`, sorted: what is said under a misspelt one would be lost.
    /// - Throws: `DecodingError` where there is no object.
    package func unknownKeys(besides known: [String]) throws -> [String] {
        let known = Set(known)
        return try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).filter { !known.contains($0) }.sorted()
    }
}

/// Any key there is.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
