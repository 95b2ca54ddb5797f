import ColorScience

/// What human facial skin looks like before any photo: a thin sheet along depth, as dense for deep skin as for light.
enum SkinPrior {
    /// Typical facial colour, light to deep, at equal steps of depth.
    /// - Source: means of published spectrophotometer series over the six ITA classes, D65 and 2° observer.
    static let typical: [Lab<D65>] = [
        Lab(70, 9, 15), Lab(66, 10, 17), Lab(62, 12, 18), Lab(57, 13, 19), Lab(52, 13, 20), Lab(46, 13, 19),
        Lab(40, 12, 16), Lab(34, 9, 12), Lab(28, 7, 8),
    ]
    /// Standard deviations of a* and b* at equal depth: the published 1.5 and 2.5 widened by a quarter, so that olive
    /// skin and strong undertones, thinly covered by those series, are not pulled to the middle.
    static let spread = (a: 1.9, b: 3.1)
    /// Depth is left nearly open: even over 20...80, falling off outside with this standard deviation in L*.
    static let depth = (lightest: 80.0, deepest: 20.0, falloff: 4.0)

    /// Typical a* and b* at a depth; beyond the ends the curve goes on with its last slope, and a*, b* stay ≥ 2.
    static func typical(at lightness: Double) -> Lab<D65> {
        let upper = typical.indices.dropFirst().first { typical[$0].lightness <= lightness } ?? typical.count - 1
        let (light, deep) = (typical[upper - 1], typical[upper])
        let share = (lightness - deep.lightness) / (light.lightness - deep.lightness)
        let a = deep.a + share * (light.a - deep.a)
        let b = deep.b + share * (light.b - deep.b)
        return Lab(lightness, max(a, 2), max(b, 2))
    }

    /// Logarithm of the density, up to a constant.
    static func logDensity(_ lab: Lab<D65>) -> Double {
        let centre = typical(at: lab.lightness)
        let a = (lab.a - centre.a) / spread.a
        let b = (lab.b - centre.b) / spread.b
        let outside = max(lab.lightness - depth.lightest, depth.deepest - lab.lightness, 0) / depth.falloff
        return -0.5 * (a * a + b * b + outside * outside)
    }
}
