import Imaging
import TestSupport
import Testing

@Suite(.enabled(if: PythonOracle.isPresent, Comment(rawValue: PythonOracle.skipReason)))
struct ExifTagsTests {
    /// EXIF as Pillow writes it.
    private static func picture(_ format: String, flash: Int?, lightSource: Int?) throws -> EncodedImage {
        try EncodedImage(
            bytes: [UInt8](
                PythonOracle.run(
                    """
                    import io, sys
                    from PIL import Image
                    exif = Image.Exif()
                    exif[0x0112] = 6
                    for tag, value in ((0x9209, "\(flash.map(String.init) ?? "")"), (0x9208, "\(lightSource.map(String.init) ?? "")")):
                        if value: exif.get_ifd(0x8769)[tag] = int(value)
                    out = io.BytesIO()
                    Image.new("RGB", (8, 4), (200, 150, 120)).save(out, "\(format)", exif=exif)
                    sys.stdout.buffer.write(out.getvalue())
                    """)))
    }

    @Test(arguments: ["JPEG", "PNG"], [0, 1, 9, 16, 24, 25, 31, 0x59])
    func flashFiredIsTheLowestBit(format: String, flash: Int) throws {
        let info = try Self.picture(format, flash: flash, lightSource: nil).info
        #expect(info.flash == (flash & 1 == 1))
        #expect(info.lightSource == nil && info.orientation == 6 && info.width == 4)
    }

    @Test(
        arguments: [
            (0, nil), (1, LightSource.daylight), (3, .tungsten), (4, .flash), (10, .cloudy), (11, .shade),
            (14, .fluorescent),
            (17, .tungsten), (20, .daylight), (255, nil), (9_999, nil),
        ] as [(Int, LightSource?)])
    func lightSourcesAreNamed(value: Int, expected: LightSource?) throws {
        let info = try Self.picture("JPEG", flash: nil, lightSource: value).info
        #expect(info.lightSource == expected && info.flash == nil)
    }
}
