/// How skin leans at equal depth: towards pink (cool), towards gold (warm), or neither.
public enum Undertone: String, CaseIterable, Sendable, Codable {
    case warm
    case neutral
    case cool

    /// Half the width of neutral, as a hue difference ΔH*ab: 3° at the chroma of medium skin. A difference, not an
    /// angle, because a degree means less on deep skin, whose chroma is low.
    static let neutralHalfWidth = 1.1

    /// From the hue's difference to that of typical skin of the same depth.
    public init(_ lab: Lab<D65>) { self = SkinLeaning(lab).undertone }
}
