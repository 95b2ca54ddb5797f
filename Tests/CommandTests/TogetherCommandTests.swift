import Foundation
import TestSupport
import Testing

/// `analyze --together`: several photos of one person.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct TogetherCommandTests {
    private static func selfie(_ name: String) -> String {
        SharedData.root.appending(path: "Assets/selfies/selfie-\(name).jpg").path(percentEncoded: false)
    }

    private static func together(_ photos: [String], _ options: String...) throws -> ProgramRun {
        try ProgramRun(["analyze", "--together"] + photos + options)
    }

    /// A file named twice, or copied, is no second witness.
    @Test func aPhotoCountsOnce() throws {
        let shop = try Workshop()
        let (photo, other) = (Self.selfie("4-tan"), Self.selfie("5-brown"))
        let copy = try shop.write(Data(contentsOf: URL(filePath: photo)), as: "copy.jpg")
        func skin(_ run: ProgramRun) throws -> NSDictionary {
            NSDictionary(dictionary: try #require(try run.objects.first?["skin"] as? [String: Any]))
        }

        let run = try Self.together([photo, other, photo, copy], "--format", "json")
        #expect(run.status == 0 && run.errors.contains("copy.jpg: the same photo as "), "\(run.errors)")
        let report = try #require(try run.objects.first)
        #expect(report["used"] as? Int == 2 && (report["photos"] as? [Any])?.count == 4)
        let repeated = try #require(report["repeated"] as? [[String: String]])
        #expect(repeated == [["path": photo, "sameAs": photo], ["path": copy, "sameAs": photo]])
        #expect(report["contradiction"] == nil)
        let pair = try Self.together([photo, other], "--format", "json")
        #expect(try skin(run) == skin(pair))
        #expect(try pair.objects.first?["repeated"] == nil)

        let text = try Self.together([photo, copy])
        #expect(text.status == 0 && text.output.hasPrefix("1 photo\n"), "\(text.output)")
        #expect(try Self.together([photo, other]).output.hasPrefix("2 photos together\n"))
    }

    @Test func photosOfTwoPeopleAreTold() throws {
        let photos = [Self.selfie("4-tan"), Self.selfie("1-light"), Self.selfie("6-deep")]
        let run = try Self.together(photos, "--format", "json")
        let contradiction = try #require(try run.objects.first?["contradiction"] as? [String: Any], "\(run.output)")
        #expect(contradiction["photos"] as? [String] == [photos[1], photos[2]])
        #expect((contradiction["distance"] as? Double ?? 0) > (contradiction["limit"] as? Double ?? .infinity))
        #expect((contradiction["advice"] as? String)?.contains("may not be of one person") == true)
        let text = try Self.together(photos)
        #expect(text.status == 0 && text.output.contains("may not be of one person"), "\(text.output)")
    }

    /// As a photo alone is told what to do better.
    @Test func everyPhotoGetsItsAdvice() throws {
        let shop = try Workshop()
        let rule = "color_cast: {warning: 0.00001, advice: Go to the window.}"
        let policy = try shop.write("name: own\nminimumFaceWidth: 56\nissues:\n  \(rule)\n".utf8, as: "policy.yaml")
        let run = try Self.together([Self.selfie("4-tan"), Self.selfie("5-brown")], "--policy", policy)
        for name in ["4-tan", "5-brown"] {
            #expect(run.output.contains("selfie-\(name).jpg\n  Photo    Go to the window.\n"), "\(run.output)")
        }
    }
}
