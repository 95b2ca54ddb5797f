import CVector
import CWide
import Imaging

/// Reads a turned square of a picture into a network's input, bilinearly.
///
/// The arithmetic is that of OpenCV's `warpPerspective` on bytes, which MediaPipe uses: sample k of n lies at k/n of
/// the square's side, places are rounded to 1/32 pixel and results to whole bytes. However much the square is reduced,
/// four pixels are read a sample, as the networks saw it when they were made.
struct RegionSampler {
    /// What lies outside the picture.
    enum Border {
        case black
        /// The nearest pixel inside.
        case repeated
    }

    private let image: RGBImage
    private let border: Border
    private let isWide: Bool
    /// The square's corner and a whole side along each of its axes, in 1/32 pixel.
    private let corner: SIMD2<Double>
    private let (across, down): (SIMD2<Double>, SIMD2<Double>)

    /// - Parameters:
    ///   - region: one without finite figures, as a damaged network may give, reads as the picture's corner.
    ///   - isWide: whether to use the processor's 512-bit vectors, which change nothing but the time.
    init(image: RGBImage, region: FaceRegion, border: Border, isWide: Bool = true) {
        self.image = image
        self.border = border
        self.isWide = isWide && cwide_is_available() && image.width > 1 && image.height > 1
        let (x, y) = region.axes
        let half = (x + y) * (region.side / 2)
        let reach = abs(region.center.x) + abs(region.center.y) + abs(region.side)
        // Beyond any picture there is only border; NaN fails, too.
        guard reach < 1e7, region.angle.isFinite else {
            (corner, across, down) = (.zero, .zero, .zero)
            return
        }
        corner = SIMD2<Double>(region.center - half) * 32
        across = SIMD2<Double>(x * region.side) * 32
        down = SIMD2<Double>(y * region.side) * 32
    }

    /// Writes every pixel, bytes 0...255 mapped onto `range`.
    func fill(_ input: NetworkInput, range: ClosedRange<Float>) {
        if isWide, input.width % 8 == 0 { return fillWide(input, range) }
        let scale = SIMD4<Float>(repeating: (range.upperBound - range.lowerBound) / 255)
        let offset = SIMD4<Float>(repeating: range.lowerBound)
        let (stepX, stepY) = (across / Double(input.width), down / Double(input.height))
        image.pixels.withUnsafeBufferPointer { pixels in
            // A row's places first: apart from the reading, that loop takes several at a time.
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * max(input.width, 1)) { places in
                guard let bytes = pixels.baseAddress, let xs = places.baseAddress else { return }
                let ys = xs + input.width
                for row in 0..<input.height {
                    let start = corner + stepY * Double(row)
                    for column in 0..<input.width { xs[column] = Self.rounded(start.x + stepX.x * Double(column)) }
                    for column in 0..<input.width { ys[column] = Self.rounded(start.y + stepX.y * Double(column)) }
                    fill(
                        input.pixels + row * input.rowStride, xs, ys, count: input.width, from: bytes,
                        bytes + pixels.count, scale, offset)
                }
            }
        }
    }

    private func fillWide(_ input: NetworkInput, _ range: ClosedRange<Float>) {
        let (stepX, stepY) = (across / Double(input.width), down / Double(input.height))
        let scale = (range.upperBound - range.lowerBound) / 255
        image.pixels.withUnsafeBufferPointer { pixels in
            guard let bytes = pixels.baseAddress else { return }
            var picture = cwide_picture(
                pixels: bytes, width: Int32(image.width), height: Int32(image.height),
                is_repeated: border == .repeated)
            for row in 0..<input.height {
                let start = corner + stepY * Double(row)
                var line = cwide_line(
                    x: start.x, y: start.y, step_x: stepX.x, step_y: stepX.y, scale: scale, offset: range.lowerBound)
                cwide_sample_row(&picture, &line, input.pixels + row * input.rowStride, input.width)
            }
        }
    }

    /// Bound by the vector ports: a sample takes 15 operations there, four of them shuffles, beside four loads and a
    /// store. Samples do not wait for each other, so latency does not count.
    private func fill(
        _ target: UnsafeMutablePointer<Float>, _ xs: UnsafePointer<Int32>, _ ys: UnsafePointer<Int32>, count: Int,
        from bytes: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ scale: SIMD4<Float>, _ offset: SIMD4<Float>
    ) {
        let rowBytes = 3 * image.width
        let (lastColumn, lastRow) = (image.width - 1, image.height - 1)
        // Eight bytes are read where six are needed: the last pixels take the careful way.
        let lastSafe = end - bytes - rowBytes - 8
        for column in 0..<count {
            let (x, y) = (xs[column], ys[column])
            let (left, top) = (Int(x >> 5), Int(y >> 5))
            let index = top &* rowBytes &+ 3 &* left
            let sample: SIMD4<Float>
            if left >= 0, left < lastColumn, top >= 0, top < lastRow, index <= lastSafe {
                sample = cv_blend_rgb(bytes + index, bytes + (index &+ rowBytes), x & 31, y & 31)
            } else if border == .black, left < -1 || left > lastColumn || top < -1 || top > lastRow {
                sample = .zero
            } else {
                sample = atEdge(left, top, bytes, x & 31, y & 31)
            }
            let value = cv_fma4(sample, scale, offset)
            if column < count - 1 {
                cv_store4(target + 3 &* column, value)
            } else {
                for channel in 0..<3 { target[3 * column + channel] = value[channel] }
            }
        }
    }

    /// Half to even, as OpenCV rounds: adding 1.5·2⁵² leaves a double no fraction bits, and the low 32 hold the number.
    /// Places beyond 2³¹ do not occur: see `init`.
    @inline(__always)
    private static func rounded(_ value: Double) -> Int32 {
        Int32(truncatingIfNeeded: (value + 6_755_399_441_055_744.0).bitPattern)
    }

    /// A sample whose pixels may lie anywhere.
    @inline(never)
    private func atEdge(
        _ left: Int, _ top: Int, _ bytes: UnsafePointer<UInt8>, _ right: Int32, _ down: Int32
    ) -> SIMD4<Float> {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { pixels in
            pixels.initialize(repeating: 0)
            for row in 0..<2 {
                for side in 0..<2 {
                    let (x, y) = (left + side, top + row)
                    let isInside = 0..<image.width ~= x && 0..<image.height ~= y
                    if border == .black, !isInside { continue }
                    let pixel =
                        bytes + 3 * (min(max(y, 0), image.height - 1) * image.width + min(max(x, 0), image.width - 1))
                    for channel in 0..<3 { pixels[8 * row + 3 * side + channel] = pixel[channel] }
                }
            }
            guard let first = pixels.baseAddress else { return .zero }
            return cv_blend_rgb(first, first + 8, right, down)
        }
    }
}
