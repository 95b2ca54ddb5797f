/// Facial skin as it is most often found, light to deep: one table for what is expected and for what is drawn.
package enum TypicalSkin {
    /// - Source: means of published spectrophotometer series over the six ITA classes, D65 and 2° observer.
    package static let colors: [Lab<D65>] = [
        Lab(70, 9, 15), Lab(66, 10, 17), Lab(62, 12, 18), Lab(57, 13, 19), Lab(52, 13, 20), Lab(46, 13, 19),
        Lab(40, 12, 16), Lab(34, 9, 12), Lab(28, 7, 8),
    ]

    /// Typical a* and b* at a depth; beyond the ends the curve goes on with its last slope, and a*, b* stay ≥ 2.
    package static func color(at lightness: Double) -> Lab<D65> {
        let upper = colors.indices.dropFirst().first { colors[$0].lightness <= lightness } ?? colors.count - 1
        let (light, deep) = (colors[upper - 1], colors[upper])
        let share = (lightness - deep.lightness) / (light.lightness - deep.lightness)
        let a = deep.a + share * (light.a - deep.a)
        let b = deep.b + share * (light.b - deep.b)
        return Lab(lightness, max(a, 2), max(b, 2))
    }
}
