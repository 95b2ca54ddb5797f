public import ColorScience

extension PortraitRecipe {
    /// A plausible selfie: skin of L* 26 to 74 with the a* and b* that skin of that depth has, any undertone, a small
    /// turn of the head, and a phone's errors of exposure and white balance. The same seed gives the same recipe.
    ///
    /// - Source: typical facial Lab from light to deep with its spread (±1.5 in a*, ±2.5 in b*), as in `typicalSkin`.
    public static func random(seed: UInt64) -> PortraitRecipe {
        var random = SplitMix64(seed: seed, purpose: 60)
        let lightness = Double(random.within(26, 74))
        let typical = typicalSkin(lightness: lightness)
        var recipe = PortraitRecipe(
            skin: Lab(
                lightness, typical.a + 1.5 * Double(random.normal()), typical.b + 2.5 * Double(random.normal())),
            seed: seed)
        recipe.yaw = 7 * Double(random.normal())
        recipe.pitch = 4 * Double(random.normal())
        recipe.roll = 4 * Double(random.normal())
        recipe.exposure = 0.3 * Double(random.normal())
        // Warm to cool along daylight, and a little green to magenta across it.
        let warmth = 0.06 * Double(random.normal())
        let magenta = 0.02 * Double(random.normal())
        recipe.illuminant = IlluminantGains(red: 1 + warmth, green: 1 - magenta, blue: 1 - warmth)
        recipe.keyLight = LightDirection(
            azimuth: 28 * Double(random.normal()), elevation: 25 + 9 * Double(random.normal()))
        recipe.fill = Double(random.within(0.4, 0.7))
        recipe.noise = Double(random.within(0.4, 2))
        recipe.faceHeight = Double(random.within(0.42, 0.58))
        return recipe
    }

    /// The middle of facial skin colours at a lightness; held constant outside L* 28 to 70.
    public static func typicalSkin(lightness: Double) -> Lab<D65> {
        let knots: [(lightness: Double, a: Double, b: Double)] = [
            (28, 7, 8), (34, 9, 12), (40, 12, 16), (46, 13, 19), (52, 13, 20), (57, 13, 19), (62, 12, 18), (66, 10, 17),
            (70, 9, 15),
        ]
        guard let next = knots.firstIndex(where: { $0.lightness > lightness }) else { return Lab(lightness, 9, 15) }
        guard next > 0 else { return Lab(lightness, 7, 8) }
        let (low, high) = (knots[next - 1], knots[next])
        let share = (lightness - low.lightness) / (high.lightness - low.lightness)
        return Lab(lightness, low.a + (high.a - low.a) * share, low.b + (high.b - low.b) * share)
    }
}
