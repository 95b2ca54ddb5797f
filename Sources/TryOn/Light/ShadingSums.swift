import Imaging

/// Gathers how light changes over a part of a face: mean luminance around each pixel, over what weights count.
///
/// Light changes slowly over a face, so that cells of 1 % of its width do, averaged over 3 % twice.
struct ShadingSums {
    private var sums: CoarsePlane
    private var counts: CoarsePlane
    private let radius: Int

    /// - Parameter faceWidth: In pixels.
    init(over frame: PixelRegion, faceWidth: Float) {
        let side = max(1, Int((0.01 * faceWidth).rounded()))
        radius = max(1, Int((0.03 * faceWidth / Float(side)).rounded()))
        sums = CoarsePlane(over: frame, side: side)
        counts = sums
    }

    /// Adds rows of the frame: see `CoarsePlane.add`.
    mutating func add(_ luminance: [Float], weightedBy weights: [Float], rows: some Sequence<Int>) {
        sums.add(luminance, weightedBy: weights, rows: rows)
        counts.add(weights, rows: rows)
    }

    /// The means; `otherwise` where the weights count nothing.
    func shading(otherwise: Float) -> CoarsePlane {
        var (result, counts) = (sums, counts)
        result.blur(radius: radius, times: 2)
        counts.blur(radius: radius, times: 2)
        let least = 1e-3 * Float(sums.side * sums.side)
        for cell in result.values.indices {
            let count = counts.values[cell]
            result.values[cell] = count > least ? max(result.values[cell] / count, 1e-4) : otherwise
        }
        return result
    }
}
