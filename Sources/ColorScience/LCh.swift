/// CIELAB in cylindrical form.
public struct LCh<White: WhitePoint>: Hashable, Sendable {
    /// L*, 0...100.
    public var lightness: Double

    /// C*ab, 0 for a grey.
    public var chroma: Double

    /// h_ab in degrees, 0..<360; 0 for a grey.
    public var hue: Double

    public init(lightness: Double, chroma: Double, hue: Double) {
        self.lightness = lightness
        self.chroma = chroma
        self.hue = hue
    }
}

extension LCh {
    /// The same colour in rectangular form; any `hue` is taken, beyond 0..<360 too.
    public var lab: Lab<White> {
        let radians = hue * .pi / 180
        return Lab(lightness: lightness, a: chroma * cosine(radians), b: chroma * sine(radians))
    }
}

extension Lab {
    /// The same colour in cylindrical form.
    public var lch: LCh<White> {
        let chroma = chroma
        return LCh(lightness: lightness, chroma: chroma, hue: chroma == 0 ? 0 : degrees(angle(y: b, x: a)))
    }

    /// C*ab, the distance from grey.
    public var chroma: Double { length(a, b) }
}

/// Radians in −π...π to degrees in 0..<360.
func degrees(_ radians: Double) -> Double {
    let value = radians * 180 / .pi
    if value >= 0 { return value + 0 }
    // An angle just below 0 may round to 360, which is 0.
    let turned = value + 360
    return turned < 360 ? turned : 0
}
