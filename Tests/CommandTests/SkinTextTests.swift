import ColorScience
import Foundation
import Imaging
import Reports
import ShadeCatalog
import Testing

@testable import SkinTone
@testable import shadewise

struct SkinTextTests {
    /// Class and angle stand side by side, so rounding must not take the angle over the border.
    @Test(arguments: [
        (28.04, "intermediate (ITA 28.04°)"), (28.3, "intermediate (ITA 28.3°)"), (27.96, "tan (ITA 28°)"),
        (33.2, "intermediate (ITA 33°)"), (10.4, "tan (ITA 10.4°)"), (-29.7, "brown (ITA -29.7°)"),
        (-30.2, "dark (ITA -30°)"),
    ])
    func anglesStayInTheirClass(degrees: Double, words: String) {
        let belief = SkinBelief(lab: Lab(50 + 20 * tan(degrees * .pi / 180), 12, 20), standardDeviation: 0)
        #expect(SkinText.english.summary(of: belief).contains(words), "\(SkinText.english.summary(of: belief))")
        let report = Skin(belief)
        #expect(ITAClass(IndividualTypologyAngle(degrees: report.ita)).rawValue == report.itaClass)
    }

    /// Every text is there, or reading it would end the test; German says what English does, in words of its own.
    @Test func readingsAreToldInGermanToo() throws {
        let german = SkinText(language: "de")
        for (lightness, name) in [(85.0, "sehr hell"), (70, "hell"), (62, "mittel"), (56, "gebräunt"), (45, "braun")] {
            let belief = SkinBelief(lab: Lab(lightness, 12, 18), standardDeviation: 1)
            let text = german.summary(of: belief)
            #expect(text.contains(name) && text.contains("Unterton") && text.contains("in neun von zehn"), "\(text)")
        }
        let keys =
            Undertone.allCases.map { "undertone_" + $0.rawValue } + SkinRegion.allCases.map { "region_" + $0.rawValue }
            + ITAClass.allCases.map { "ita_" + $0.rawValue.replacing(" ", with: "_") }
        for key in keys { #expect(german.words(key) != SkinText.english.words(key), "\(key)") }
        for kind in RegionDifference.Kind.allCases { #expect(!german.words("look_" + kind.rawValue).isEmpty) }
        #expect(german.words("neckDiffers", ["look": "heller"]).hasPrefix("Der Hals wirkt heller"))
        for code in CaptureIssue.Code.allCases {
            let standard = try #require(CapturePolicy.standard.issues[code]).advice
            var issue = CaptureIssue(code: code, severity: .refusal, value: 1, limit: 1, advice: standard)
            let told = german.advice(on: issue)
            #expect(told == german.words("advice_" + code.rawValue) && told != standard)
            issue.advice = "Do it again."
            #expect(german.advice(on: issue) == "Do it again.", "a policy's own words stay")
        }
    }

    @Test func whyAPhotoWasNotReadIsToldInGermanToo() {
        let german = SkinText(language: "de")
        var codes: [AnalysisError.Code] = [
            .noFace, .faceTooSmall, .monochrome, .invalidLandmarks, .invalidReference,
        ]
        codes += ImagingError.Code.allCases.map(AnalysisError.Code.image)
        for code in codes {
            let error = AnalysisError(code: code, message: "The face is 60 pixels wide.")
            let told = german.message(of: error)
            #expect(told.hasSuffix(".") && told == german.words("error_" + code.string), "\(code.string): \(told)")
            #expect(SkinText.english.message(of: error) == error.message)
        }
        let small = AnalysisError(code: .faceTooSmall, message: "")
        #expect(german.message(of: small).hasPrefix("Das Gesicht ist im Foto zu klein"))
    }
}
