import ColorScience
import SkinTone
import Testing

@testable import TryOn

@Suite struct ShownColorsTests {
    static let lip = Cosmetic(zone: .lips, color: Lab(50, 40, 18), hiding: 0.95)

    /// What a photo of some skin, a stop too bright, says of its colours.
    private static func colors(_ belief: SkinBelief, isDaylight: Bool = false) -> (ShownColors, seen: Lab<D65>) {
        let skin = belief.gaussian.mean.xyz.linearSRGB
        let seen = LinearSRGB(red: 2 * skin.red, green: 1.9 * skin.green, blue: 1.8 * skin.blue).xyz.lab
        let light = PhotoLight(skin: belief.gaussian.mean, seen: seen)
        return (
            ShownColors(
                light: isDaylight ? light.asDaylight : light, skins: belief.particles, weights: belief.weights,
                seen: seen, isDaylight: isDaylight),
            seen
        )
    }

    @Test func aMeasuredSkinAndProductLeaveNoDoubt() {
        let (colors, seen) = Self.colors(SkinBelief(lab: Lab(50, 12, 18), standardDeviation: 1e-4))
        #expect(colors.radius90(of: Self.lip, over: seen, labUncertainty: 0) < 0.01)
        #expect(colors.radius90(of: Self.lip, over: seen, labUncertainty: 1.5) > 1)
    }

    /// An error of the exposure that is small on deep skin is large on what is lighter, in either light.
    @Test(arguments: [false, true])
    func onDeepSkinAProductIsLessSureThanTheSkin(isDaylight: Bool) {
        let belief = SkinBelief(lab: Lab(28, 9, 11), standardDeviation: 2)
        let (colors, seen) = Self.colors(belief, isDaylight: isDaylight)
        let radius = colors.radius90(of: Self.lip, over: seen, labUncertainty: 0)
        #expect(radius > belief.radius90, "\(radius) beside \(belief.radius90)")
    }

    /// What little covers shows what the photo shows, whatever the light.
    @Test func aThinFilmIsSurerThanAThickOne() {
        let (colors, seen) = Self.colors(SkinBelief(lab: Lab(45, 12, 18), standardDeviation: 2))
        let thick = colors.radius90(of: Self.lip, over: seen, labUncertainty: 1)
        var sheer = Self.lip
        sheer.hiding = 0.05
        let thin = colors.radius90(of: sheer, over: seen, labUncertainty: 1)
        #expect(thin < 0.5 * thick)
        var none = Self.lip
        none.intensity = 0
        #expect(colors.radius90(of: none, over: seen, labUncertainty: 1) == 0)
    }

    @Test func aProductShowsItsOwnColorWhereTheLightIsKnown() {
        let skin = Lab<D65>(60, 12, 18)
        let light = PhotoLight(skin: skin, seen: skin)
        #expect(Self.lip.shown(over: skin, under: light).deltaE00(to: Self.lip.color) < 4)
        var thick = Self.lip
        thick.hiding = 0.999
        #expect(thick.shown(over: skin, under: light).deltaE00(to: thick.color) < 0.5)
    }
}
