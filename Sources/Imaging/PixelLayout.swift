/// How a decoder lays out one pixel.
struct PixelLayout: Sendable, Hashable {
    enum Model: Sendable {
        case gray, rgb
        /// Cyan, magenta, yellow, black, stored inverted: 255 is no ink.
        case ink
    }

    var model: Model
    /// Alpha follows the colour.
    var hasAlpha = false
    /// 8, or 16 in the machine's byte order.
    var bits = 8

    var channels: Int {
        let colors =
            switch model {
            case .gray: 1
            case .rgb: 3
            case .ink: 4
            }
        return colors + (hasAlpha ? 1 : 0)
    }

    var bytes: Int { channels * bits / 8 }
}
