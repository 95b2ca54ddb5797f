import ColorScience
import Foundation
import Reports
import SkinTone
import Testing

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
        #expect(SkinText.summary(of: belief).contains(words), "\(SkinText.summary(of: belief))")
        let report = Skin(belief)
        #expect(ITAClass(IndividualTypologyAngle(degrees: report.ita)).rawValue == report.itaClass)
    }
}
