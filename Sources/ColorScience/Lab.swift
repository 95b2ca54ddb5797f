/// CIELAB relative to the white `White`.
public struct Lab<White: WhitePoint>: Hashable, Sendable {
    /// L*, 0 (black) ... 100 (the white).
    public var lightness: Double

    /// a*, green (−) to red (+), about ±128 within sRGB.
    public var a: Double

    /// b*, blue (−) to yellow (+), about ±128 within sRGB.
    public var b: Double

    public init(lightness: Double, a: Double, b: Double) {
        self.lightness = lightness
        self.a = a
        self.b = b
    }

    /// The coordinates in the order L*, a*, b*.
    public init(_ lightness: Double, _ a: Double, _ b: Double) {
        self.init(lightness: lightness, a: a, b: b)
    }
}

extension Lab {
    /// The same colour as tristimulus values.
    /// - Source: CIE 15:2018, annex F.
    public var xyz: XYZ<White> {
        func inverse(_ f: Double) -> Double {
            f > 6.0 / 29 ? f * f * f : (f - 4.0 / 29) * (108.0 / 841)
        }
        let white = White.tristimulus
        let fy = (lightness + 16) / 116
        return XYZ(
            x: white.x * inverse(fy + a / 500), y: white.y * inverse(fy), z: white.z * inverse(fy - b / 200))
    }

    /// The Euclidean distance ΔE*ab of 1976.
    /// - Source: CIE 15:2018, 8.2.1.3.
    public func deltaE76(to other: Self) -> Double {
        let (dL, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
        return (dL * dL + da * da + db * db).squareRoot()
    }
}

// Differences, offsets and weighted means of colours are vectors in Lab, too.
extension Lab {
    /// The sum, coordinate by coordinate.
    public static func + (left: Self, right: Self) -> Self {
        Self(left.lightness + right.lightness, left.a + right.a, left.b + right.b)
    }

    /// The difference, coordinate by coordinate.
    public static func - (left: Self, right: Self) -> Self {
        Self(left.lightness - right.lightness, left.a - right.a, left.b - right.b)
    }

    /// Every coordinate times `factor`.
    public static func * (left: Self, factor: Double) -> Self {
        Self(left.lightness * factor, left.a * factor, left.b * factor)
    }
}

extension Lab where White == D65 {
    /// The nearest sRGB codes; a colour outside the gamut is clamped channel by channel, which may shift its hue.
    public func srgb8Clamping() -> SRGB8 { xyz.linearSRGB.encodedClamping() }
}
