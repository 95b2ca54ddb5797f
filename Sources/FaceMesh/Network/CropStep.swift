/// Reads pixels out of a picture through a matrix, bilinearly; what lies outside is zero.
/// Bound by latency: a pixel's four places are known only once its own is.
/// - Source: MediaPipe `transform_tensor_bilinear.cc`, version 2: places are those of the pixels' centres.
struct CropStep {
    var source: ActivationLayout
    var matrix: ActivationLayout
    var target: ActivationLayout

    func run(memory: UnsafeMutablePointer<Float>) {
        target.clearBorder(in: memory)
        let figures = memory + matrix.index(row: 0, column: 0)
        let (across, down) = (SIMD2(figures[0], figures[4]), SIMD2(figures[1], figures[5]))
        let origin = SIMD2(figures[3], figures[7]) + (across * 0.5 + down * 0.5 - 0.5)
        for row in 0..<target.height {
            for column in 0..<target.width {
                let place = across * Float(column) + down * Float(row) + origin
                read(place, into: memory + target.index(row: row, column: column), memory)
            }
        }
    }

    @inline(__always)
    private func read(
        _ place: SIMD2<Float>, into pixel: UnsafeMutablePointer<Float>, _ memory: UnsafeMutablePointer<Float>
    ) {
        // NaN lies outside, too.
        guard 0...Float(source.width - 1) ~= place.x, 0...Float(source.height - 1) ~= place.y else {
            pixel.update(repeating: 0, count: target.pixelStride)
            return
        }
        let (left, top) = (Int(place.x), Int(place.y))
        let (right, below) = (min(left + 1, source.width - 1), min(top + 1, source.height - 1))
        let share = place - SIMD2(Float(left), Float(top))
        let upper = (memory + source.index(row: top, column: left), memory + source.index(row: top, column: right))
        let lower = (memory + source.index(row: below, column: left), memory + source.index(row: below, column: right))
        for channel in 0..<target.pixelStride {
            let above = (1 - share.x) * upper.0[channel] + share.x * upper.1[channel]
            let under = (1 - share.x) * lower.0[channel] + share.x * lower.1[channel]
            pixel[channel] = share.y * under + (1 - share.y) * above
        }
    }
}
