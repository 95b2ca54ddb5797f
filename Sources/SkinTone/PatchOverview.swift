import ColorKernels
import Imaging

/// What a look over a face patch tells of its light and colour.
struct PatchOverview: Sendable {
    /// Encoded brightness, 0...1, that one pixel in a hundred passes: highlights, clothes, walls.
    let brightestHundredth: Double
    /// Whether next to nothing has colour, as in a black-and-white photo saved as a colour file.
    let isMonochrome: Bool

    /// Bound by stores: a counter a pixel, beside a load.
    /// - Complexity: O(pixels); one in three is looked at, which tells as much as all.
    init(of image: RGBImage) {
        let count = image.width * image.height / 3
        // Four counters a code: neighbours share codes, and adding to a counter just written has to wait for it.
        var counters = [Int32](repeating: 0, count: 4 * 256)
        image.pixels.withUnsafeBufferPointer { pixels in
            counters.withUnsafeMutableBufferPointer { counters in
                for index in 0..<count { counters[4 * Int(pixels[9 * index + 1]) + index & 3] &+= 1 }
            }
        }
        isMonochrome = Self.isMonochrome(image, count: count)
        var above = count / 100
        let code = stride(from: 255, through: 0, by: -1).first { code in
            above -= counters[4 * code..<4 * code + 4].reduce(0) { $0 + Int($1) }
            return above < 0
        }
        brightestHundredth = Double(code ?? 0) / 255
    }

    /// Looks until enough colour is seen: a thousand pixels, in most photos.
    /// - Parameter count: of the pixels looked at, one in three.
    private static func isMonochrome(_ image: RGBImage, count: Int) -> Bool {
        let enough = image.width * image.height
        var colorful = 0
        // From the middle on, where the face is.
        for part in [count / 2..<count, 0..<count / 2] {
            for start in stride(from: part.lowerBound, to: part.upperBound, by: 1_024) {
                let end = min(start + 1_024, part.upperBound)
                let colors = LabPlanes(srgb8: image.pixels, at: (start..<end).map { Int32(truncatingIfNeeded: 3 * $0) })
                for (a, b) in zip(colors.a, colors.b) { colorful += a * a + b * b > 16 ? 1 : 0 }
                if colorful * 150 >= enough { return false }
            }
        }
        return true
    }
}
