import FaceMesh

/// Where a body is, as far as the face tells: below the chin, the wider the further down.
struct BodyAxes {
    private let chin: SIMD2<Float>
    /// From the face's top to its chin, over the square of that length.
    private let down: SIMD2<Float>

    init(_ landmarks: FaceLandmarks) {
        let (top, bottom) = (landmarks.points[10], landmarks.points[152])
        chin = SIMD2(bottom.x, bottom.y)
        let way = SIMD2(bottom.x - top.x, bottom.y - top.y)
        down = way / max((way * way).sum(), 1)
    }

    /// 1 where neck and chest may be, 0 beside them and above.
    func neckAndChest(x: Int, y: Int) -> Float {
        let offset = SIMD2(Float(x) + 0.5, Float(y) + 0.5) - chin
        let (below, aside) = ((offset * down).sum(), abs(offset.x * down.y - offset.y * down.x))
        // The neck begins above the chin, behind the jaw.
        let breadth = 0.36 + 0.9 * max(below - 0.15, 0)
        return smoothstep(-0.3, -0.1, below) * smoothstep(breadth + 0.12, breadth, aside)
    }
}
