/// The white that XYZ and Lab values are relative to; as a type parameter, so that mixing two does not compile.
public protocol WhitePoint: Sendable {
    /// CIE 1931 2° chromaticity.
    static var chromaticity: (x: Double, y: Double) { get }
}

extension WhitePoint {
    /// Tristimulus values with Y = 1.
    public static var tristimulus: (x: Double, y: Double, z: Double) {
        let (x, y) = chromaticity
        return (x / y, 1, (1 - x - y) / y)
    }
}

/// Noon daylight, 6504 K: sRGB's white, and the one every belief and catalog here is under.
/// - Source: IEC 61966-2-1:1999 (four digits, as sRGB's matrix assumes).
public enum D65: WhitePoint {
    public static var chromaticity: (x: Double, y: Double) { (0.3127, 0.3290) }
}

/// Horizon daylight, 5003 K: the white of ICC's profile connection space.
/// - Source: CIE 15:2018, table T.3.
public enum D50: WhitePoint {
    public static var chromaticity: (x: Double, y: Double) { (0.34567, 0.35850) }
}

/// Incandescent light, 2856 K.
/// - Source: CIE 15:2018, table T.3.
public enum IlluminantA: WhitePoint {
    public static var chromaticity: (x: Double, y: Double) { (0.44758, 0.40745) }
}
