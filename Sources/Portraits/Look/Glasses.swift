/// A pair of glasses.
public struct Glasses: Sendable, Hashable {
    public enum Frame: String, Sendable, CaseIterable { case black, tortoise, metal, navy, clear }

    public var frame: Frame
    /// 0 round to 1 square.
    public var squareness: Double
    /// 0 thin to 1 thick rims.
    public var thickness: Double
    /// How bright what the lenses mirror is, 0...1.
    public var reflection: Double

    public init(frame: Frame = .black, squareness: Double = 0.5, thickness: Double = 0.5, reflection: Double = 0.3) {
        self.frame = frame
        self.squareness = squareness
        self.thickness = thickness
        self.reflection = reflection
    }
}

extension Glasses {
    var clamped: Glasses {
        Glasses(
            frame: frame, squareness: squareness.limited(to: 0...1, otherwise: 0.5),
            thickness: thickness.limited(to: 0...1, otherwise: 0.5),
            reflection: reflection.limited(to: 0...1, otherwise: 0.3))
    }
}

extension Glasses.Frame {
    /// Linear reflectance.
    var reflectance: Vector3 {
        switch self {
        case .black: Vector3(0.018, 0.018, 0.020)
        case .tortoise: Vector3(0.095, 0.040, 0.016)
        case .metal: Vector3(0.34, 0.29, 0.21)
        case .navy: Vector3(0.020, 0.030, 0.080)
        case .clear: Vector3(0.30, 0.28, 0.25)
        }
    }
}
