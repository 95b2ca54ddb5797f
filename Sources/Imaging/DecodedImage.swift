/// An upright sRGB picture, or a part of one, and where it lies in the full-size picture.
///
/// A point `(x, y)` of `image` lies at `(origin.x + x / scale, origin.y + y / scale)` of the full-size upright picture.
public struct DecodedImage: Sendable, Equatable {
    /// The pixels, in sRGB and upright.
    public let image: RGBImage
    /// Decoded pixels per full-size pixel, in (0, 1].
    public let scale: Double
    /// Where the top left corner lies. When a reduced picture is stored mirrored or turned, and its size is not a
    /// multiple of the reduction, its first column or row covers less than a whole decoded pixel, and this lies up to
    /// one decoded pixel outside the picture.
    public let origin: PixelPoint

    /// Without a scale and an origin, a whole picture at full size.
    public init(image: RGBImage, scale: Double = 1, origin: PixelPoint = PixelPoint(x: 0, y: 0)) {
        self.image = image
        self.scale = scale
        self.origin = origin
    }
}
