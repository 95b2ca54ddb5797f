import Foundation
import Imaging
import TestSupport
import Testing

@Suite(
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)),
    .enabled(if: PythonOracle.isPresent, Comment(rawValue: PythonOracle.skipReason)))
struct PhotoTests {
    @Test("real photographs agree with Pillow, whole and reduced")
    func photographs() throws {
        let folder = SharedData.directory.appending(path: "photos")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
        let photos = names.filter { $0.hasSuffix(".jpg") || $0.hasSuffix(".png") }
        #expect(!photos.isEmpty)
        for name in photos {
            let path = folder.appending(path: name).path(percentEncoded: false)
            let expected = try [UInt8](PythonOracle.run(Self.script, [path]))
            let encoded = try EncodedImage(contentsOf: path)
            let whole = try encoded.decoded().image
            #expect(largestDifference(whole.pixels, expected) <= 2, "\(name)")
            let reduced = try encoded.decoded(minimumLongSide: 512)
            let longSide = max(whole.width, whole.height)
            let reducedSide = max(reduced.image.width, reduced.image.height)
            #expect(reducedSide >= min(512, longSide))
            #expect(Double(reducedSide) == (Double(longSide) * reduced.scale).rounded(.up), "\(name)")
        }
    }

    private static let script = """
        import io, sys
        from PIL import Image, ImageCms, ImageOps
        image = ImageOps.exif_transpose(Image.open(sys.argv[1]))
        profile = image.info.get("icc_profile")
        if profile:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=image.mode)
        if image.mode in ("RGBA", "LA", "P"):
            image = image.convert("RGBA")
            image = Image.alpha_composite(Image.new("RGBA", image.size, (255, 255, 255, 255)), image)
        sys.stdout.buffer.write(image.convert("RGB").tobytes())
        """
}
