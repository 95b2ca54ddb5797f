public import ShadeCatalog

/// Something about a product that a customer may like or dislike.
public enum TasteAttribute: Sendable, Hashable {
    case finish(Finish)
    case coverage(Coverage)
    /// Doublings of the usual price.
    case price
    case vegan
    case fragranceFree
}

extension TasteAttribute {
    /// As questions, policies and reports spell it: `finish.matte`, `coverage.full`, `price`, `vegan`, `fragrance_free`.
    public var name: String {
        switch self {
        case .finish(let finish): "finish." + finish.rawValue
        case .coverage(let coverage): "coverage." + coverage.rawValue
        case .price: "price"
        case .vegan: "vegan"
        case .fragranceFree: "fragrance_free"
        }
    }

    public init?(name: String) {
        guard let attribute = Self.all[name] else { return nil }
        self = attribute
    }

    static let all: [String: Self] = {
        let attributes =
            Finish.allCases.map(Self.finish) + Coverage.allCases.map(Self.coverage) + [.price, .vegan, .fragranceFree]
        return Dictionary(uniqueKeysWithValues: attributes.map { ($0.name, $0) })
    }()
}
