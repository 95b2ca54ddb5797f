public import ColorScience

/// Skins that are looked at together: one class of the individual typology angle and one undertone.
public struct SkinGroup: Sendable, Hashable {
    /// By the individual typology angle.
    public var depth: ITAClass
    /// Beside typical skin of the same L*.
    public var undertone: ShadeUndertone

    public init(depth: ITAClass, undertone: ShadeUndertone) {
        self.depth = depth
        self.undertone = undertone
    }

    /// Light to dark and, within a depth, cool to warm and olive.
    public static let all: [SkinGroup] = ITAClass.allCases.flatMap { depth in
        ShadeUndertone.allCases.map { SkinGroup(depth: depth, undertone: $0) }
    }

    /// The group a skin belongs to.
    public init(_ skin: Lab<D65>) {
        let typical = TypicalSkin.color(at: skin.lightness)
        let lean = skin.lean(from: typical)
        depth = ITAClass(skin.individualTypologyAngle)
        // Olive is greenish and muted: less red than typical skin without more yellow to match.
        if skin.a < typical.a - 2, skin.b < typical.b + 2.5, lean > 0 {
            undertone = .olive
        } else {
            // 3° at the chroma of medium skin.
            undertone = lean > 1.1 ? .warm : lean < -1.1 ? .cool : .neutral
        }
    }
}
