import ColorScience
import Imaging
import ShadeCatalog
import SkinTone

extension MatchPage {
    /// Colour and brightness of the photo's light, in words.
    var light: String {
        let estimate = analysis.light
        let stops = abs(estimate.exposure)
        let exposure = stops < 0.25 ? "exposure.right" : estimate.exposure > 0 ? "exposure.bright" : "exposure.dark"
        var words = text(
            "light",
            [
                "color": text("cast.\(Cast(of: estimate.white).rawValue)"),
                "exposure": text(exposure, ["stops": stops.text()]),
            ])
        if let flash = analysis.info.flash { words += text(flash ? "flash" : "noFlash") }
        return words
    }

    /// What a light makes of white. The limits are this project's choice: 3 is what an attentive eye still sees on
    /// paper, 10 what everyone does.
    private enum Cast: String {
        case neutral, slightlyWarm, warm, slightlyCool, cool, pink, green

        init(of white: LinearSRGB) {
            let lab = white.xyz.lab
            if abs(lab.a) > abs(lab.b), abs(lab.a) >= 3 {
                self = lab.a > 0 ? .pink : .green
            } else if abs(lab.b) < 3 {
                self = .neutral
            } else {
                self = lab.b > 0 ? lab.b < 10 ? .slightlyWarm : .warm : lab.b > -10 ? .slightlyCool : .cool
            }
        }
    }
}
