extension Lab {
    /// The CIEDE2000 colour difference, parametric factors 1; 0 for equal colours, symmetric.
    ///
    /// The definition jumps where the hues lie exactly opposite. There, and only there, the mean hue is
    /// (h1 + h2) / 2 and the hue step h2 − h1, as in Sharma, Wu and Dalal's table; whether a gap is larger than 180°
    /// is read off the sign of a cross product, which rounding leaves alone, and not off two rounded angles.
    /// - Source: CIE 142-2001; ISO/CIE 11664-6:2014; Sharma, Wu and Dalal 2005 for the hue conventions.
    public func deltaE00(to other: Self) -> Double {
        let seventh = power((chroma + other.chroma) / 2, 7)
        let g = 0.5 * (1 - (seventh / (seventh + 6_103_515_625)).squareRoot())
        let (a1, a2) = ((1 + g) * a, (1 + g) * other.a)
        let (c1, c2) = (length(a1, b), length(a2, other.b))
        let h1 = c1 == 0 ? 0 : degrees(angle(y: b, x: a1))
        let h2 = c2 == 0 ? 0 : degrees(angle(y: other.b, x: a2))

        // A grey has no hue: the step is 0 and the mean the other's hue.
        var hueStep = 0.0
        var hue = h1 + h2
        if c1 * c2 != 0 {
            hueStep = h2 - h1
            let cross = a * other.b - other.a * b
            if abs(hueStep) > 90, hueStep > 0 ? cross < 0 : cross > 0 {
                hueStep += hueStep > 0 ? -360 : 360
                hue += hue < 360 ? 360 : -360
            }
            hue /= 2
        }

        let lightnessStep = other.lightness - lightness
        let chromaStep = c2 - c1
        let hueDistance = 2 * (c1 * c2).squareRoot() * sine(hueStep / 2 * .pi / 180)

        func cosineOf(_ degrees: Double) -> Double { cosine(degrees * .pi / 180) }
        let t =
            1 - 0.17 * cosineOf(hue - 30) + 0.24 * cosineOf(2 * hue) + 0.32 * cosineOf(3 * hue + 6)
            - 0.20 * cosineOf(4 * hue - 63)
        let lightnessOffset = (lightness + other.lightness) / 2 - 50
        let squared = lightnessOffset * lightnessOffset
        let sL = 1 + 0.015 * squared / (20 + squared).squareRoot()
        let cMean = (c1 + c2) / 2
        let sC = 1 + 0.045 * cMean
        let sH = 1 + 0.015 * cMean * t
        let bend = (hue - 275) / 25
        let rotation = 30 * exponential(-bend * bend)
        let cMean7 = power(cMean, 7)
        let rC = 2 * (cMean7 / (cMean7 + 6_103_515_625)).squareRoot()
        let rT = -sine(2 * rotation * .pi / 180) * rC

        let (l, c, h) = (lightnessStep / sL, chromaStep / sC, hueDistance / sH)
        return max(l * l + c * c + h * h + rT * c * h, 0).squareRoot()
    }
}
