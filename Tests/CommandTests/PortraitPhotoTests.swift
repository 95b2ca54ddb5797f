import Foundation
import Imaging
import TestSupport
import Testing

/// `shadewise portrait --photo`.
struct PortraitPhotoTests {
    private static let isReady = SharedData.isPresent && FaceModels.arePresent

    private static func shared(_ name: String) -> String {
        SharedData.directory.appending(path: "photos/\(name)").path(percentEncoded: false)
    }

    private static func temporary(_ name: String) -> String {
        FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)-\(name)").path(
            percentEncoded: false)
    }

    @Test(.enabled(if: isReady, "\(SharedData.skipReason); or \(FaceModels.skipReason)"))
    func photoGetsTheSkinAskedFor() throws {
        let path = Self.temporary("relit.png")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let run = try ProgramRun([
            "portrait", "--photo", Self.shared("person-b-2.jpg"), "--lab", "46,13,19", "--out", path, "--truth", "-",
        ])
        #expect(run.status == 0, "\(run.errors)")
        let truth = try #require(try run.objects.first)
        #expect(truth["photo"] as? String == "person-b-2.jpg")
        #expect(truth["lab"] as? [Double] == [46, 13, 19])
        #expect((truth["landmarks"] as? [[Double]])?.count == 468)
        #expect(truth["backdrop"] == nil && truth["worn"] == nil)
        let light = try #require(truth["light"] as? [String: Any])
        #expect(light["second"] == nil && light["camera"] as? Int == 0)
        let read = try ProgramRun(["analyze", "--format", "json", path])
        let skin = try #require(try read.objects.first?["skin"] as? [String: Any])
        let regions = try #require(skin["regions"] as? [String: [String: Any]])
        let jaw = try #require(regions["jaw"]?["lab"] as? [Double])
        #expect(zip(jaw, [46, 13, 19]).allSatisfy { abs($0 - $1) < 5 }, "\(jaw)")
    }

    @Test(.enabled(if: isReady, "\(SharedData.skipReason); or \(FaceModels.skipReason)"))
    func setsGoRoundThePhotosThatHaveAFace() throws {
        let folder = Self.temporary("relit")
        let gray = Self.temporary("nobody.png")
        defer { for path in [folder, gray] { try? FileManager.default.removeItem(atPath: path) } }
        try Data(RGBImage(width: 200, height: 200, gray: 120).encodedPNG()).write(to: URL(filePath: gray))
        let photos = [Self.shared("person-b-2.jpg"), gray, Self.shared("person-f-1.png")]
        let arguments = ["portrait", "--random", "3", "--count", "3", "--fold", "2/5", "--out", folder, "--photo"]
        let run = try ProgramRun(arguments + photos)
        #expect(run.status == 0 && run.errors.contains("nobody.png: left out"), "\(run.errors)")
        let rows = try String(contentsOfFile: folder + "/manifest.csv", encoding: .utf8)
            .split(whereSeparator: \.isNewline).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.map(\.count) == [rows[0].count, rows[0].count, rows[0].count, rows[0].count])
        #expect(rows.compactMap(\.last) == ["photo", "person-b-2.jpg", "person-f-1.png", "person-b-2.jpg"])
        let first = try Data(contentsOf: URL(filePath: folder + "/portrait-00001.jpg"))
        #expect(try ProgramRun(arguments + photos + ["--overwrite"]).status == 0)
        #expect(try Data(contentsOf: URL(filePath: folder + "/portrait-00001.jpg")) == first)
        // A set's own portrait would be deleted before it is read.
        let own = try ProgramRun(arguments + [folder + "/portrait-00001.jpg", "--overwrite"])
        #expect(own.status == 2 && own.errors.contains("would overwrite"), "\(own.errors)")
        #expect(try Data(contentsOf: URL(filePath: folder + "/portrait-00001.jpg")) == first)
    }

    /// A set that stands is refused before any photo is looked at, and kept where no photo has a face.
    @Test(.enabled(if: FaceModels.arePresent, "\(FaceModels.skipReason)"))
    func setsAreKeptUntilAFaceIsFound() throws {
        let (folder, gray) = (Self.temporary("relit"), Self.temporary("nobody.png"))
        defer { for path in [folder, gray] { try? FileManager.default.removeItem(atPath: path) } }
        try Data(RGBImage(width: 200, height: 200, gray: 120).encodedPNG()).write(to: URL(filePath: gray))
        let arguments = ["portrait", "--random", "3", "--count", "1", "--out", folder]
        #expect(try ProgramRun(arguments + ["--size", "64x64"]).status == 0)
        let refused = try ProgramRun(arguments + ["--photo", gray])
        #expect(refused.status == 2 && !refused.errors.contains("left out"), "\(refused.errors)")
        let faceless = try ProgramRun(arguments + ["--photo", gray, "--overwrite"])
        #expect(faceless.status == 1 && faceless.errors.contains("left out"), "\(faceless.errors)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
                "manifest.csv", "portrait-00001.jpg",
            ])
    }

    /// No more photos are worked through than a set has portraits.
    @Test(.enabled(if: isReady, "\(SharedData.skipReason); or \(FaceModels.skipReason)"))
    func photosThatHaveNoTurnAreNotRead() throws {
        let (folder, gray) = (Self.temporary("relit"), Self.temporary("nobody.png"))
        defer { for path in [folder, gray] { try? FileManager.default.removeItem(atPath: path) } }
        try Data(RGBImage(width: 200, height: 200, gray: 120).encodedPNG()).write(to: URL(filePath: gray))
        let run = try ProgramRun([
            "portrait", "--random", "3", "--count", "1", "--out", folder, "--photo", Self.shared("person-b-2.jpg"),
            gray,
        ])
        // Progress is told where the machine is slow.
        #expect(run.status == 0 && !run.errors.contains("left out"), "\(run.errors)")
    }

    /// Much lighter skin than a photo's own would show its noise.
    @Test(.enabled(if: isReady, "\(SharedData.skipReason); or \(FaceModels.skipReason)"))
    func lightSkinIsLeftToPhotosThatCanShowIt() throws {
        let (folder, dark) = (Self.temporary("relit"), Self.temporary("dark.png"))
        defer { for path in [folder, dark] { try? FileManager.default.removeItem(atPath: path) } }
        var image = try EncodedImage(contentsOf: Self.shared("person-b-2.jpg")).decoded().image
        for index in image.pixels.indices { image.pixels[index] /= 3 }
        try Data(image.encodedPNG()).write(to: URL(filePath: dark))
        let run = try ProgramRun([
            "portrait", "--random", "3", "--count", "2", "--lab", "70,9,15", "--out", folder, "--photo", dark,
            Self.shared("person-b-2.jpg"),
        ])
        #expect(run.status == 0 && run.errors.contains("dark.png: left out of portraits lighter"), "\(run.errors)")
        let manifest = try String(contentsOfFile: folder + "/manifest.csv", encoding: .utf8)
        #expect(manifest.contains("person-b-2.jpg") && !manifest.contains("dark.png"))
    }

    @Test(.enabled(if: FaceModels.arePresent, "\(FaceModels.skipReason)"))
    func photosWithoutAFaceAreNamed() throws {
        let (gray, out) = (Self.temporary("nobody.png"), Self.temporary("relit.jpg"))
        defer { try? FileManager.default.removeItem(atPath: gray) }
        try Data(RGBImage(width: 200, height: 200, gray: 120).encodedPNG()).write(to: URL(filePath: gray))
        let run = try ProgramRun(["portrait", "--photo", gray, "--lab", "46,13,19", "--out", out])
        #expect(run.status == 1 && run.errors.contains(gray), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: out))
    }

    @Test(arguments: [
        ["--yaw", "3"], ["--size", "64x64"], ["--seed", "4"], ["--second-light", "A"], ["--cast", "1,1,0.9"],
        ["--noise", "1"], ["--face-height", "0.4"],
    ]) func whatAPhotoBringsCannotBeChosen(options: [String]) throws {
        let run = try ProgramRun(
            ["portrait", "--photo", "me.jpg", "--lab", "46,13,19", "--out", Self.temporary("never.jpg")] + options)
        #expect(run.status == 2 && run.errors.contains("leave \(options[0]) out"), "\(run.errors)")
    }

    @Test(arguments: [
        ["--photo", "me.jpg"], ["--photo", "me.jpg", "you.jpg", "--lab", "46,13,19"],
        ["--photo", "me.jpg", "--lab", "46,13,19", "--fold", "1/2"],
        ["--photo", "me.jpg", "--random", "1", "--count", "2", "--light", "A"],
    ]) func contradictionsAreMisuse(options: [String]) throws {
        #expect(try ProgramRun(["portrait", "--out", Self.temporary("never.jpg")] + options).status == 2)
    }
}
