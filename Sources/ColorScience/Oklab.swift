/// Oklab, which is defined for D65 only.
public struct Oklab: Hashable, Sendable {
    /// 0 (black) ... 1 (white).
    public var lightness: Double

    /// Green (−) to red (+), about ±0.3 within sRGB.
    public var a: Double

    /// Blue (−) to yellow (+), about −0.3...0.2 within sRGB.
    public var b: Double

    public init(lightness: Double, a: Double, b: Double) {
        self.lightness = lightness
        self.a = a
        self.b = b
    }
}

extension XYZ where White == D65 {
    /// The same colour in Oklab.
    /// - Source: Ottosson 2020, "A perceptual color space for image processing", matrices M1 and M2.
    public var oklab: Oklab {
        let l = cubeRoot(0.8189330101 * x + 0.3618667424 * y - 0.1288597137 * z)
        let m = cubeRoot(0.0329845436 * x + 0.9293118715 * y + 0.0361456387 * z)
        let s = cubeRoot(0.0482003018 * x + 0.2643662691 * y + 0.6338517070 * z)
        return Oklab(
            lightness: 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
    }
}

extension Oklab {
    /// The same colour as tristimulus values.
    /// - Source: the inverses of Ottosson's M2 and M1.
    public var xyz: XYZ<D65> {
        func cube(_ v: Double) -> Double { v * v * v }
        let l = cube(0.99999999845051981 * lightness + 0.39633779217376786 * a + 0.21580375806075880 * b)
        let m = cube(1.0000000088817608 * lightness - 0.10556134232365635 * a - 0.063854174771705903 * b)
        let s = cube(1.0000000546724109 * lightness - 0.089484182094965760 * a - 1.2914855378640917 * b)
        return XYZ(
            x: 1.2270138511035211 * l - 0.5577999806518222 * m + 0.2812561489664678 * s,
            y: -0.0405801784232806 * l + 1.1122568696168302 * m - 0.0716766786656012 * s,
            z: -0.0763812845057069 * l - 0.4214819784180127 * m + 1.5861632204407947 * s)
    }
}
