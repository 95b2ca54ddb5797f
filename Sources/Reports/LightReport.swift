import ColorScience
package import Imaging
package import SkinTone

/// The light a photo was taken in, as JSON shows it.
package struct LightReport: Encodable {
    /// EV: how much brighter the photo shows the skin than it is.
    package var exposure: Double
    /// What white looks like in that light.
    package var white: String
    /// Whether the flash fired and what light there was, as EXIF says; cameras seldom say the second.
    package var flash: Bool?
    package var source: String?
    /// Linear sRGB, about 0 to 1, before the camera's tone curve, of what told of the light, and of the skin's site beside
    /// it.
    package var evidence: [String: [Double]]

    package init(_ light: LightEstimate, info: ImageInfo) {
        flash = info.flash
        source = info.lightSource?.rawValue
        exposure = light.exposure.rounded(to: 2)
        let white = light.white
        let most = max(white.red, white.green, white.blue)
        self.white =
            LinearSRGB(red: white.red / most, green: white.green / most, blue: white.blue / most)
            .encodedClamping().hex
        let seen = light.site
        evidence = light.evidence.linear.mapValues { $0.map { $0.rounded(to: 5) } }
        evidence["site"] = [seen.red, seen.green, seen.blue].map { $0.rounded(to: 5) }
    }
}
