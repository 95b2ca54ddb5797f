@testable import Imaging

/// A TIFF structure as JPEG and PNG files carry it.
enum ExifTarget {
    private static let scene = RGBImage(width: 8, height: 8, gray: 90)
    private static let jpeg = (try? scene.encodedJPEG()) ?? []
    private static let png = (try? scene.encodedPNG()) ?? []

    static func run(_ bytes: [UInt8]) {
        let tags = ExifTags(tiff: bytes[...])
        let content = Array("Exif\0\0".utf8) + bytes
        guard content.count <= 65_533, jpeg.count > 2, png.count > 33 else { return }
        let length = content.count + 2
        let segment: [UInt8] = [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + content
        check(Array(jpeg[..<2]) + segment + Array(jpeg[2...]), tags)
        check(Array(png[..<33]) + PNGFile.chunk(Array("eXIf".utf8), bytes) + Array(png[33...]), tags)
    }

    /// Whatever metadata says, the picture is there.
    private static func check(_ file: [UInt8], _ tags: ExifTags) {
        do {
            let info = try EncodedImage(bytes: file).info
            require(info.width == 8 && info.height == 8, "metadata changes no size")
            require(info.orientation == (tags.orientation ?? .upright).rawValue, "carriers read one orientation")
            require(info.flash == tags.flash && info.lightSource == tags.lightSource, "carriers read one light")
        } catch {
            fatalError("broken promise: metadata costs no picture: \(error)")
        }
    }
}
