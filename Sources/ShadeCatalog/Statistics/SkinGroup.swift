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
        depth = ITAClass(skin.individualTypologyAngle)
        let leaning = SkinLeaning(skin)
        undertone =
            switch leaning.undertone {
            case _ where leaning.isOlive: .olive
            case .warm: .warm
            case .neutral: .neutral
            case .cool: .cool
            }
    }
}
