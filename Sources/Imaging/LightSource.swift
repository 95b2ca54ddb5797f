/// What light a camera says a photo was taken in.
public enum LightSource: String, Sendable, CaseIterable {
    case daylight, fluorescent, tungsten, flash, cloudy, shade

    /// - Returns: `nil` for unknown and other light.
    /// - Source: CIPA DC-008 (Exif 2.32), tag 37384.
    init?(exif value: Int) {
        switch value {
        case 1, 9, 18...23: self = .daylight
        case 2, 12...16: self = .fluorescent
        case 3, 17, 24: self = .tungsten
        case 4: self = .flash
        case 10: self = .cloudy
        case 11: self = .shade
        default: return nil
        }
    }
}
