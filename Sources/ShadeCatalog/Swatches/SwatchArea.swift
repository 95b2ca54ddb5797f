import ColorKernels
import ColorScience

/// One area of a picture, measured.
struct SwatchArea {
    /// Its number in the map.
    var index: Int
    /// How many pixels it has, and which part of the picture's they are.
    var pixels = 0.0
    var share = 0.0
    /// Part of the picture's frame.
    var frame = 0.0
    /// Part of the picture's middle, weighed by a Gaussian with a standard deviation of 0.2 of each side.
    var middle = 0.0
    /// Most steps from a pixel to the area's border, as a part of the picture's short side.
    var thickness = 0.0
    /// Mean place, 0 (left, top) ... 1.
    var centerX = 0.0
    var centerY = 0.0
    /// The columns and rows it reaches over.
    var columns = 0..<0
    var rows = 0..<0
    /// Median colour, and median absolute deviation of lightness.
    var color = Lab<D65>(0, 0, 0)
    var lightnessSpread = 0.0
    /// Median gradient, ΔE76 a pixel.
    var roughness = 0.0
    /// For each area of the picture, the part of this one's border that meets it.
    var borders: [Double] = []
}

extension SwatchArea {
    /// All areas of a picture, in the map's order.
    /// - Complexity: O(pixels + areas²).
    static func all(_ view: SwatchView, _ map: AreaMap) -> [SwatchArea] {
        let (width, height) = (view.width, view.height)
        let places = map.pixels
        let (columns, rows) = (middleWeights(width), middleWeights(height))
        let total = columns.reduce(0, +) * rows.reduce(0, +)
        let perimeter = Double(max(2 * (width + height) - 4, 1))
        let borders = map.borders
        return places.indices.map { index in
            let pixels = places[index]
            var area = SwatchArea(index: index)
            area.borders = borders[index]
            let n = Double(max(pixels.count, 1))
            var (x, y, onFrame, middle, thickness) = (0, 0, 0, 0.0, 0)
            var (left, right, top, bottom) = (width, 0, height, 0)
            for pixel in pixels {
                let (row, column) = pixel.quotientAndRemainder(dividingBy: width)
                x += column
                y += row
                left = min(left, column)
                right = max(right, column + 1)
                top = min(top, row)
                bottom = max(bottom, row + 1)
                middle += columns[column] * rows[row]
                onFrame += column == 0 || row == 0 || column == width - 1 || row == height - 1 ? 1 : 0
                thickness = max(thickness, Int(map.depth[pixel]))
            }
            area.pixels = n
            area.share = n / Double(view.count)
            area.frame = Double(onFrame) / perimeter
            area.middle = middle / total
            area.thickness = min(1, Double(thickness) / Double(min(width, height)))
            area.centerX = (Double(x) / n + 0.5) / Double(width)
            area.centerY = (Double(y) / n + 0.5) / Double(height)
            area.columns = min(left, right)..<right
            area.rows = min(top, bottom)..<bottom
            let sample = pixels.thinned(to: sampleSize)
            let colors = view.smooth.gathered(at: sample)
            area.color = colors.median(of: 0..<colors.count) ?? Lab(0, 0, 0)
            let median = Float(area.color.lightness)
            area.lightnessSpread = Double(colors.lightness.map { abs($0 - median) }.quantile(0.5) ?? 0)
            area.roughness = Double(sample.map { view.gradient[$0] }.quantile(0.5) ?? 0)
            return area
        }
    }

    /// Pixels that are enough to tell an area's colour and texture for recognising it.
    private static let sampleSize = 1000

    private static func middleWeights(_ n: Int) -> [Double] {
        (0..<n).map { i in
            let u = ((Double(i) + 0.5) / Double(n) - 0.5) / 0.2
            return exponential(-0.5 * u * u)
        }
    }
}

extension [Int] {
    /// About `limit` elements or fewer, evenly spread over the array.
    func thinned(to limit: Int) -> [Int] {
        guard count > limit else { return self }
        // A step that shares no factor with usual picture widths falls into all columns.
        let step = (count + limit - 1) / limit | 1
        return Swift.stride(from: step / 2, to: count, by: step).map { self[$0] }
    }
}
