import FaceMesh
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
            let (depth, rest) = (outer.distance(from: point), inner.distance(from: point))
            cells.values[cell] = share(depth / faceWidth, depth / max(depth + rest, 1e-6))
        }
        shares = cells.expanded(over: frame)
    }
}

extension CosmeticZone {
    /// How much of a layer lies where on the lips; `nil` for what is no lips, and for lips that it covers alike.
    func lipDepth(in frame: PixelRegion, _ landmarks: FaceLandmarks) -> CoverageMask? {
        guard isLips, self != .lips else { return nil }
        let depth = LipDepth(
            in: frame, outer: outlines(of: landmarks)[0], inner: landmarks.ring(FaceTemplate.innerLips).curve(),
            faceWidth: landmarks.box.width, share: share(atDepth:share:))
        return CoverageMask(frame: frame, shares: depth.shares)
    }
}
