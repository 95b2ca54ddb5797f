/// CIE 1931 2° tristimulus values relative to a white of Y = 1.
public struct XYZ<White: WhitePoint>: Hashable, Sendable {
    public var x: Double
    public var y: Double
    public var z: Double

    public init(x: Double, y: Double, z: Double) {
        self.x = x
        self.y = y
        self.z = z
    }
}

extension XYZ where White == D65 {
    /// Linear-light sRGB, not clamped: channels leave 0...1 for colours outside the gamut.
    /// - Source: the inverse of IEC 61966-2-1:1999's four-digit matrix, to double precision.
    public var linearSRGB: LinearSRGB {
        LinearSRGB(
            red: 3.2406254773200533 * x - 1.5372079722103187 * y - 0.4986285986982479 * z,
            green: -0.9689307147293197 * x + 1.8757560608852415 * y + 0.041517523842953964 * z,
            blue: 0.055710120445510616 * x - 0.2040210505984867 * y + 1.0569959422543882 * z)
    }
}

extension XYZ {
    /// The same colour in CIELAB.
    /// - Source: CIE 15:2018, 8.2.1.1, with the exact fractions (6/29)³ and (29/3)³/116.
    public var lab: Lab<White> {
        func f(_ t: Double) -> Double {
            t > 216.0 / 24389 ? cubeRoot(t) : t * (841.0 / 108) + 4.0 / 29
        }
        let white = White.tristimulus
        let (fx, fy, fz) = (f(x / white.x), f(y / white.y), f(z / white.z))
        return Lab(lightness: 116 * fy - 16, a: 500 * (fx - fy), b: 200 * (fy - fz))
    }

    /// The corresponding colour under another white, by the Bradford transform.
    /// - Source: Lam 1985; matrix as in ICC.1:2022 annex E, and its inverse to double precision.
    public func adapted<Target: WhitePoint>(to _: Target.Type) -> XYZ<Target> {
        let source = bradfordCone(White.tristimulus)
        let target = bradfordCone(Target.tristimulus)
        let cone = bradfordCone((x, y, z))
        let (l, m, s) = (
            cone.0 * target.0 / source.0, cone.1 * target.1 / source.1, cone.2 * target.2 / source.2
        )
        return XYZ<Target>(
            x: 0.9869929054667123 * l - 0.14705425642099013 * m + 0.15996265166373125 * s,
            y: 0.43230526972339456 * l + 0.5183602715367776 * m + 0.0492912282128556 * s,
            z: -0.008528664575177328 * l + 0.04004282165408487 * m + 0.9684866957875502 * s)
    }
}

/// Sharpened cone responses.
/// - Source: Lam 1985.
private func bradfordCone(_ v: (x: Double, y: Double, z: Double)) -> (Double, Double, Double) {
    (
        0.8951 * v.x + 0.2664 * v.y - 0.1614 * v.z,
        -0.7502 * v.x + 1.7135 * v.y + 0.0367 * v.z,
        0.0389 * v.x - 0.0685 * v.y + 1.0296 * v.z
    )
}
