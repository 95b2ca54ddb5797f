import Imaging

/// What was put on, and what of the picture changed.
struct TryOnReport: Codable {
    struct Layer: Codable {
        var category: String
        var sku: String?
        var name: String
        /// Part of the face: `lips`, `lipsFading`, `cheekbones` …
        var zone: String
        var lab: [Double]
        var intensity: Double
        var finish: String
        var hides: Double
        /// Whether any of it went on.
        var applied: Bool
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
    /// What differs from the photo in any of some pictures of its size.
    init(from photo: RGBImage, to pictures: [RGBImage]) {
        var (count, left, right, top, bottom) = (0, Int.max, Int.min, Int.max, Int.min)
        let width = photo.width
        for picture in pictures {
            precondition(picture.pixels.count == photo.pixels.count, "pictures are of the photo's size")
        }
        // A row that stayed as it was, as most do, is one comparison of memory.
        let stride = 3 * width
        for y in 0..<photo.height {
            let row = stride * y..<stride * (y + 1)
            let changed = pictures.filter { !$0.pixels[row].elementsEqual(photo.pixels[row]) }
            guard !changed.isEmpty else { continue }
            for x in 0..<width {
                let bytes = row.lowerBound + 3 * x..<row.lowerBound + 3 * x + 3
                guard changed.contains(where: { $0.pixels[bytes] != photo.pixels[bytes] }) else { continue }
                count += 1
                (left, right) = (min(left, x), max(right, x))
                (top, bottom) = (min(top, y), max(bottom, y))
            }
        }
        pixels = count
        share = Double(count) / Double(photo.width * photo.height)
        box = count == 0 ? nil : [left, top, right - left + 1, bottom - top + 1]
    }
}
