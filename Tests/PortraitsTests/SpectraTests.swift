import ColorScience
import Testing

@testable import Portraits

@Suite struct SpectraTests {
    @Test func exponentialAndLogarithmAgree() {
        for x in stride(from: -20.0, through: 20, by: 0.37) {
            let (up, down): (Double, Double) = (Portraits.exponential(x), Portraits.exponential(-x))
            #expect(abs(logarithm(up) - x) < 4e-15 * max(abs(x), 1))
            #expect(abs(up * down - 1) < 1e-14)
        }
    }

    @Test func exponentialIsE() {
        let e: Double = Portraits.exponential(1.0)
        #expect(abs(e - 2.718281828459045) < 1e-15)
        #expect(abs(logarithm(10.0) - 2.302585092994046) < 1e-15)
    }

    /// The formula for daylight against the published tables, and their chromaticities.
    /// - Source: CIE 015:2018, table T.3; the truncated bands move chromaticity by less than 5e-4.
    @Test(arguments: [
        ("A", 2856.0, 0.44758, 0.40745), ("D50", 5003, 0.34567, 0.35851), ("D55", 5503, 0.33243, 0.34744),
        ("D65", 6504, 0.31272, 0.32903), ("D75", 7504, 0.29903, 0.31488),
    ])
    func illuminantsAreThePublishedOnes(name: String, kelvin: Double, x: Double, y: Double) throws {
        let light = try #require(Illuminant(published: name))
        #expect(abs(light.chromaticity.x - x) < 1e-3 && abs(light.chromaticity.y - y) < 1e-3)
        let formula = try #require(Illuminant(kelvin: kelvin))
        for (band, value) in light.power.values.enumerated() {
            #expect(abs(formula.power.values[band] / value - 1) < 2e-3)
        }
        #expect(abs(light.correlatedColorTemperature / kelvin - 1) < 0.02)
    }

    @Test func unknownLightsAreRefused() {
        for name in ["", "K", "D60", "3000K"] { #expect(Illuminant(published: name) == nil) }
        for kelvin in [1_000, 90_000, Double.nan, -Double.infinity] { #expect(Illuminant(kelvin: kelvin) == nil) }
        #expect(Illuminant(published: "led-b1")?.name == "LED-B1")
    }

    @Test(arguments: 0..<CameraModel.count) func camerasShowColorsNearlyRightUnderDaylight(number: Int) {
        let camera = CameraModel(number: number)
        let white = camera.matrix * camera.white(under: .d65)
        #expect(abs(white.x - 1) < 1e-9 && abs(white.y - 1) < 1e-9 && abs(white.z - 1) < 1e-9)
        for reflectance in SkinOptics.typical {
            let seen = camera.matrix * camera.response(reflectance, under: .d65)
            let shown = LinearSRGB(red: seen.x, green: seen.y, blue: seen.z).xyz.lab
            #expect(shown.deltaE00(to: StandardObserver.xyz(reflectance).lab) < 4)
        }
    }

    /// A name stands for one light, also where bodies end and daylight begins.
    @Test func lightsOfOneNameAreOneLight() {
        #expect(Illuminant(kelvin: 3_999.6) == Illuminant(kelvin: 4_000))
        #expect(Illuminant(kelvin: 3_999.6) == .daylight(kelvin: 4_000))
        #expect(Illuminant(kelvin: 3_999.4) == .blackBody(kelvin: 3_999))
    }

    @Test(arguments: [2, 3, 5, 10]) func foldsShareNothing(count: Int) throws {
        let folds = try (0..<count).map { try #require(PortraitFold(index: $0, count: count)) }
        for number in 0..<300 {
            for fold in folds.prefix(3) {
                let recipe = PortraitRecipe.physical(seed: UInt64(number), fold: fold)
                let capture = try #require(recipe.capture)
                for other in folds {
                    let isOwn = other == fold
                    #expect(other.holds(capture.key) == isOwn)
                    #expect(other.holds(capture.second) == isOwn)
                    #expect(other.holds(capture.camera) == isOwn)
                    #expect(other.holds(recipe.skin) == isOwn)
                }
            }
        }
    }

    @Test func foldsOutOfRangeAreRefused() {
        for (index, count) in [(0, 0), (-1, 2), (2, 2), (0, 11)] {
            #expect(PortraitFold(index: index, count: count) == nil)
        }
    }
}
