import CVector
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
    /// The square's corner and a whole side along each of its axes, in 1/32 pixel.
    private let corner: SIMD2<Double>
    private let (across, down): (SIMD2<Double>, SIMD2<Double>)

    /// - Parameter region: one without finite figures, as a damaged network may give, reads as the picture's corner.
    init(image: RGBImage, region: FaceRegion, border: Border) {
        self.image = image
        self.border = border
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
        let scale = SIMD8<Float>(repeating: (range.upperBound - range.lowerBound) / 255)
        let offset = SIMD8<Float>(repeating: range.lowerBound)
        let (stepX, stepY) = (across / Double(input.width), down / Double(input.height))
        let rowBytes = 3 * image.width
        image.pixels.withUnsafeBufferPointer { pixels in
            guard let bytes = pixels.baseAddress else { return }
            // Eight bytes are read where six are needed: the last pixels take the careful way.
            let lastSafe = pixels.count - rowBytes - 8
            for row in 0..<input.height {
                let target = input.pixels + row * input.rowStride
                let start = corner + stepY * Double(row)
                for column in 0..<input.width {
                    let place = start + stepX * Double(column)
                    let (x, y) = (Self.rounded(place.x), Self.rounded(place.y))
                    let (left, top) = (x >> 5, y >> 5)
                    let index = top * rowBytes + 3 * left
                    let sample: SIMD8<Float>
                    if left >= 0, left < image.width - 1, top >= 0, top < image.height - 1, index <= lastSafe {
                        sample = Self.blended(
                            upper: cv_load_u8(bytes + index), lower: cv_load_u8(bytes + index + rowBytes),
                            right: x & 31, down: y & 31)
                    } else {
                        sample = Self.blended(
                            upper: pair(left, top, bytes), lower: pair(left, top + 1, bytes),
                            right: x & 31, down: y & 31)
                    }
                    let value = cv_fma(sample, scale, offset)
                    if column < input.width - 2 {
                        cv_store(target + 3 * column, value)
                    } else {
                        for channel in 0..<3 { target[3 * column + channel] = value[channel] }
                    }
                }
            }
        }
    }

    /// Half to even, as OpenCV rounds: adding 1.5·2⁵² leaves a double no fraction bits.
    @inline(__always)
    private static func rounded(_ value: Double) -> Int {
        let magic = 6_755_399_441_055_744.0
        return Int(
            truncatingIfNeeded: Int64(bitPattern: (value + magic).bitPattern) &- Int64(bitPattern: magic.bitPattern))
    }

    /// Weights of 1/32 along each side; sums of bytes stay whole numbers, so only the last step rounds.
    @inline(__always)
    private static func blended(
        upper: SIMD8<Float>, lower: SIMD8<Float>, right: Int, down: Int
    ) -> SIMD8<Float> {
        let (right, down) = (Float(right), Float(down))
        let rows = upper * SIMD8<Float>(repeating: 32 - down) + lower * SIMD8<Float>(repeating: down)
        let sum = rows * SIMD8<Float>(repeating: 32 - right) + cv_next_rgb(rows) * SIMD8<Float>(repeating: right)
        return cv_floor(cv_fma(sum, SIMD8<Float>(repeating: 1 / 1_024), SIMD8<Float>(repeating: 0.5)))
    }

    /// A pixel and the one right of it, wherever they lie.
    @inline(never)
    private func pair(_ x: Int, _ y: Int, _ bytes: UnsafePointer<UInt8>) -> SIMD8<Float> {
        var pair = SIMD8<Float>.zero
        for side in 0..<2 {
            let isInside = 0..<image.width ~= x + side && 0..<image.height ~= y
            if border == .black, !isInside { continue }
            let pixel =
                bytes + 3 * (min(max(y, 0), image.height - 1) * image.width + min(max(x + side, 0), image.width - 1))
            for channel in 0..<3 { pair[3 * side + channel] = Float(pixel[channel]) }
        }
        return pair
    }
}
