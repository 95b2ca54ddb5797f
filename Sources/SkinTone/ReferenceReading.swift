/// A surface of known colour in a photo, such as a white card held beside the face.
public struct ReferenceReading: Sendable, Hashable {
    /// Natural logarithms of linear sRGB before the camera's tone curve; no number for a channel that is clipped.
    public var seen: SIMD3<Double>
    /// The same under daylight.
    public var known: SIMD3<Double>
    /// Whether a hand holds it, in other light than the face.
    public var isHeld = false
}

extension ReferenceReading {
    /// What is seen, with a channel that tells nothing in the light of the others.
    var complete: SIMD3<Double> {
        let light = seen - known
        let told = (0..<3).filter { light[$0].isFinite }
        let mean = told.reduce(0) { $0 + light[$1] } / Double(max(told.count, 1))
        var complete = seen
        for channel in 0..<3 where !light[channel].isFinite { complete[channel] = known[channel] + mean }
        return complete
    }
}
