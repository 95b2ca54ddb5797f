import ColorScience
import Testing

@testable import Portraits

/// Every skin that portraits are drawn of: typical ones, three standard deviations to either side.
private let skins: [Lab<D65>] = {
    let offsets = [(0.0, 0.0), (-3, 0), (3, 0), (0, -5), (0, 5), (-3, 5), (3, -5), (3, 5), (-3, -5)]
    return stride(from: 25.0, through: 74, by: 3.5).flatMap { lightness -> [Lab<D65>] in
        let typical = TypicalSkin.color(at: lightness)
        return offsets.map { Lab<D65>(lightness, max(typical.a + $0.0, 2), max(typical.b + $0.1, 3)) }
    }
}()

@Suite struct SkinSpectrumTests {
    @Test(arguments: skins) func colorIsMetAndEnergyKept(skin: Lab<D65>) {
        let spectrum = SkinSpectrum(skin)
        #expect(StandardObserver.xyz(spectrum.reflectance).lab.deltaE00(to: skin) < 0.05)
        #expect(spectrum.reflectance.values.allSatisfy { (0.003...0.95).contains($0) })
    }

    /// Typical skins come from plausible pigments, with hardly any correction.
    @Test(arguments: TypicalSkin.colors) func pigmentsExplainTypicalSkin(skin: Lab<D65>) {
        let optics = SkinOptics(nearest: skin.xyz)
        #expect(StandardObserver.xyz(optics.reflectance).lab.deltaE00(to: skin) < 1)
        #expect((0.002...0.45).contains(optics.melanin))
        #expect((0.001...0.08).contains(optics.blood))
    }

    @Test func deeperSkinHasMoreMelanin() {
        let melanin = TypicalSkin.colors.map { SkinOptics(nearest: $0.xyz).melanin }
        #expect(zip(melanin, melanin.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test(arguments: [0.0, 0.02, 0.08], [0.005, 0.03]) func everyPigmentDarkensEveryBand(melanin: Double, blood: Double)
    {
        let skin = SkinOptics(melanin: melanin, blood: blood, carotene: 1e-5)
        for change in [
            SkinOptics(melanin: melanin + 0.01, blood: blood, carotene: 1e-5),
            SkinOptics(melanin: melanin, blood: blood + 0.01, carotene: 1e-5),
            SkinOptics(melanin: melanin, blood: blood, carotene: 2e-5),
        ] {
            for (more, less) in zip(change.reflectance.values, skin.reflectance.values) { #expect(more <= less) }
            #expect(change.reflectance.sum < skin.reflectance.sum)
        }
    }

    @Test func bloodShowsItsTwoBands() {
        let reflectance = SkinOptics(melanin: 0.02, blood: 0.03, carotene: 1e-5).reflectance
        // Oxygenated blood absorbs at 540 and 580 nm more than between and beyond.
        #expect(reflectance.value(at: 540) < reflectance.value(at: 560))
        #expect(reflectance.value(at: 580) < reflectance.value(at: 600))
    }
}
