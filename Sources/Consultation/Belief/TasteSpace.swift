import ColorScience
public import ShadeCatalog

/// What a customer may care about beside the colour: the dimensions of her taste, one for each attribute in which the
/// shades on offer differ.
public struct TasteSpace: Sendable, Hashable {
    /// The dimensions, in order.
    public let attributes: [TasteAttribute]
    /// ln of the price that counts as neither dear nor cheap: the median of the shades' prices.
    private let usualPrice: Double?
    /// ln of the hours that count as neither long nor short.
    private let usualWear: Double?
    /// Of colours that are no match to skin; else `nil`.
    let colors: ColorAxes?

    /// - Parameters:
    ///   - shades: of one category.
    ///   - brands: whether she may like or dislike a brand for what nothing else tells.
    /// - Complexity: O(*n*) in the number of shades.
    public init(shades: [Shade], brands: Bool = false) {
        // What is not declared counts as having none of it, and so differs from what is.
        func differ<Value: Hashable>(_ value: (Shade) -> Value?) -> Set<Value> {
            let values = Set(shades.map(value))
            return values.count > 1 ? Set(values.compactMap { $0 }) : []
        }
        let (finishes, coverages, formulas) = (differ(\.finish), differ(\.coverage), differ(\.formula))
        var attributes =
            Finish.allCases.filter(finishes.contains).map(TasteAttribute.finish)
            + Coverage.allCases.filter(coverages.contains).map(TasteAttribute.coverage)
            + Formula.allCases.filter(formulas.contains).map(TasteAttribute.formula)
            + SkinType.allCases.filter { type in !differ { $0.skinTypes?.contains(type) == true }.isEmpty }
            .map(TasteAttribute.suits)
        let hours = shades.compactMap(\.wear).sorted()
        if let first = hours.first, let last = hours.last, last > first {
            attributes.append(.wear)
            usualWear = naturalLogarithm(hours[hours.count / 2])
        } else {
            usualWear = nil
        }
        // Amounts of different currencies cannot be compared.
        let prices = shades.compactMap(\.price)
        let isOneCurrency = Set(prices.map(\.currency)).count == 1
        let amounts = isOneCurrency ? prices.map(\.amount).filter { $0 > 0 }.sorted() : []
        if let first = amounts.first, let last = amounts.last, last > first {
            attributes.append(.price)
            usualPrice = naturalLogarithm(amounts[amounts.count / 2])
        } else {
            usualPrice = nil
        }
        if !differ({ $0.isVegan == true }).isEmpty { attributes.append(.vegan) }
        if !differ({ $0.isFragranceFree == true }).isEmpty { attributes.append(.fragranceFree) }
        colors = shades.first?.category.isMatchable == false ? ColorAxes(shades: shades) : nil
        if colors != nil { attributes += [.depth, .strength, .warmth] }
        let counts = brands ? Dictionary(grouping: shades) { $0.brand.lowercased() }.mapValues(\.count) : [:]
        if counts.count > 1 {
            // Those with the most to show.
            let largest = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
            attributes += largest.prefix(min(Self.mostBrands, Self.most - attributes.count)).sorted()
                .map(TasteAttribute.brand)
        }
        self.attributes = attributes
    }

    /// Dimensions there are draws for, beside those of skin.
    private static let most = SobolSequence.dimensions - 3
    private static let mostBrands = 8

    /// How much of each attribute a shade has, in the attributes' order. What is not declared counts as none of it; of
    /// amounts, as the usual one.
    public func features(of shade: Shade) -> [Float] {
        let color = colors?.position(of: shade.lab) ?? .zero
        return attributes.map { attribute in
            switch attribute {
            case .depth: Float(color.x)
            case .strength: Float(color.y)
            case .warmth: Float(color.z)
            case .finish(let finish): shade.finish == finish ? 1 : 0
            case .coverage(let coverage): shade.coverage == coverage ? 1 : 0
            case .formula(let formula): shade.formula == formula ? 1 : 0
            case .suits(let type): shade.skinTypes?.contains(type) == true ? 1 : 0
            case .brand(let brand): shade.brand.lowercased() == brand ? 1 : 0
            case .wear:
                shade.wear.flatMap { hours in
                    usualWear.map { Float((naturalLogarithm(hours) - $0) / logarithmOfTwo) }
                } ?? 0
            case .price:
                shade.price.flatMap { price in
                    usualPrice.map {
                        price.amount > 0 ? Float((naturalLogarithm(price.amount) - $0) / logarithmOfTwo) : 0
                    }
                } ?? 0
            case .vegan: shade.isVegan == true ? 1 : 0
            case .fragranceFree: shade.isFragranceFree == true ? 1 : 0
            }
        }
    }

    /// Features by their attributes' names.
    func named(_ features: [Float]) -> [String: Double] {
        Dictionary(uniqueKeysWithValues: zip(attributes, features).map { ($0.name, Double($1)) })
    }

    /// The price that counts as neither dear nor cheap; `nil` where prices do not differ or cannot be compared.
    var usualAmount: Double? { usualPrice.map(exponential) }

    /// The dimension of an attribute; `nil` where the shades on offer do not differ in it.
    public func dimension(of attribute: TasteAttribute) -> Int? { attributes.firstIndex(of: attribute) }
}

private let logarithmOfTwo = naturalLogarithm(2)
