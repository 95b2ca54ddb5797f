import ShadeCatalog
public import SkinTone

/// What the shop would like, and how far it may go for it: it chooses only among sets of shades that suit the customer
/// almost as well as her best one.
public struct FirmGoals: Sendable, Hashable {
    /// By how many points of 100 she may keep one of the shades shown less often than of her best set; 0 leaves the
    /// shop no say.
    public var epsilon = 0.0
    /// What a shade that is kept is worth for the share of its price that the shop earns, times its price over the
    /// usual price.
    public var margin = 1.0
    /// For how many of it lie in stock: 1 for endless many, a half for fifty.
    public var stock = 0.0
    /// For her keeping anything: customers who do come again. It moves what is shown towards her best set.
    public var lifetimeValue = 0.0
    /// Share of the price that the shop earns, by SKU.
    public var margins: [String: Double] = [:]
    /// Of all others.
    public var usualMargin = 0.4

    public init() {}
}

extension FirmGoals {
    /// What ε may be.
    package static let epsilons = 0.0...20
    /// What the weights may be: of margin, stock and lifetime value.
    package static let weights = 0.0...100
    /// What a share of a price may be.
    package static let shares = 0.0...1

    /// - Throws: `PolicyError` naming the place and what is wrong with it.
    public init(yaml: [UInt8]) throws(PolicyError) {
        self.init()
        let root = try PolicyNode(yaml: yaml)
        try root.allowOnly(["epsilon", "margin", "stock", "lifetime_value", "usual_margin", "margins"])
        epsilon = try root.number("epsilon", in: Self.epsilons, or: epsilon)
        margin = try root.number("margin", in: Self.weights, or: margin)
        stock = try root.number("stock", in: Self.weights, or: stock)
        lifetimeValue = try root.number("lifetime_value", in: Self.weights, or: lifetimeValue)
        usualMargin = try root.number("usual_margin", in: Self.shares, or: usualMargin)
        for (sku, share) in try root.optional("margins")?.entries() ?? [] {
            margins[sku] = try share.number(in: Self.shares)
        }
    }

    /// What the shop may want.
    public enum Goal: String, Sendable, CaseIterable { case margin, stock, lifetimeValue }

    /// What its being kept is worth to the shop, by goal, in the order of `Goal`'s cases.
    /// - Parameter usualPrice: of the offer.
    func worth(of shade: Shade, usualPrice: Double?) -> SIMD3<Double> {
        var price = 1.0
        if let amount = shade.price?.amount, let usualPrice, usualPrice > 0 { price = amount / usualPrice }
        // A shop that does not count its stock has no wish to be rid of it.
        let pieces = Double(max(shade.stock ?? 0, 0))
        return SIMD3(
            margin * margins[shade.sku, default: usualMargin] * price, stock * pieces / (pieces + 50), lifetimeValue)
    }
}

/// What the shop's goals did to what is shown.
public struct FirmChoice: Codable, Sendable, Hashable {
    /// Points of 100 by which she keeps one of the shades less often than of her best set; 0...ε.
    public let cost: Double
    /// What the shop gains by it, in the units of its goals, in expectation.
    public let gain: Double
    /// Chance with which this set was drawn, 0.05...1.
    public let propensity: Double
}
