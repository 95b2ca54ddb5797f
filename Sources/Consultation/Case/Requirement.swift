public import ShadeCatalog

/// What every shade shown must have or must not hold, whatever else would be likelier kept.
public enum Requirement: Sendable, Hashable {
    case has(TasteAttribute)
    /// An allergen, lower case. A product that declares none of its allergens is not taken to be free of it.
    case without(String)
    /// In a currency, such as `EUR`. A product without a price in it is not taken to be cheap.
    case priced(atMost: Double, currency: String)

    /// As events and options spell it, see `examples`.
    public var name: String {
        switch self {
        case .has(let attribute): attribute.name
        case .without(let allergen): Self.prefix + allergen
        case .priced(let amount, let currency): Self.pricePrefix + amount.shortText + "." + currency
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
            let (text, code) = (name.dropFirst(Self.pricePrefix.count).dropLast(4), name.suffix(4))
            guard code.first == ".", code.dropFirst().allSatisfy({ $0.isASCII && $0.isUppercase }),
                let amount = Double(text), Self.amounts.contains(amount)
            else { return nil }
            self = .priced(atMost: amount, currency: String(code.dropFirst()))
        } else if let attribute = TasteAttribute(name: name), !attribute.isGraded {
            self = .has(attribute)
        } else {
            return nil
        }
    }

    /// What may be written, for help and errors.
    public static let examples =
        "vegan, fragrance_free, finish.matte, coverage.full, formula.stick, suits.oily, brand.noorvale, without.limonene or "
        + "price.25.EUR"

    /// What a limit may be, in any currency.
    public static let amounts = Double.leastNormalMagnitude...1e9

    private static let (prefix, pricePrefix) = ("without.", "price.")

    /// Whether a shade may be shown.
    public func isMet(by shade: Shade) -> Bool {
        switch self {
        case .has(let attribute): shade.has(attribute)
        case .without(let allergen): shade.allergens.map { !$0.contains(allergen) } ?? false
        case .priced(let amount, let currency):
            shade.price.map { $0.currency == currency && $0.amount <= amount } ?? false
        }
    }
}

extension Double {
    /// Without a fraction where there is none.
    var shortText: String { self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self) }
}
