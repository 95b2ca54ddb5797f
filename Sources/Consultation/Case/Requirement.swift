public import ShadeCatalog

/// What every shade shown must have or must not hold, whatever else would be likelier kept.
public enum Requirement: Sendable, Hashable {
    case has(TasteAttribute)
    /// An allergen, lower case. A product that declares none of its allergens is not taken to be free of it.
    case without(String)
    /// In the catalog's currency, more than 0. A product without a price is not taken to be cheap.
    case pricedAtMost(Double)

    /// As events and options spell it: `vegan`, `fragrance_free`, `finish.matte`, `without.nut oil`, `price.25`.
    public var name: String {
        switch self {
        case .has(let attribute): attribute.name
        case .without(let allergen): Self.prefix + allergen
        case .pricedAtMost(let amount): Self.pricePrefix + amount.shortText
        }
    }

    /// `nil` for what no product can have or be without.
    public init?(name: String) {
        if name.hasPrefix(Self.prefix) {
            let words = name.dropFirst(Self.prefix.count).split(separator: " ").map { $0.lowercased() }
            guard !words.isEmpty else { return nil }
            let allergen = words.joined(separator: " ")
            self = .without(allergen)
        } else if name.hasPrefix(Self.pricePrefix) {
            guard let amount = Double(name.dropFirst(Self.pricePrefix.count)), amount > 0, amount <= 1e6 else {
                return nil
            }
            self = .pricedAtMost(amount)
        } else if let attribute = TasteAttribute(name: name), !attribute.isGraded {
            self = .has(attribute)
        } else {
            return nil
        }
    }

    private static let (prefix, pricePrefix) = ("without.", "price.")

    /// Whether a shade may be shown.
    public func isMet(by shade: Shade) -> Bool {
        switch self {
        case .has(let attribute): shade.has(attribute)
        case .without(let allergen): shade.allergens.map { !$0.contains(allergen) } ?? false
        case .pricedAtMost(let amount): shade.price.map { $0.amount <= amount } ?? false
        }
    }
}

extension Double {
    /// Without a fraction where there is none.
    var shortText: String { self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self) }
}
