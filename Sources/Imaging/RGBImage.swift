/// An upright 8-bit sRGB picture: three interleaved bytes a pixel, rows top to bottom without padding.
public struct RGBImage: Sendable, Equatable {
    /// Pixels across, at least 1.
    public let width: Int
    /// Pixels down, at least 1.
    public let height: Int
    /// `width * height * 3` bytes: red, green, blue.
    public var pixels: [UInt8]

    /// - Precondition: `pixels.count == width * height * 3`, both sides at least 1.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height * 3, "pixels do not fill the picture")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// A picture of one grey level.
    public init(width: Int, height: Int, gray: UInt8 = 0) {
        self.init(width: width, height: height, pixels: [UInt8](repeating: gray, count: width * height * 3))
    }
}
