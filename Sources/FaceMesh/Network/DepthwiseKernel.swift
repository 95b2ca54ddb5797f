import CVector

/// One row of output pixels of a 3×3 depthwise filter, all channels.
struct DepthwiseRow {
    /// The first pixel's window.
    var source: UnsafePointer<Float>
    var sourceRowStride: Int
    /// Floats a pixel has, in source and target alike; a multiple of 8.
    var pixelStride: Int
    /// For each 8 channels, the bias and nine taps, column by column.
    var weights: UnsafePointer<Float>
    var target: UnsafeMutablePointer<Float>
    /// A multiple of the tile's width.
    var pixels: Int
}

extension DepthwiseRow {
    @inline(__always)
    func run(tileWidth: Int, stride: Int) {
        switch (tileWidth, stride) {
        case (6, 1): DepthwiseTile<6, 1>.run(self)
        case (6, _): DepthwiseTile<6, 2>.run(self)
        case (4, 1): DepthwiseTile<4, 1>.run(self)
        case (4, _): DepthwiseTile<4, 2>.run(self)
        case (3, 1): DepthwiseTile<3, 1>.run(self)
        case (3, _): DepthwiseTile<3, 2>.run(self)
        case (_, 1): DepthwiseTile<1, 1>.run(self)
        default: DepthwiseTile<1, 2>.run(self)
        }
    }
}

/// Filters `M` pixels, `S` apart in the source, of 8 channels at once. Sums start at the bias and
/// run tap by tap, column by column, as XNNPACK's do.
///
/// Bound by loads: a product takes one of its own, and `M` products share that of their weight. `M` sums side by side
/// hide the latency of multiplying, the fewer the worse.
enum DepthwiseTile<let M: Int, let S: Int> {
    @inline(never)
    static func run(_ row: DepthwiseRow) {
        let step = row.pixelStride
        var weights = row.weights
        var channel = 0
        while channel < step {
            let bias = cv_load(weights)
            var x = 0
            while x < row.pixels {
                var sums = InlineArray<6, SIMD8<Float>>(repeating: bias)
                let window = row.source + (x * S * step + channel)
                for column in 0..<3 {
                    for tapRow in 0..<3 {
                        let weight = cv_load(weights + (8 + 24 * column + 8 * tapRow))
                        let place = window + tapRow * row.sourceRowStride
                        for m in 0..<M {
                            sums[unchecked: m] = cv_fma(
                                cv_load(place + (m * S + column) &* step), weight, sums[unchecked: m])
                        }
                    }
                }
                for m in 0..<M { cv_store(row.target + ((x + m) &* step &+ channel), sums[unchecked: m]) }
                x += M
            }
            weights += 80
            channel += 8
        }
    }
}
