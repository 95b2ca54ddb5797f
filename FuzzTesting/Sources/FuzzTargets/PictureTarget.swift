import Imaging

/// The way a selfie takes: header, whole picture, reduced picture, part of the picture.
enum PictureTarget {
    /// Smaller than the default, so that a thousand pictures a second can be tried; a file that fits in them and still
    /// takes seconds is a bomb.
    static let limits = ImageLimits(pixels: 1 << 16, bytes: 1 << 20, workingBytes: 16 << 20)

    static func run(_ bytes: [UInt8], _ format: ImageFormat) -> Bool {
        do {
            let encoded = try EncodedImage(bytes: bytes, limits: limits)
            let info = encoded.info
            require(info.width > 0 && info.height > 0, "a picture has pixels")
            require(info.width * info.height <= limits.pixels, "the limit on pixels holds")
            require(info.profile.utf8.count <= 64, "a profile's name is short")
            require(info.profile.utf8.allSatisfy { 0x20...0x7E ~= $0 }, "a profile's name is printable")
            require((1...8).contains(info.orientation), "an orientation is 1 to 8")
            decode(encoded)
            return info.format == format
        } catch {
            check(error)
            return error.code != .unsupportedFormat
        }
    }

    private static func decode(_ encoded: EncodedImage) {
        let (width, height) = (encoded.info.width, encoded.info.height)
        attempt { () throws(ImagingError) in
            let whole = try encoded.decoded()
            require(whole.image.width == width && whole.image.height == height, "a whole picture has its header's size")
            check(whole)
        }
        attempt { () throws(ImagingError) in check(try encoded.decoded(minimumLongSide: max(width, height) / 3)) }
        attempt { () throws(ImagingError) in
            let region = PixelRegion(x: width / 3, y: height / 4, width: width / 2 + 1, height: height / 2 + 1)
            check(try encoded.decoded(region: region, minimumLongSide: height % 3 == 0 ? nil : 9))
        }
    }

    private static func check(_ decoded: DecodedImage) {
        let image = decoded.image
        require(image.pixels.count == image.width * image.height * 3, "pixels fill the picture")
        require(decoded.scale > 0 && decoded.scale <= 1, "a scale is in (0, 1]")
    }

    private static func attempt(_ body: () throws(ImagingError) -> Void) {
        do { try body() } catch { check(error) }
    }

    static func check(_ error: ImagingError) {
        require(error.message.hasSuffix(".") && error.message.utf8.count < 300, "an error is a short sentence")
    }
}
