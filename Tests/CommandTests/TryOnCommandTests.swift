import Foundation
import Imaging
import TestSupport
import Testing

/// Shades on photos as it is asked for in a shell.
struct TryOnCommandTests {
    private static let selfie = "Assets/selfies/selfie-5-brown.jpg"
    private let workshop: Workshop

    init() throws { workshop = try Workshop() }

    @Test func putsALookOnAndSaysWhatChanged() throws {
        let out = workshop.path("after.png")
        let run = try ProgramRun([
            "try-on", Self.selfie, "--look", "lip=42,45,18:80", "--look", "foundation=OF-SDS-20:0.5", "--out", out,
            "--format", "json",
        ])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("\"category\":\"lip\"") && run.output.contains("\"sku\":\"OF-SDS-20\""))
        let before = try EncodedImage(contentsOf: Self.selfie).decoded().image
        let after = try EncodedImage(contentsOf: out).decoded().image
        #expect(after.width == before.width && after.height == before.height)
        let changed = zip(before.pixels, after.pixels).count { $0 != $1 }
        #expect(changed > 10_000)
        // The corners belong to nobody's face.
        #expect(before.pixels[..<60_000] == after.pixels[..<60_000])
        #expect(before.pixels.suffix(60_000) == after.pixels.suffix(60_000))
    }

    @Test(arguments: [("--compare", 2), ("--strip", 3)])
    func picturesStandSideBySide(option: String, panels: Int) throws {
        let out = workshop.path("panels.jpg")
        let run = try ProgramRun([
            "try-on", Self.selfie, "--look", "lip=42,45,18", "--look", "lip=60,30,20", option, "--out", out,
        ])
        #expect(run.status == 0, "\(run.errors)")
        let photo = try EncodedImage(contentsOf: Self.selfie).info
        let picture = try EncodedImage(contentsOf: out).info
        #expect(picture.height == photo.height && picture.width > panels * photo.width - 1)
        #expect(picture.width < panels * photo.width + 60)
    }

    @Test(arguments: [
        (["--look", "lip=NO-SUCH"], 2, "“NO-SUCH” is not in the catalog"),
        (["--look", "lip=nan,50,22"], 2, "a colour is L,a,b"),
        (["--look", "lip=40,50"], 2, "a colour is L,a,b"),
        (["--look", "lip=#ff0000:80"], 2, "a colour is L,a,b"),
        (["--look", "lip=0,128,-128"], 2, "no surface has the colour"),
        (["--look", "lip=45,38,16:1.5"], 2, "up to 1 it is a share, from 2 on percent"),
        (["--look", "foundation=SKU:140"], 2, "must lie in 0...100"),
        (["--look", "lips=X"], 2, "a look is CATEGORY=SKU"),
        (["--look", "lip=50,400,0"], 2, "a* and b* within 128"),
        (["--look", "lip=OF-SDS-20"], 2, "name it as what it is, or force it"),
        ([], 2, "give what to put on"),
        (["--look", "lip=50,40,20:lashes"], 2, "lip has no style lashes; it has full, ombre, center, outline"),
        (["--look", "foundation=50,20,20:ombre"], 2, "foundation has no style ombre"),
        (
            ["--look", "lip=50,40,20:velvet"], 2,
            "“velvet” in lip=50,40,20:velvet is no amount of 0...100, no style (full, ombre, center, outline) and no finish"
        ),
        (["--look", "lip=50,40,20", "--out", "picture.bmp"], 2, "ends in .png or .jpg"),
        (["--look", "lip=50,40,20", "--mask", "--strip"], 2, "give one"),
    ])
    func faultsAreNamedWithARemedy(options: [String], status: Int, message: String) throws {
        let run = try ProgramRun(["try-on", Self.selfie] + options)
        #expect(run.status == Int32(status), "\(run.status) \(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
    }

    @Test func whatIsWrongWithALookIsToldToProgramsToo() throws {
        for (look, code) in [
            ("lip=NO-SUCH", "unknown_sku"), ("lip=OF-SDS-20", "unknown_category"), ("lip=40,50", "invalid_look"),
        ] {
            let run = try ProgramRun(["try-on", Self.selfie, "--look", look, "--format", "json"])
            let object = try #require(try run.objects.first)
            #expect(run.status == 2 && object["schema"] as? String == "shadewise/error/1")
            #expect((object["error"] as? [String: Any])?["code"] as? String == code)
        }
    }

    @Test func theHelpNamesShadesThatThereAre() throws {
        let help = try ProgramRun(["try-on", "--help"]).output
        let rows = try String(contentsOf: URL(filePath: "Catalog/sample.csv"), encoding: .utf8).split(separator: "\n")
        let named = help.matches(of: /([a-z]+)=([A-Z]{2}-[A-Z]{3}-[0-9]{2})/)
        #expect(named.count >= 2)
        for name in named {
            let row = rows.first { $0.hasPrefix(name.2 + ",") }
            #expect(row?.contains("," + name.1 + ",") == true, "\(name.0)")
        }
    }

    /// Whose face it is, what the photo is worth, how sure each colour is and how much of it shows.
    @Test func theReportSaysWhatALookIsWorth() throws {
        let look = ["try-on", Self.selfie, "--look", "lip=HA-OPV-02", "--look", "foundation=OF-SDS-20:0.5"]
        for light in ["--as-lit", "--as-daylight"] {
            let out = workshop.path("worth.png")
            let json = try ProgramRun(look + [light, "--out", out, "--format", "json"])
            #expect(json.status == 0, "\(json.errors)")
            let report = try #require(try json.objects.first)
            #expect((report["face"] as? [String: Any])?["box"] as? [Double] != nil)
            #expect((report["capture"] as? [String: Any])?["usable"] as? Bool == true)
            #expect((report["versions"] as? [String: Any])?["catalog"] as? String != nil)
            #expect(report["flattened"] as? Bool == false)
            let layers = try #require(report["layers"] as? [[String: Any]])
            #expect(layers.count == 2)
            for layer in layers {
                let shown = try #require(layer["shown"] as? Double)
                let within = try #require(layer["shownWithin"] as? Double)
                #expect((0.4...1).contains(shown) && (0.1...15).contains(within), "\(shown) \(within)")
                #expect(layer["applied"] as? Bool == true && layer["warning"] == nil)
            }
            let text = try ProgramRun(look + [light, "--out", out])
            #expect(text.output.contains("its colour right within ΔE00"), "\(text.output)")
        }
    }

    @Test func panelsOfALargePhotoAreReduced() throws {
        let photo = try EncodedImage(contentsOf: Self.selfie).decoded().image
        let large = try workshop.write(photo.resized(width: 1_950, height: 2_600).encodedJPEG(), as: "large.jpg")
        let out = workshop.path("panels.png")
        let run = try ProgramRun([
            "try-on", large, "--look", "lip=42,45,18", "--compare", "--force", "--out", out, "--format", "json",
        ])
        #expect(run.status == 0, "\(run.errors)")
        let picture = try EncodedImage(contentsOf: out).info
        #expect(picture.height == 2_000 && (3_000...3_040).contains(picture.width))
        let changed = try #require(try run.objects.first?["changed"] as? [String: Any])
        let counted = try #require(changed["pixels"] as? Int)
        #expect(counted > 1_000)
    }

    @Test func aMaskShowsWhatItCounts() throws {
        let out = workshop.path("mask.png")
        let run = try ProgramRun([
            "try-on", Self.selfie, "--look", "lip=42,45,18", "--mask", "--out", out, "--format", "json",
        ])
        #expect(run.status == 0, "\(run.errors)")
        let mask = try EncodedImage(contentsOf: out).decoded().image
        let changed = try #require(try run.objects.first?["changed"] as? [String: Any])
        let white = (0..<mask.pixels.count / 3).count { mask.pixels[3 * $0] > 0 }
        // Where next to nothing goes on no code tells.
        let counted = try #require(changed["pixels"] as? Int)
        #expect(white > 1_000 && (white...white * 12 / 10).contains(counted), "\(white) \(counted)")
    }

    @Test func foundationsStandBesideEachOtherOnOneCheek() throws {
        let out = workshop.path("stripes.png")
        let run = try ProgramRun(["try-on", Self.selfie, "--foundation-strip", "--out", out, "--format", "json"])
        #expect(run.status == 0, "\(run.errors)")
        for zone in ["innerStripe", "middleStripe", "outerStripe"] { #expect(run.output.contains(zone)) }
        let layers = try #require(try run.objects.first?["layers"] as? [[String: Any]])
        #expect(layers.compactMap { $0["role"] as? String } == ["lighter", "best", "darker"])
        let lightness = try layers.map { try #require(($0["lab"] as? [Double])?.first) }
        #expect(lightness[0] > lightness[1] + 1.4 && lightness[1] > lightness[2] + 1.4, "\(lightness)")
        let text = try ProgramRun(["try-on", Self.selfie, "--foundation-strip", "--out", out])
        #expect(text.output.contains("best: foundation on middle stripe"), "\(text.output)")
        let fault = try ProgramRun(["try-on", Self.selfie, "--foundation-strip", "--look", "lip=50,40,20"])
        #expect(fault.status == 2 && fault.errors.contains("takes up to three --look foundation"))
    }

    @Test func thePhotoIsNotWrittenOver() throws {
        let photo = try workshop.write(Data(contentsOf: URL(filePath: Self.selfie)), as: "selfie.jpg")
        let run = try ProgramRun(["try-on", photo, "--look", "lip=50,40,20", "--out", photo])
        #expect(run.status == 2 && run.errors.contains("would overwrite the photo"), "\(run.errors)")
        #expect(try Data(contentsOf: URL(filePath: photo)) == Data(contentsOf: URL(filePath: Self.selfie)))
    }

    @Test func noFaceIsAnErrorAndWritesNothing() throws {
        let out = workshop.path("after.png")
        let photo = try workshop.write(RGBImage(width: 300, height: 300, gray: 128).encodedPNG(), as: "gray.png")
        let run = try ProgramRun(["try-on", photo, "--look", "lip=50,40,20", "--out", out])
        #expect(run.status == 1)
        #expect(run.errors.contains("monochrome") || run.errors.contains("no_face"))
        #expect(!FileManager.default.fileExists(atPath: out))
    }

    @Test func aPhotoWithoutColorsIsRefused() throws {
        var photo = try EncodedImage(contentsOf: Self.selfie).decoded().image
        for pixel in 0..<photo.width * photo.height {
            for channel in 0..<3 { photo.pixels[3 * pixel + channel] = photo.pixels[3 * pixel + 1] }
        }
        let (gray, out) = (workshop.path("gray.png"), workshop.path("out.png"))
        try Data(photo.encodedPNG()).write(to: URL(filePath: gray))
        let run = try ProgramRun(["try-on", gray, "--look", "lip=50,40,20", "--force", "--out", out])
        #expect(run.status == 1 && run.errors.contains("monochrome"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: out))
    }
}
