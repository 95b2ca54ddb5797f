import ColorKernels
import ColorScience
import Imaging

/// A swatch picture in the size it is looked at, as Lab planes: as they are, and smoothed for telling areas apart.
struct SwatchView {
    let width: Int
    let height: Int
    /// Pixels of the picture given to one of this, each way.
    let reduction: Int
    /// Without smoothing, for measuring.
    let colors: LabPlanes
    /// Binomially smoothed over 3 × 3 pixels.
    let smooth: LabPlanes
    /// ΔE76 to the farthest of a pixel's right and lower neighbours, in `smooth`.
    let gradient: [Float]
    /// The median of `gradient`.
    let typicalGradient: Float

    var count: Int { width * height }

    /// Decoders are asked for at least this many pixels along the long side: enough to tell lettering from product.
    static let longSide = 128
    /// Longer ones are reduced by the least whole factor that brings them to this.
    private static let longestSide = 200

    /// - Complexity: O(pixels).
    init(_ image: RGBImage) {
        let longest = max(image.width, image.height)
        let factor = min((longest + Self.longestSide - 1) / Self.longestSide, RGBImage.maximumReduction)
        let whole = PixelRegion(x: 0, y: 0, width: image.width, height: image.height)
        let reduced = factor > 1 ? image.cropped(to: whole, reducedBy: factor) : image
        width = reduced.width
        reduction = factor
        height = reduced.height
        colors = LabPlanes(srgb8: reduced.pixels)
        var smooth = colors
        smooth.lightness = Self.smoothed(colors.lightness, width, height)
        smooth.a = Self.smoothed(colors.a, width, height)
        smooth.b = Self.smoothed(colors.b, width, height)
        self.smooth = smooth
        gradient = Self.gradient(smooth, width, height)
        typicalGradient = gradient.quantile(0.5) ?? 0
    }

    /// Binomial weights 1 2 1 along rows, then along columns; edges repeat.
    private static func smoothed(_ plane: [Float], _ width: Int, _ height: Int) -> [Float] {
        var rows = plane
        for y in 0..<height {
            let start = y * width
            for x in 1..<max(width - 1, 1) {
                let i = start + x
                rows[i] = 0.25 * (plane[i - 1] + plane[i + 1]) + 0.5 * plane[i]
            }
        }
        var result = rows
        for y in 1..<max(height - 1, 1) {
            let start = y * width
            for i in start..<start + width {
                result[i] = 0.25 * (rows[i - width] + rows[i + width]) + 0.5 * rows[i]
            }
        }
        return result
    }

    private static func gradient(_ planes: LabPlanes, _ width: Int, _ height: Int) -> [Float] {
        var result = [Float](repeating: 0, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                let i = y * width + x
                let right = x + 1 < width ? i + 1 : i
                let below = y + 1 < height ? i + width : i
                result[i] = max(squaredDistance(planes, i, right), squaredDistance(planes, i, below)).squareRoot()
            }
        }
        return result
    }

    @inline(__always)
    private static func squaredDistance(_ planes: LabPlanes, _ i: Int, _ j: Int) -> Float {
        let l = planes.lightness[i] - planes.lightness[j]
        let a = planes.a[i] - planes.a[j]
        let b = planes.b[i] - planes.b[j]
        return l * l + a * a + b * b
    }
}
