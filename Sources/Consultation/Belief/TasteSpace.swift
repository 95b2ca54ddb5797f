import ColorScience
public import ShadeCatalog

/// What a customer may care about beside the colour: the dimensions of her taste, one for each attribute in which the
/// shades on offer differ.
public struct TasteSpace: Sendable, Hashable {
    /// The dimensions, in order.
    public let attributes: [TasteAttribute]
    /// Of hours of wear and of prices; `nil` where they do not differ or cannot be compared.
    private let wears, prices: Amounts?
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
        wears = Amounts(shades.compactMap(\.wear))
        if wears != nil { attributes.append(.wear) }
        // Amounts of different currencies cannot be compared.
        let prices = shades.compactMap(\.price)
        self.prices = Set(prices.map(\.currency)).count == 1 ? Amounts(prices.map(\.amount)) : nil
        if self.prices != nil { attributes.append(.price) }
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
            case .wear: wears?.doublings(to: shade.wear) ?? 0
            case .price: prices?.doublings(to: shade.price?.amount) ?? 0
            case .finish, .coverage, .formula, .suits, .brand, .vegan, .fragranceFree: shade.has(attribute) ? 1 : 0
            }
        }
    }

    /// Features by their attributes' names.
    func named(_ features: [Float]) -> [String: Double] {
        Dictionary(uniqueKeysWithValues: zip(attributes, features).map { ($0.name, Double($1)) })
    }

    /// The price that counts as neither dear nor cheap; `nil` where prices do not differ or cannot be compared.
    var usualAmount: Double? { prices.map { exponential($0.usual) } }

    /// The dimension of an attribute; `nil` where the shades on offer do not differ in it.
    public func dimension(of attribute: TasteAttribute) -> Int? { attributes.firstIndex(of: attribute) }
}

/// Amounts as they compare to each other: in doublings of the usual one.
private struct Amounts: Sendable, Hashable {
    /// ln of what counts as neither much nor little: the median.
    let usual: Double

    /// - Parameter amounts: those that are not above 0 say nothing.
    /// - Returns: `nil` where they do not differ.
    init?(_ amounts: [Double]) {
        let sorted = amounts.filter { $0 > 0 }.sorted()
        guard let first = sorted.first, let last = sorted.last, last > first else { return nil }
        usual = naturalLogarithm(sorted[sorted.count / 2])
    }

    /// 0 for what is not declared.
    func doublings(to amount: Double?) -> Float {
        guard let amount, amount > 0 else { return 0 }
        return Float((naturalLogarithm(amount) - usual) / naturalLogarithm(2))
    }
}
