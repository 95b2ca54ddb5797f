import ColorScience

extension PortraitRecipe {
    /// A plausible selfie: skin of L* 26 to 74 with the a* and b* that skin of that depth has, any undertone, a small
    /// turn of the head, and a phone's errors of exposure and white balance. The same seed gives the same recipe.
    ///
    /// - Source: typical facial Lab from light to deep with its spread (±1.5 in a*, ±2.5 in b*), around `TypicalSkin`.
    public static func random(seed: UInt64) -> PortraitRecipe {
        var random = SplitMix64(seed: seed, purpose: 60)
        let lightness = Double(random.within(26, 74))
        let typical = TypicalSkin.color(at: lightness)
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
}
