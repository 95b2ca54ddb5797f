import Foundation
import Imaging
import Reports
import TestSupport
import Testing

/// The page of `match --report`, as it is asked for in a shell.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct MatchReportTests {
    private static let selfie = SharedData.root.appending(path: "Assets/selfies/selfie-5-brown.jpg")
        .path(percentEncoded: false)
    private let workshop: Workshop

    init() throws { workshop = try Workshop() }

    private func page(_ options: String..., of photo: String = selfie) throws -> String {
        let out = workshop.path("page.html")
        let run = try ProgramRun(["match", photo, "--report", out] + options)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        return try String(contentsOfFile: out, encoding: .utf8)
    }

    /// The page without pictures, style and script.
    private func words(of page: String) throws -> String {
        try page.replacing(Regex("data:image/jpeg;base64,[A-Za-z0-9+/=]*"), with: "")
            .replacing(Regex("<style>.*?</style>").dotMatchesNewlines(), with: "")
            .replacing(Regex("<script>.*?</script>").dotMatchesNewlines(), with: "")
    }

    private func pictures(of page: String) throws -> [RGBImage] {
        try page.matches(of: Regex("data:image/jpeg;base64,([A-Za-z0-9+/=]*)")).map { match in
            let text = String(try #require(match.output[1].substring))
            let bytes = [UInt8](try #require(Data(base64Encoded: text)))
            #expect(!String(decoding: bytes.prefix(4_096), as: UTF8.self).contains("Exif"))
            return try EncodedImage(bytes: bytes).decoded().image
        }
    }

    @Test func holdsAllThatItNeedsAndNothingFromElsewhere() throws {
        let page = try page("--top", "4")
        #expect(page.utf8.count < 1_500_000)
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("url("))
        #expect(!page.contains("<link") && !page.contains("@import") && !page.contains("fetch("))
        let words = try words(of: page)
        // Every source is a picture in the page; every other is gone with the pictures.
        #expect(!words.contains(try Regex("(src|href)=\"[^\"]")))
        #expect(words.contains("<html lang=\"en\">") && words.contains("default-src 'none'"))
        #expect(!words.contains("{") && !words.contains("}") && !words.contains(">nan"))
    }

    @Test func everyShadeHasAPictureOfItsOwnAndEveryPictureWords() throws {
        let page = try page("--top", "4")
        let pictures = try pictures(of: page)
        // The photo, the bare face, and four shades.
        #expect(pictures.count == 6)
        #expect(max(pictures[0].width, pictures[0].height) == 1_000)
        let faces = pictures.dropFirst()
        #expect(Set(faces.map { [$0.width, $0.height] }).count == 1 && Set(faces.map(\.pixels)).count == 5)
        #expect(faces.allSatisfy { max($0.width, $0.height) <= 600 })
        let words = try words(of: page)
        #expect(words.matches(of: try Regex("<img [^>]*alt=\"[^\"]+\"")).count == 6)
        #expect(words.matches(of: try Regex("<li value=")).count == 4)
        #expect(words.matches(of: try Regex("<polygon ")).count > 8)
    }

    /// The command's own words and figures, and the photo's shades in the same order.
    @Test func saysWhatTheCommandSays() throws {
        let out = workshop.path("page.html")
        let run = try ProgramRun(["match", Self.selfie, "--report", out, "--top", "3", "--format", "json"])
        let words = try words(of: String(contentsOfFile: out, encoding: .utf8))
        let object = try #require(try run.objects.first)
        let skin = try #require(object["skin"] as? [String: Any])
        #expect(words.contains(try #require(skin["hex"] as? String)))
        let match = try #require(object["match"] as? [String: Any])
        var rest = words[...]
        for shade in try #require(match["shades"] as? [[String: Any]]) {
            let sku = try #require(shade["sku"] as? String)
            let place = try #require(rest.range(of: "SKU \(sku)<"))
            rest = rest[place.upperBound...]
        }
    }

    @Test(arguments: ["lip", "concealer", "brow", "contour"])
    func otherCategoriesAreTriedOnToo(category: String) throws {
        let page = try page("--category", category, "--top", "2")
        #expect(try pictures(of: page).count == 4)
        #expect(try words(of: page).contains("Your \(category) shades"))
    }

    @Test func namesFromCatalogsAreText() throws {
        let feed = try workshop.write(
            (Workshop.header + "X1,\"<b>B\",\"P\"\" onload=x\",<script>alert(1)</script>,foundation,40,12,16\n").utf8)
        let page = try page("--catalog", feed)
        #expect(!page.contains("<script>alert") && !page.contains("<b>") && !page.contains("P\" onload"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("&lt;b&gt;B"))
        #expect(page.matches(of: try Regex("<script>")).count == 1)
    }

    /// It holds a face: only its owner may read it, whatever the permissions of a file it replaces.
    @Test func onlyItsOwnerMayReadIt() throws {
        let out = try workshop.write("old".utf8, as: "page.html")
        for _ in 0..<2 {
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: out)
            let page = try page()
            #expect(page.hasPrefix("<!DOCTYPE html>"))
            let mode = try FileManager.default.attributesOfItem(atPath: out)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            try FileManager.default.removeItem(atPath: out)
            _ = try workshop.write("".utf8, as: "page.html")
        }
        #expect(!FileManager.default.fileExists(atPath: out + ".partial"))
    }

    @Test func standardOutputIsThePagesAlone() throws {
        let run = try ProgramRun(["match", Self.selfie, "--report", "-", "--top", "1"])
        #expect(run.status == 0 && run.output.hasPrefix("<!DOCTYPE html>") && run.output.hasSuffix("</html>\n"))
        #expect(run.errors.contains("Sure to"))
    }

    @Test func aRefusedPhotoGivesItsRemedyAndNoPage() throws {
        let policy = try workshop.write(try strictest.utf8, as: "strictest.yaml")
        let out = workshop.path("page.html")
        let run = try ProgramRun(["match", Self.selfie, "--report", out, "--policy", policy])
        #expect(run.status == 1 && run.errors.contains("not good enough to match"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: out))
        let forced = try page("--policy", policy, "--force")
        #expect(try words(of: forced).contains("This photo was not good enough"))
    }

    /// No photo has as little of a cast as this asks for.
    private var strictest: String {
        get throws {
            let tightest = "color_cast: {warning: 0.00001, refusal: 0.00002}"
            let url = SharedData.root.appending(path: "Sources/SkinTone/Resources/capture-policy-moderate.yaml")
            return try String(contentsOf: url, encoding: .utf8)
                .replacing(try Regex("color_cast: \\{[^}]*\\}"), with: tightest)
        }
    }

    @Test func noFaceIsAnErrorAndWritesNothing() throws {
        let out = workshop.path("page.html")
        let photo = try workshop.write(RGBImage(width: 300, height: 300, gray: 128).encodedPNG(), as: "gray.png")
        let run = try ProgramRun(["match", photo, "--report", out])
        #expect(run.status == 1 && !run.errors.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: out))
    }

    @Test func nothingThatIsReadIsWrittenOver() throws {
        let photo = try workshop.write(Data(contentsOf: URL(filePath: Self.selfie)), as: "selfie.jpg")
        let other = try workshop.write(Data(contentsOf: URL(filePath: Self.selfie)), as: "other.jpg")
        let feed = try workshop.twoShades()
        for (out, message) in [
            (photo, "would overwrite the photo"), (feed, "would overwrite the catalog"),
            (other, "is a photo, and --report would replace it"), (workshop.path(""), "this is a folder"),
            (workshop.path("missing/page.html"), "cannot be written"),
        ] {
            let old = try? Data(contentsOf: URL(filePath: out))
            let run = try ProgramRun(["match", photo, "--catalog", feed, "--report", out])
            #expect(run.status == 2 && run.errors.contains(message), "\(run.errors)")
            #expect((try? Data(contentsOf: URL(filePath: out))) == old)
        }
    }

    @Test(arguments: [[selfie, selfie], [selfie, selfie, "--together"], ["--lab", "60,12,18"]])
    func aPageIsAboutOnePhoto(arguments: [String]) throws {
        let out = workshop.path("page.html")
        let run = try ProgramRun(["match"] + arguments + ["--report", out])
        #expect(run.status == 2 && run.errors.contains("give one IMAGE"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: out))
    }
}
