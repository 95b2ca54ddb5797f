public import ShadeCatalog

/// What every shade shown must have or must not hold, whatever else would be likelier kept.
public enum Requirement: Sendable, Hashable {
    case has(TasteAttribute)
    /// An allergen, lower case. A product that declares none of its allergens is not taken to be free of it.
    case without(String)

    /// As events and options spell it: `vegan`, `fragrance_free`, `finish.matte`, `without.nut oil`.
    public var name: String {
        switch self {
        case .has(let attribute): attribute.name
        case .without(let allergen): Self.prefix + allergen
        }
    }

    /// `nil` for what no product can have or be without.
    public init?(name: String) {
        if name.hasPrefix(Self.prefix) {
            let words = name.dropFirst(Self.prefix.count).split(separator: " ").map { $0.lowercased() }
            guard !words.isEmpty else { return nil }
            let allergen = words.joined(separator: " ")
            self = .without(allergen)
        } else if let attribute = TasteAttribute(name: name), attribute != .price {
            self = .has(attribute)
        } else {
            return nil
        }
    }

    private static let prefix = "without."

    /// Whether a shade may be shown.
    public func isMet(by shade: Shade) -> Bool {
        switch self {
        case .has(let attribute): shade.has(attribute)
        case .without(let allergen): shade.allergens.map { !$0.contains(allergen) } ?? false
        }
    }
}
