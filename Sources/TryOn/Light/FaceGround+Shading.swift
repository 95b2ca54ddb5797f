import Imaging

extension FaceGround {
    /// How light changes over it: mean luminance around each pixel, over what weights count.
    ///
    /// Light changes slowly over a face, so that cells of 1 % of its width do, averaged over 3 % twice.
    /// - Parameters:
    ///   - faceWidth: In pixels.
    ///   - otherwise: What it is where the weights count nothing.
    /// - Precondition: A weight for each pixel.
    /// - Complexity: O(pixels).
    func shading(weightedBy weights: [Float], faceWidth: Float, otherwise: Float) -> CoarsePlane {
        precondition(weights.count == luminance.count, "a weight for each pixel")
        let side = max(1, Int((0.01 * faceWidth).rounded()))
        let radius = max(1, Int((0.03 * faceWidth / Float(side)).rounded()))
        let rows = frame.y..<frame.y + frame.height
        var means = CoarsePlane(over: frame, side: side)
        var counts = means
        means.add(luminance, weightedBy: weights, rows: rows)
        counts.add(weights, rows: rows)
        means.blur(radius: radius, times: 2)
        counts.blur(radius: radius, times: 2)
        let least = 1e-3 * Float(side * side)
        for cell in means.values.indices {
            let count = counts.values[cell]
            means.values[cell] = count > least ? max(means.values[cell] / count, 1e-4) : otherwise
        }
        return means
    }
}
