import CWide
import CVector

/// One row of output pixels through one panel of weights.
typealias ConvolutionRow = cwide_row

extension ConvolutionRow {
    @inline(__always)
    mutating func run(tileWidth: Int, panelWidth: Int, isWide: Bool) {
        if isWide {
            cwide_convolve(&self, Int32(truncatingIfNeeded: panelWidth))
            return
        }
        switch (tileWidth, panelWidth) {
        case (6, 2): ConvolutionTile<6, 2>.run(self)
        case (6, _): ConvolutionTile<6, 1>.run(self)
        case (4, 3): ConvolutionTile<4, 3>.run(self)
        case (4, 2): ConvolutionTile<4, 2>.run(self)
        case (4, _): ConvolutionTile<4, 1>.run(self)
        case (3, 4): ConvolutionTile<3, 4>.run(self)
        case (3, 2): ConvolutionTile<3, 2>.run(self)
        case (3, _): ConvolutionTile<3, 1>.run(self)
        case (_, 12): ConvolutionTile<1, 12>.run(self)
        case (_, 4): ConvolutionTile<1, 4>.run(self)
        default: ConvolutionTile<1, 1>.run(self)
        }
    }
}

/// Filters `M` pixels × `N` vectors of 8 channels at once. `M * N` is at most 12: with the weights and one broadcast
/// pixel that fills the 16 vector registers.
///
/// Bound by the ports that multiply: 12 sums hide their latency.
///
/// Sums start at the bias and run tap by tap with one rounding each, as XNNPACK's do, so results are its bit for bit.
enum ConvolutionTile<let M: Int, let N: Int> {
    @inline(never)
    static func run(_ row: ConvolutionRow) {
        var x = 0
        while x < row.pixels {
            var sums = InlineArray<12, SIMD8<Float>>(repeating: .zero)
            for n in 0..<N {
                let bias = cv_load(row.panel + 8 * n)
                for m in 0..<M { sums[unchecked: m * N + n] = bias }
            }
            accumulate(row, at: x, into: &sums)
            store(sums, row, at: x)
            x += M
        }
    }

    @inline(__always)
    private static func accumulate(
        _ row: ConvolutionRow, at x: Int, into sums: inout InlineArray<12, SIMD8<Float>>
    ) {
        var weights = row.panel + 16 * N
        var segment = row.source + x * row.source_step
        let step = row.source_step
        for _ in 0..<row.segments {
            var k = 0
            while k < row.segment_length {
                for m in 0..<M {
                    let pixel = SIMD8<Float>(repeating: segment[m &* step &+ k])
                    for n in 0..<N {
                        sums[unchecked: m * N + n] =
                            cv_fma(pixel, cv_load(weights + 8 * n), sums[unchecked: m * N + n])
                    }
                }
                weights += 8 * N
                k += 1
            }
            segment += row.segment_stride
        }
    }

    /// Adds the shortcut, bends negative values by their channel's slope and writes.
    @inline(__always)
    private static func store(_ sums: InlineArray<12, SIMD8<Float>>, _ row: ConvolutionRow, at x: Int) {
        for m in 0..<M {
            for n in 0..<N {
                var value = sums[unchecked: m * N + n]
                if n < row.shortcut_vectors, let shortcut = row.shortcut {
                    let place = shortcut + (x + m) * row.shortcut_step + 8 * n
                    let upper = cv_max(cv_load(place), cv_load(place + row.shortcut_right))
                    let below = place + row.shortcut_below
                    value += cv_max(upper, cv_max(cv_load(below), cv_load(below + row.shortcut_right)))
                }
                let bent = value * cv_load(row.panel + 8 * (N + n))
                value.replace(with: bent, where: value .< 0)
                cv_store(row.target + (x + m) * row.target_step + 8 * n, value)
            }
        }
    }
}
