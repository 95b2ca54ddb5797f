/// The individual typology angle: how light skin is, from L* and b*.
/// - Source: Chardon, Cretois and Hourseau 1991.
public struct IndividualTypologyAngle: Hashable, Comparable, Sendable {
    /// −180...180; human skin about −60...80.
    public var degrees: Double

    public init(degrees: Double) { self.degrees = degrees }

    /// Deeper skin is less.
    public static func < (left: Self, right: Self) -> Bool { left.degrees < right.degrees }
}

extension Lab where White == D65 {
    /// The skin's typology angle; 0 at the singular point L* 50, b* 0.
    public var individualTypologyAngle: IndividualTypologyAngle {
        IndividualTypologyAngle(degrees: angle(y: lightness - 50, x: b) * 180 / .pi)
    }
}
