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
}
