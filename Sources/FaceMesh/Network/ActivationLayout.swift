/// Where an activation lies in a workspace: rows of pixels, channels innermost, inside a border that stays zero, so
/// that filters need no edge cases. All lengths and offsets count floats.
struct ActivationLayout {
    /// Pixels of zeros kept around the picture.
    struct Border {
        var top = 0
        var left = 0
        var bottom = 0
        var right = 0

        /// Enough for both.
        func union(_ other: Border) -> Border {
            Border(
                top: max(top, other.top), left: max(left, other.left),
                bottom: max(bottom, other.bottom), right: max(right, other.right))
        }
    }

    var height: Int
    var width: Int
    /// Channels that carry figures; the rest of `pixelStride` is zero.
    var channels: Int
    /// A multiple of 8, but for a network's own input.
    var pixelStride: Int
    var border = Border()
    /// The first float of the border's first row.
    var offset = 0

    var vectors: Int { pixelStride / 8 }
    var rowStride: Int { (border.left + width + border.right) * pixelStride }
    var floatCount: Int { (border.top + height + border.bottom) * rowStride }

    /// Zeroes what lies around the picture.
    func clearBorder(in memory: UnsafeMutablePointer<Float>) {
        let first = memory + offset
        let inner = border.top * rowStride
        first.update(repeating: 0, count: inner)
        if border.left + border.right > 0 {
            for row in 0..<height {
                let start = first + inner + row * rowStride
                start.update(repeating: 0, count: border.left * pixelStride)
                (start + (border.left + width) * pixelStride).update(repeating: 0, count: border.right * pixelStride)
            }
        }
        (first + inner + height * rowStride).update(repeating: 0, count: border.bottom * rowStride)
    }

    /// The first channel of a pixel; rows and columns may reach into the border.
    func index(row: Int, column: Int) -> Int {
        offset + (border.top + row) * rowStride + (border.left + column) * pixelStride
    }
}
