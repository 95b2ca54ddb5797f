/// Something in a photo that tells of the light: what is seen of it depends on the light, and on the skin beside it, in
/// a way that `LightModel` has learned.
public enum LightFactor: String, CaseIterable, Sendable, Codable {
    /// The whites of the eyes: not white, and darker beside deeper skin.
    case whites
    /// The brightest surfaces around: something white is nearly always in view.
    case brightest
    /// All of the surroundings, on the average.
    case surroundings
    /// Highlights on the skin, which have the light's colour.
    case highlights
    /// Teeth, when shown.
    case teeth
    case lips
    /// The brows' hairs.
    case brows
    /// The flash that EXIF says fired: daylight, which the camera is balanced for.
    case flash

    /// What beliefs rely on. The others move them little and misled them on photos that nothing was fitted to.
    public static let relied: Set<LightFactor> = [.whites, .brightest, .flash]
}
