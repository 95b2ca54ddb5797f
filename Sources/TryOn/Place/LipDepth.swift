import Imaging

/// How deep in the lips each pixel of a window lies.
struct LipDepth {
    /// A share of a layer for each pixel, 0...1.
    let shares: [Float]

    /// - Parameters:
    ///   - frame: The window.
    ///   - outer: The lips' edge.
    ///   - inner: The mouth's opening, which may have no area.
    ///   - share: What becomes of a depth in widths of the face, and of the way from edge to opening (0...1).
    /// - Complexity: O(cells of 0.5 % of the face's width × corners of the outlines).
    init(
        in frame: PixelRegion, outer: [SIMD2<Float>], inner: [SIMD2<Float>], faceWidth: Float,
        share: (_ depth: Float, _ share: Float) -> Float
    ) {
        var cells = CoarsePlane(over: frame, side: max(1, Int(0.005 * faceWidth)))
        for cell in cells.values.indices {
            let place = SIMD2(Float(cell % cells.columns), Float(cell / cells.columns)) + 0.5
            let point = place * Float(cells.side) + SIMD2(Float(frame.x), Float(frame.y))
            let (depth, rest) = (Self.distance(from: point, to: outer), Self.distance(from: point, to: inner))
            cells.values[cell] = share(depth / faceWidth, depth / max(depth + rest, 1e-6))
        }
        shares = cells.expanded(over: frame)
    }

    /// From a point to the nearest of an outline's sides, in pixels; 0 where there are none. Of two
    /// corners, to the line between them.
    static func distance(from point: SIMD2<Float>, to outline: [SIMD2<Float>]) -> Float {
        guard var previous = outline.last else { return 0 }
        var least = Float.infinity
        for corner in outline {
            let (side, offset) = (corner - previous, point - previous)
            let share = min(max((side * offset).sum() / max((side * side).sum(), 1e-9), 0), 1)
            let gap = offset - side * share
            least = min(least, (gap * gap).sum())
            previous = corner
        }
        return least.squareRoot()
    }
}
