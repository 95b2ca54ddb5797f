/// The face's own directions in the picture: right as seen, down from brow to chin, in units of its height.
package struct FaceAxes: Sendable {
    package let top: SIMD2<Float>
    package let chin: SIMD2<Float>
    /// The face's height, with its direction.
    private let down: SIMD2<Float>
    /// The same, as long as 1 divided by the height: what a place's share of it is measured along.
    private let unit: SIMD2<Float>

    package init(_ landmarks: FaceLandmarks) {
        top = SIMD2(landmarks.points[10].x, landmarks.points[10].y)
        chin = SIMD2(landmarks.points[152].x, landmarks.points[152].y)
        down = chin - top
        // A face without height has no directions: everything then lies at its chin.
        unit = down / max((down * down).sum(), 1)
    }

    /// The place `right` and `down` face heights away from a point.
    package func point(from origin: SIMD2<Float>, right: Double, down share: Double) -> SIMD2<Float> {
        origin + SIMD2(down.y, -down.x) * Float(right) + down * Float(share)
    }

    /// How far a point lies to the right of the chin and below it, in face heights.
    package func place(of point: SIMD2<Float>) -> (right: Float, down: Float) {
        let offset = point - chin
        return (offset.x * unit.y - offset.y * unit.x, (offset * unit).sum())
    }
}
