/// A surface of known colour in a photo, such as a white card held beside the face.
public struct ReferenceReading: Sendable, Hashable {
    /// Natural logarithms of linear sRGB before the camera's tone curve; no number for a channel that is clipped.
    public var seen: SIMD3<Double>
    /// The same under daylight.
    public var known: SIMD3<Double>
    /// Whether a hand holds it, in other light than the face.
    public var isHeld = false
}
