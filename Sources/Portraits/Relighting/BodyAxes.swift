import FaceMesh

/// Where head, neck and chest are, as far as the face tells.
struct BodyAxes {
    private let axes: FaceAxes
    /// How far the head's middle lies to the side of the chin, in face heights.
    private let middle: Float

    init(_ landmarks: FaceLandmarks) {
        axes = FaceAxes(landmarks)
        let oval = FaceTemplate.faceOval.map { landmarks.points[$0] }
        let center = oval.reduce(.zero, +) / Float(oval.count)
        middle = axes.place(of: SIMD2(center.x, center.y)).right
    }

    /// 1 where the person's skin may be, 0 where it cannot; and whether that is the forehead, where skin
    /// shines, or the body, of which clothes hide what joins it to the face.
    func place(x: Int, y: Int) -> (share: Float, isForehead: Bool, isBody: Bool) {
        let (aside, below) = axes.place(of: SIMD2(Float(x) + 0.5, Float(y) + 0.5))
        let (across, up) = ((aside - middle) / 0.57, (below + 0.62) / 0.78)
        let head = smoothstep(1.05, 0.9, (across * across + up * up).squareRoot())
        let isForehead = up < 0 && abs(across) < 0.6
        let body = Self.neckAndChest(below: below, aside: abs(aside))
        return (max(head, body), isForehead, below > 0.15)
    }

    /// The wider the further down, as far as shoulders are.
    private static func neckAndChest(below: Float, aside: Float) -> Float {
        // The neck begins above the chin, behind the jaw.
        let breadth = 0.36 + min(1.6 * max(below - 0.15, 0), 1)
        return smoothstep(-0.3, -0.1, below) * smoothstep(breadth + 0.12, breadth, aside)
    }
}
