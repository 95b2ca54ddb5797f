/// How a product reflects light once it is on.
public enum Finish: String, CaseIterable, Sendable, Hashable {
    case matte, natural, satin, radiant, dewy, glossy, shimmer, metallic, glitter
}

/// How much of the skin a product hides, from least to most.
public enum Coverage: String, CaseIterable, Sendable, Hashable {
    case sheer, light, medium, full
}

/// What a product is like to put on.
public enum Formula: String, CaseIterable, Sendable, Hashable {
    case liquid, serum, cream, cushion, balm, gel, stick, pencil, powder
}

/// Skin that a product may be declared to suit.
public enum SkinType: String, CaseIterable, Sendable, Hashable {
    case normal, dry, oily, combination, sensitive
}

extension Set<SkinType> {
    /// As feeds and reports spell them, always in one order.
    package var names: [String] { SkinType.allCases.filter(contains).map(\.rawValue) }
}

/// The undertone a brand claims for a shade; brands differ in what they mean by it.
public enum ShadeUndertone: String, CaseIterable, Sendable, Hashable {
    case cool, neutral, warm, olive
}

/// An amount of money as a feed states it: to be shown and compared, never summed.
public struct Price: Sendable, Hashable {
    /// In major units, such as euros; at least 0.
    public var amount: Double
    /// Three capital letters of ISO 4217, such as `EUR`.
    public var currency: String

    public init(amount: Double, currency: String) {
        self.amount = amount
        self.currency = currency
    }
}

/// How a shade's Lab came to be known.
public enum ShadeProvenance: String, CaseIterable, Sendable, Hashable {
    /// By an instrument, on skin or on an opaque film.
    case measured
    /// Stated by the feed, which does not say how.
    case declared
    /// Worked out from a picture, a swatch or a neighbouring shade.
    case estimated

    /// The standard deviation of each of L*, a* and b* for a shade whose feed states none.
    ///
    /// - Source: `measured`, the repeatability of contact spectrophotometers on skin, 0.5 to 1.4 ΔE. The other two are
    ///   this project's choice: twice that for an unknown method, five times for a picture.
    public var labUncertainty: Double {
        switch self {
        case .measured: 1
        case .declared: 2
        case .estimated: 5
        }
    }
}

/// What a shade's colour on skin was settled from.
public enum ShadeColorSource: String, CaseIterable, Sendable, Hashable {
    /// A Lab that the feed states, taken as it stands.
    case stated
    /// A colour on a screen; that of a base shade went through the map from swatches to skin.
    case hex
    /// A picture, measured and then taken as a hex is.
    case picture
}
