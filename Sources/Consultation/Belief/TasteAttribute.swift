public import ShadeCatalog

/// Something about a product that a customer may like or dislike.
public enum TasteAttribute: Sendable, Hashable {
    case finish(Finish)
    case coverage(Coverage)
    /// Doublings of the usual price.
    case price
    case vegan
    case fragranceFree
    /// Of colours that are no match to skin: darker, stronger and warmer (yellower or more orange) than the category's mean,
    /// in its standard deviations.
    case depth, strength, warmth
}

extension TasteAttribute {
    /// As questions, policies and reports spell it: `finish.matte`, `coverage.full`, `price`, `vegan`, `fragrance_free`,
    /// `colour.depth`.
    public var name: String {
        switch self {
        case .finish(let finish): "finish." + finish.rawValue
        case .coverage(let coverage): "coverage." + coverage.rawValue
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
        case .price, .depth, .strength, .warmth: true
        case .finish, .coverage, .vegan, .fragranceFree: false
        }
    }

    public init?(name: String) {
        guard let attribute = Self.all[name] else { return nil }
        self = attribute
    }

    static let all: [String: Self] = {
        let attributes =
            Finish.allCases.map(Self.finish) + Coverage.allCases.map(Self.coverage)
            + [.price, .vegan, .fragranceFree, .depth, .strength, .warmth]
        return Dictionary(uniqueKeysWithValues: attributes.map { ($0.name, $0) })
    }()
}
