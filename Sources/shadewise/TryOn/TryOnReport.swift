/// What was put on, and what of the picture changed.
struct TryOnReport: Codable {
    struct Layer: Codable {
        var category: String
        var sku: String?
        var name: String
        var lab: [Double]
        var intensity: Double
        var finish: String
        var hides: Double
    }

    struct Changed: Codable {
        var pixels: Int
        /// Of the picture.
        var share: Double
        /// Least frame around them: x, y, width, height; absent when nothing changed.
        var box: [Int]?
    }

    var schema = "shadewise/1"
    var out: String
    var width: Int
    var height: Int
    /// `photo`: as the products look under the photo's own light; `daylight`: as they would under D65.
    var light: String
    var layers: [Layer]
    var changed: Changed
    /// ΔE00 within which the skin, and with it the light, is known at 90 %.
    var radius90: Double
}

extension TryOnReport.Changed {
    /// - Parameters:
    ///   - before: bytes, three a pixel; so `after`.
    init(from before: [UInt8], to after: [UInt8], width: Int) {
        var (count, left, right, top, bottom) = (0, Int.max, Int.min, Int.max, Int.min)
        for pixel in 0..<before.count / 3 {
            let index = 3 * pixel
            if before[index] == after[index], before[index + 1] == after[index + 1],
                before[index + 2] == after[index + 2]
            {
                continue
            }
            let (x, y) = (pixel % width, pixel / width)
            count += 1
            (left, right) = (min(left, x), max(right, x))
            (top, bottom) = (min(top, y), max(bottom, y))
        }
        pixels = count
        share = Double(count) / Double(max(before.count / 3, 1))
        box = count == 0 ? nil : [left, top, right - left + 1, bottom - top + 1]
    }
}
