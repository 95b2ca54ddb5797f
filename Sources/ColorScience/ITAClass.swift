/// Six classes of constitutive skin colour, light to deep.
/// - Source: Del Bino and Bernerd 2013; cut points 55, 41, 28, 10 and −30°.
public enum ITAClass: String, CaseIterable, Sendable, Codable {
    case veryLight = "very light"
    case light
    case intermediate
    case tan
    case brown
    case dark

    /// The class `ita` falls into; an angle on a cut point belongs to the deeper class.
    public init(_ ita: IndividualTypologyAngle) {
        switch ita.degrees {
        case 55.nextUp...: self = .veryLight
        case 41.nextUp...: self = .light
        case 28.nextUp...: self = .intermediate
        case 10.nextUp...: self = .tan
        case (-30).nextUp...: self = .brown
        default: self = .dark
        }
    }
}
