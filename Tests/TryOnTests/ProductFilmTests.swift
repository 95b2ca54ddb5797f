import ColorScience
import Testing

@testable import TryOn

@Suite struct ProductFilmTests {
    /// Two fluxes' own equation, dR/dX = S(R² − 2aR + 1), followed through the film in small steps from the ground up.
    @Test(arguments: [0.003, 0.05, 0.3, 0.7, 0.95], [0.1, 0.4, 0.65, 0.88, 0.97])
    func isTheSolutionOfTheTwoFluxEquation(opaque: Double, hiding: Double) {
        let film = ProductFilm(color: LinearSRGB(red: opaque, green: opaque, blue: opaque), hiding: hiding)
        let a = 1 + (1 - opaque) * (1 - opaque) / (2 * opaque)
        let steps = 200_000
        let step = -naturalLogarithm(1 - hiding) / (2 * (a * a - 1).squareRoot()) / Double(steps)
        for ground in [0.004, 0.1, 0.5, 0.9] {
            var r = ground
            func slope(_ r: Double) -> Double { r * r - 2 * a * r + 1 }
            for _ in 0..<steps {
                let k1 = slope(r)
                let k2 = slope(r + step / 2 * k1)
                r += step * k2
            }
            let ours = film.reflectance(over: SIMD4(repeating: Float(ground)))
            #expect(abs(Double(ours.x) - r) < 2e-4, "over \(ground)")
        }
    }

    @Test func liesBetweenSkinAndProduct() {
        for opaque in stride(from: 0.01, through: 0.95, by: 0.05) {
            for hiding in [0.05, 0.5, 0.95] {
                let film = ProductFilm(color: LinearSRGB(red: opaque, green: opaque, blue: opaque), hiding: hiding)
                for ground in stride(from: Float(0.01), through: 0.95, by: 0.05) {
                    let shown = film.reflectance(over: SIMD4(repeating: ground)).x
                    #expect(shown >= min(ground, Float(opaque)) - 1e-4 && shown <= max(ground, Float(opaque)) + 1e-4)
                }
            }
        }
    }

    @Test(arguments: [0.05, 0.3, 0.8], [0.1, 0.5, 0.9])
    func hidesWhatItSays(opaque: Double, hiding: Double) {
        let film = ProductFilm(color: LinearSRGB(red: opaque, green: opaque, blue: opaque), hiding: hiding)
        let (low, high) = (Float(opaque * 0.98), Float(opaque * 1.02))
        let left = film.reflectance(over: .init(repeating: high)).x - film.reflectance(over: .init(repeating: low)).x
        #expect(abs(Double(left / (high - low)) - (1 - hiding)) < 0.02)
    }

    /// A film that hides twice as its own colour lies between two layers of it: two fluxes know no border in one material.
    @Test(arguments: [Pigment.fine, .cream, .powder], [0.05, 0.18, 0.65])
    func twiceTheAmountIsTwoLayers(pigment: Pigment, hiding: Double) {
        let color = Lab<D65>(52, 38, 12).xyz.linearSRGB
        let once = ProductFilm(color: color, hiding: hiding, pigment: pigment)
        let twice = ProductFilm(color: color, hiding: hiding, amount: 2, pigment: pigment)
        for tone in FaceCanvasTests.tones {
            let ground = Self.lanes(tone)
            let layers = once.reflectance(over: once.reflectance(over: ground))
            let film = twice.reflectance(over: ground)
            for channel in 0..<3 { #expect(abs(layers[channel] - film[channel]) < 1e-3) }
        }
    }

    /// Whatever the pigment, that share of a small difference in luminance is gone, over all channels together.
    @Test(arguments: [Pigment.fine, .cream, .powder], [0.1, 0.5, 0.9])
    func coloredFilmsHideWhatTheySay(pigment: Pigment, hiding: Double) {
        let color = Lab<D65>(45, 42, 18).xyz.linearSRGB
        let film = ProductFilm(color: color, hiding: hiding, pigment: pigment)
        func luminance(_ factor: Double) -> (under: Double, over: Double) {
            let ground = SIMD4<Float>(
                Float(factor * color.red), Float(factor * color.green), Float(factor * color.blue), 0.5)
            return (Self.color(ground).xyz.y, Self.color(film.reflectance(over: ground)).xyz.y)
        }
        let (less, more) = (luminance(0.97), luminance(1.03))
        #expect(abs((more.over - less.over) / (more.under - less.under) - (1 - hiding)) < 0.02)
    }

    /// On any skin a powder of a redder colour leaves it as red at least: deep skin does not turn to ashes.
    @Test(
        arguments: FaceCanvasTests.tones + [Lab(31.6, 9.6, 9.5)],
        [
            Lab<D65>(58, 36, 18), Lab(52, 38, 12), Lab(60, 36, 26), Lab(42, 34, 14), Lab(35, 40, 12), Lab(68, 22, 8),
            Lab(70, 20, 8), Lab(67, 24, 24),
        ])
    func aRedderPowderTakesNoRednessAway(skin: Lab<D65>, product: Lab<D65>) {
        for hiding in [0.05, 0.18, 0.3, 0.5] {
            let film = ProductFilm(color: product.xyz.linearSRGB, hiding: hiding, pigment: .powder)
            let worn = Self.color(film.reflectance(over: Self.lanes(skin))).xyz.lab
            // A third of what is just seen.
            #expect(worn.a > skin.a - 0.35, "\(hiding) of \(product) on \(skin): \(worn)")
        }
    }

    @Test func whatPowdersScatterIsTheirColor() {
        for sum in [1.0, 1.3, 4, 20] {
            #expect(Pigment.fine.scattering(atSum: sum) == 1)
            // S + K = S · sum.
            #expect(abs(Pigment.powder.scattering(atSum: sum) * sum - 1) < 1e-12)
            let cream = Pigment.cream.scattering(atSum: sum)
            #expect(abs(cream * cream - Pigment.powder.scattering(atSum: sum)) < 1e-12)
        }
    }

    private static func lanes(_ lab: Lab<D65>) -> SIMD4<Float> {
        let color = lab.xyz.linearSRGB
        return SIMD4(Float(color.red), Float(color.green), Float(color.blue), 0.5)
    }

    private static func color(_ lanes: SIMD4<Float>) -> LinearSRGB {
        LinearSRGB(red: Double(lanes.x), green: Double(lanes.y), blue: Double(lanes.z))
    }
}
