/// CIELAB: `lightness` 0...100; `a` green (−) to red (+) and `b` blue (−) to yellow (+), about ±128 within sRGB.
public struct Lab<White: WhitePoint>: Hashable, Sendable {
    public var lightness: Double
    public var a: Double
    public var b: Double

    public init(lightness: Double, a: Double, b: Double) {
        self.lightness = lightness
        self.a = a
        self.b = b
    }

    public init(_ lightness: Double, _ a: Double, _ b: Double) {
        self.init(lightness: lightness, a: a, b: b)
    }
}

extension Lab {
    public var xyz: XYZ<White> {
        /// - Source: CIE 15:2018, annex F.
        func inverse(_ f: Double) -> Double {
            f > 6.0 / 29 ? f * f * f : (f - 4.0 / 29) * (108.0 / 841)
        }
        let white = White.tristimulus
        let fy = (lightness + 16) / 116
        return XYZ(
            x: white.x * inverse(fy + a / 500), y: white.y * inverse(fy), z: white.z * inverse(fy - b / 200))
    }

    public var lch: LCh<White> {
        LCh(lightness: lightness, chroma: length(a, b), hue: degrees(angle(y: b, x: a)))
    }

    public var chroma: Double { length(a, b) }

    /// Euclidean distance.
    /// - Source: CIE 15:2018, 8.2.1.3 (ΔE*ab of 1976).
    public func deltaE76(to other: Self) -> Double {
        let (dL, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
        return (dL * dL + da * da + db * db).squareRoot()
    }

    public static func + (left: Self, right: Self) -> Self {
        Self(left.lightness + right.lightness, left.a + right.a, left.b + right.b)
    }

    public static func - (left: Self, right: Self) -> Self {
        Self(left.lightness - right.lightness, left.a - right.a, left.b - right.b)
    }

    public static func * (left: Self, factor: Double) -> Self {
        Self(left.lightness * factor, left.a * factor, left.b * factor)
    }
}

extension Lab where White == D65 {
    /// The nearest sRGB codes; colours outside the gamut are clamped channel by channel.
    public func srgb8Clamping() -> SRGB8 { xyz.linearSRGB.encodedClamping() }
}

/// CIELAB in cylindrical form: `hue` in degrees, 0..<360; 0 for a grey.
public struct LCh<White: WhitePoint>: Hashable, Sendable {
    public var lightness: Double
    public var chroma: Double
    public var hue: Double

    public init(lightness: Double, chroma: Double, hue: Double) {
        self.lightness = lightness
        self.chroma = chroma
        self.hue = hue
    }

    public var lab: Lab<White> {
        let radians = hue * .pi / 180
        return Lab(lightness: lightness, a: chroma * cosine(radians), b: chroma * sine(radians))
    }
}

/// Radians to degrees in 0..<360.
func degrees(_ radians: Double) -> Double {
    let value = radians * 180 / .pi
    return value < 0 ? value + 360 : value
}
