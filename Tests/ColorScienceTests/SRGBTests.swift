import ColorScience
import Testing

struct HexTests {
    @Test(arguments: ["#b98b73", "b98b73", "#B98B73", "B98b73"])
    func readsSixDigits(_ text: String) {
        #expect(SRGB8(hex: text) == SRGB8(red: 0xB9, green: 0x8B, blue: 0x73))
    }

    @Test(arguments: [
        "", "#", "#fff", "#b98b7", "#b98b733", "##b98b73", "#b98b7g", " b98b73", "0xb98b73", "#ｂ98b73", "#é8b73",
        "-12345",
    ])
    func refusesAnythingElse(_ text: String) {
        #expect(SRGB8(hex: text) == nil)
    }

    @Test func writesWhatItReads() {
        for text in ["#000000", "#ffffff", "#0a0b0c", "#b98b73"] { #expect(SRGB8(hex: text)?.hex == text) }
    }

    @Test func takesASubstring() {
        #expect(SRGB8(hex: "shade=b98b73".suffix(6)) != nil)
    }
}

struct LinearSRGBTests {
    @Test func everyCodeSurvives() {
        for code in UInt8.min...UInt8.max {
            let color = SRGB8(red: code, green: code, blue: code)
            #expect(color.linear.encodedClamping() == color)
        }
    }

    @Test func clampsWhatIsOutsideTheGamut() {
        let color = LinearSRGB(red: -0.2, green: 1.7, blue: 0.5)
        #expect(color.encodedClamping() == SRGB8(red: 0, green: 255, blue: 188))
        #expect(!color.isInGamut())
        #expect(LinearSRGB(red: 0, green: 1, blue: 1 + 1e-9).isInGamut())
    }

    @Test func survivesWhatIsNotANumber() {
        let color = LinearSRGB(red: .nan, green: .infinity, blue: -.infinity)
        #expect(color.encodedClamping() == SRGB8(red: 0, green: 255, blue: 0))
        #expect(!color.isInGamut())
        #expect(Lab<D65>(.nan, .infinity, 0).srgb8Clamping() == SRGB8(red: 0, green: 0, blue: 0))
    }
}
