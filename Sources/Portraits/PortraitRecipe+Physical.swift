public import ColorScience

extension PortraitRecipe {
    /// How a set of portraits is spread over light, camera and person. Fixed, so that no set can be made easy.
    private enum Spread {
        /// Standard deviation of the exposure's error, in EV.
        static let exposure = 0.35
        /// The largest share of the light's colour that white balance leaves.
        static let castLeft: Float = 0.6
        /// Lightness of the skins drawn: all that faces are, light to deep.
        static let lightness: ClosedRange<Float> = 25...74
        /// Standard deviations in a* and b* about `TypicalSkin`, how many of them from it skins end, and the least a*
        /// and b*: no skin is greyer or greener.
        static let skin = (a: 1.5, b: 2.5, limit: 2.2, leastA: 2.0, leastB: 3.0)
    }

    /// A selfie as phones take them: any skin, light and camera of the fold, a person and a place as `seed` has them.
    /// The same arguments give the same recipe on every machine.
    ///
    /// - Parameter fold: lights, cameras and skins come from this part; other parts never see them.
    public static func physical(seed: UInt64, fold: PortraitFold = .all) -> PortraitRecipe {
        guard let recipe = physical(seed: seed, fold: fold, where: { _ in true }) else {
            preconditionFailure("of so many skins some lie in every fold")
        }
        return recipe
    }

    /// - Parameter accepts: which skins are wanted.
    /// - Returns: `nil` when there is none among the first 200,000 skins within the fold's spread.
    public static func physical(
        seed: UInt64, fold: PortraitFold = .all, where accepts: (Lab<D65>) -> Bool
    ) -> PortraitRecipe? {
        let own = mixed(seed ^ mixed(UInt64(fold.index) &* 0x9E37_79B9 ^ UInt64(fold.count)))
        var random = SplitMix64(seed: own, purpose: 61)
        guard let skin = skin(fold, accepts, &random) else { return nil }
        var recipe = PortraitRecipe(skin: skin, seed: own)
        recipe.yaw = 9 * Double(random.normal())
        recipe.pitch = 5 * Double(random.normal())
        recipe.roll = 5 * Double(random.normal())
        recipe.exposure = Spread.exposure * random.longTailedNormal()
        recipe.keyLight = LightDirection(
            azimuth: 36 * Double(random.normal()), elevation: 24 + 12 * Double(random.normal()))
        recipe.fill = Double(random.within(0.3, 0.78))
        recipe.faceHeight = Double(random.within(0.38, 0.58))
        recipe.capture = capture(fold, &random)
        var person = SplitMix64(seed: own, purpose: 62)
        recipe.look = PortraitLook(drawnBy: &person, seed: own, skin: recipe.skin)
        return recipe.clamped
    }

    private static func skin(
        _ fold: PortraitFold, _ accepts: (Lab<D65>) -> Bool, _ random: inout SplitMix64
    ) -> Lab<D65>? {
        for _ in 0..<200_000 {
            let lightness = Double(random.within(Spread.lightness.lowerBound, Spread.lightness.upperBound))
            let typical = TypicalSkin.color(at: lightness)
            let (red, yellow) = (random.longTailedNormal(), random.longTailedNormal())
            let drawn = Lab<D65>(
                hundredths(lightness), hundredths(max(typical.a + Spread.skin.a * red, Spread.skin.leastA)),
                hundredths(max(typical.b + Spread.skin.b * yellow, Spread.skin.leastB)))
            guard red * red + yellow * yellow < Spread.skin.limit * Spread.skin.limit else { continue }
            if fold.holds(drawn), accepts(drawn) { return drawn }
        }
        return nil
    }

    /// Truths are exact as they are written down.
    private static func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    private static func capture(_ fold: PortraitFold, _ random: inout SplitMix64) -> PortraitCapture {
        var capture = PortraitCapture(light: fold.light(&random), camera: fold.camera(&random))
        // Half of all rooms have two kinds of light.
        if random.unit() < 0.5 { capture.second = fold.light(&random) }
        capture.mixed = random.unit() < 0.3 ? 0 : Double(random.unit())
        let side: Double = random.unit() < 0.5 ? -1 : 1
        capture.secondLight = LightDirection(
            azimuth: side * Double(random.within(35, 110)), elevation: Double(random.within(-10, 40)))
        capture.secondStrength = random.unit() < 0.4 ? 0 : Double(random.within(0.15, 0.9))
        capture.castLeft = Double(random.within(0, Spread.castLeft))
        capture.tone = ToneCurve(
            contrast: Double(random.within(-0.06, 0.24)), shoulder: Double(random.within(0.55, 1)),
            saturation: Double(random.within(0.9, 1.2)))
        capture.noise = SensorNoise(
            shot: Double(random.within(0.003, 0.012)), read: Double(random.within(0.0003, 0.002)))
        capture.quality = 60 + Int(random.unit() * 36)
        return capture
    }
}
