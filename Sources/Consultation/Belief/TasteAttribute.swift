public import ShadeCatalog

/// Something about a product that a customer may like or dislike.
public enum TasteAttribute: Sendable, Hashable {
    case finish(Finish)
    case coverage(Coverage)
    case formula(Formula)
    /// Doublings of the usual hours that it lasts.
    case wear
    /// That it is declared to suit a type of skin.
    case suits(SkinType)
    /// In lower case.
    case brand(String)
    /// Doublings of the usual price.
    case price
    case vegan
    case fragranceFree
    /// Of colours that are no match to skin: darker, stronger and warmer (yellower or more orange) than the category's mean,
    /// in its standard deviations.
    case depth, strength, warmth
}

extension TasteAttribute {
    /// As questions, policies and reports spell it: `finish.matte`, `coverage.full`, `formula.stick`, `wear`, `suits.oily`,
    /// `brand.noorvale`, `price`, `vegan`, `fragrance_free`, `colour.depth`.
    public var name: String {
        switch self {
        case .finish(let finish): "finish." + finish.rawValue
        case .coverage(let coverage): "coverage." + coverage.rawValue
        case .formula(let formula): "formula." + formula.rawValue
        case .wear: "wear"
        case .suits(let type): "suits." + type.rawValue
        case .brand(let brand): Self.brandPrefix + brand
        case .price: "price"
        case .vegan: "vegan"
        case .fragranceFree: "fragrance_free"
        case .depth: "colour.depth"
        case .strength: "colour.strength"
        case .warmth: "colour.warmth"
        }
    }

    /// Whether every shade has more or less of it, so that none can be asked to have it.
    var isGraded: Bool {
        switch self {
        case .price, .wear, .depth, .strength, .warmth: true
        case .finish, .coverage, .formula, .suits, .brand, .vegan, .fragranceFree: false
        }
    }

    public init?(name: String) {
        if name.hasPrefix(Self.brandPrefix), name.count > Self.brandPrefix.count {
            self = .brand(name.dropFirst(Self.brandPrefix.count).lowercased())
            return
        }
        guard let attribute = Self.all[name] else { return nil }
        self = attribute
    }

    private static let brandPrefix = "brand."

    /// All but brands.
    private static let all: [String: Self] = {
        let attributes =
            Finish.allCases.map(Self.finish) + Coverage.allCases.map(Self.coverage)
            + Formula.allCases.map(Self.formula) + SkinType.allCases.map(Self.suits)
            + [.wear, .price, .vegan, .fragranceFree, .depth, .strength, .warmth]
        return Dictionary(uniqueKeysWithValues: attributes.map { ($0.name, $0) })
    }()
}
