import ColorKernels
import Imaging

/// What a single walk over a face patch tells of its light and colour.
struct PatchOverview: Sendable {
    /// Encoded brightness, 0...1, that one pixel in a hundred passes: highlights, clothes, walls.
    let brightestHundredth: Double
    /// Whether next to nothing has colour, as in a black-and-white photo saved as a colour file.
    let isMonochrome: Bool

    /// Bound by stores: a counter a pixel, beside four loads.
    /// - Parameter lab: of the same pixels.
    /// - Complexity: O(pixels); one in three is looked at, which tells as much as all.
    init(of image: RGBImage, lab: LabPlanes) {
        precondition(3 * lab.count == image.pixels.count, "every pixel has one colour")
        let count = lab.count / 3
        // Four counters a code: neighbours share codes, and adding to a counter just written has to wait for it.
        var counters = [Int32](repeating: 0, count: 4 * 256)
        var colorful = 0
        image.pixels.withUnsafeBufferPointer { pixels in
            lab.a.withUnsafeBufferPointer { a in
                lab.b.withUnsafeBufferPointer { b in
                    counters.withUnsafeMutableBufferPointer { counters in
                        for index in 0..<count {
                            counters[4 * Int(pixels[9 * index + 1]) + index & 3] &+= 1
                            let (a, b) = (a[3 * index], b[3 * index])
                            colorful &+= a * a + b * b > 16 ? 1 : 0
                        }
                    }
                }
            }
        }
        isMonochrome = colorful * 150 < lab.count
        var above = count / 100
        let code = stride(from: 255, through: 0, by: -1).first { code in
            above -= counters[4 * code..<4 * code + 4].reduce(0) { $0 + Int($1) }
            return above < 0
        }
        brightestHundredth = Double(code ?? 0) / 255
    }
}
