import Foundation
import Imaging
import TestSupport
import Testing

struct PortraitCommandTests {
    @Test(arguments: ["portrait.png", "portrait.jpg"])
    func drawsAPictureWithItsTruth(name: String) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)-\(name)").path(
            percentEncoded: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let run = try ProgramRun([
            "portrait", "--lab", "46,13,19", "--size", "240x320", "--seed", "4", "--out", path, "--truth", "-",
        ])
        #expect(run.status == 0, "\(run.errors)")
        let info = try EncodedImage(contentsOf: path).info
        #expect(info.width == 240 && info.height == 320)
        let truth = try #require(try run.objects.first)
        #expect(truth["lab"] as? [Double] == [46, 13, 19])
        #expect((truth["landmarks"] as? [[Double]])?.count == 468)
    }

    @Test func theHelpsOwnExampleRunsAndItsTruthIsReadBack() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "a b ü \(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (picture, truth) = (
            folder.appending(path: "evening.png").path(percentEncoded: false),
            folder.appending(path: "evening.json").path(percentEncoded: false)
        )
        let run = try ProgramRun([
            "portrait", "--lab", "62,12,18", "--seed", "7", "--exposure", "-0.3", "--cast", "1.1,1,0.85", "--size",
            "480x640",
            "--out", picture, "--truth", truth,
        ])
        #expect(run.status == 0, "\(run.errors)")
        guard FaceModels.arePresent else { return }
        let read = try ProgramRun(["analyze", picture, "--landmarks", truth])
        #expect(read.status == 0, "\(read.errors)")
    }

    @Test func folderThatIsNotThereIsNamed() throws {
        let run = try ProgramRun(["portrait", "--lab", "46,13,19", "--size", "64x64", "--out", "/nowhere/at/all.png"])
        #expect(run.status != 0)
        #expect(run.errors.contains("/nowhere/at/all.png"))
    }

    @Test func lightsAndCamerasAreInTheTruth() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jpg").path(
            percentEncoded: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let run = try ProgramRun([
            "portrait", "--lab", "34,9,12", "--light", "fl2", "--second-light", "3000K", "--camera", "3",
            "--cast-left", "0.4", "--size", "96x128", "--out", path, "--truth", "-",
        ])
        #expect(run.status == 0, "\(run.errors)")
        let light = try #require(try run.objects.first?["light"] as? [String: Any])
        let key = try #require(light["key"] as? [String: Any])
        #expect(key["name"] as? String == "FL2")
        #expect((light["second"] as? [String: Any])?["name"] as? String == "3000K")
        let white = try #require(key["white"] as? [Double])
        #expect(white.count == 3 && white[0] > white[2])
        #expect(light["camera"] as? Int == 3)
    }

    @Test func aSetHasAManifestThatBatchReads() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "set \(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path(percentEncoded: false)
        let arguments = [
            "portrait", "--random", "7", "--fold", "2/5", "--count", "3", "--size", "96x128", "--out", path,
        ]
        let run = try ProgramRun(arguments + ["--truth", "-"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try run.objects.count == 3)
        let manifest = folder.appending(path: "manifest.csv")
        let rows = try String(contentsOf: manifest, encoding: .utf8).split(whereSeparator: \.isNewline)
        #expect(rows.count == 4)
        let columns = rows[0].split(separator: ",").count
        #expect(rows.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == columns })
        #expect(rows[0].hasPrefix("path,L,a,b,ita,ita_class,undertone,light,"))
        let first = try Data(contentsOf: folder.appending(path: "portrait-00001.jpg"))
        #expect(try ProgramRun(arguments).status == 2)
        #expect(try ProgramRun(arguments + ["--overwrite"]).status == 0)
        #expect(try Data(contentsOf: folder.appending(path: "portrait-00001.jpg")) == first)
        let smaller = ["portrait", "--random", "8", "--count", "2", "--size", "64x64", "--out", path, "--overwrite"]
        #expect(try ProgramRun(smaller).status == 0)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
                "manifest.csv", "portrait-00001.jpg", "portrait-00002.jpg",
            ])
        guard FaceModels.arePresent else { return }
        let out = folder.appending(path: "rows.csv").path(percentEncoded: false)
        _ = try ProgramRun([
            "batch", "--manifest", manifest.path(percentEncoded: false), "--analyze-only", "--out", out,
        ])
        let read = try String(contentsOfFile: out, encoding: .utf8).split(whereSeparator: \.isNewline)
        #expect(read.count == 3)
    }

    /// Nothing that is drawn may take a picture's or the manifest's place, and nothing is touched before that is known.
    @Test(arguments: ["portrait-00001.jpg", "manifest.csv", "manifest.csv.partial", "portrait-00001.jpg.partial"])
    func truthsThatWouldBeLostAreRefused(name: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "set-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path(percentEncoded: false)
        let run = try ProgramRun([
            "portrait", "--random", "7", "--count", "1", "--size", "64x64", "--out", path, "--truth",
            folder.appending(path: name).path(percentEncoded: false),
        ])
        #expect(run.status == 2 && run.errors.contains("would overwrite"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    /// What stays of a set that was stopped is no set: it has no manifest.
    @Test func stoppedSetsHaveNoManifest() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "set-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path(percentEncoded: false)
        let arguments = ["portrait", "--random", "7", "--size", "96x128", "--out", path, "--count"]
        #expect(try ProgramRun(arguments + ["1"]).status == 0)
        let second = folder.appending(path: "portrait-00002.jpg").path(percentEncoded: false)
        let stopped = try ProgramRun(
            arguments + ["2000", "--overwrite"], killedWhen: { FileManager.default.fileExists(atPath: second) })
        #expect(stopped.status == SIGKILL)
        #expect(
            !FileManager.default.fileExists(atPath: folder.appending(path: "manifest.csv").path(percentEncoded: false)))
        #expect(try ProgramRun(arguments + ["1"]).status == 2)
        // As when the program was stopped in the middle of a picture.
        try Data([0xFF]).write(to: folder.appending(path: "portrait-00003.jpg.partial"))
        #expect(try ProgramRun(arguments + ["1", "--overwrite"]).status == 0)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
                "manifest.csv", "portrait-00001.jpg",
            ])
    }

    @Test func cardsAndFlashesAreToldOfAndFound() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jpg").path(
            percentEncoded: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let drawn = try ProgramRun([
            "portrait", "--random", "5", "--card", "grey", "--flash", "--out", path, "--truth", "-",
        ])
        let truth = try #require(try drawn.objects.first, "\(drawn.errors)")
        #expect((truth["light"] as? [String: Any])?["flash"] as? Bool == true)
        let reference = try #require(truth["reference"] as? String)
        let read = try ProgramRun(["analyze", path, "--format", "json", "--reference", reference])
        let report = try #require(try read.objects.first, "\(read.errors)")
        #expect((report["light"] as? [String: Any])?["flash"] as? Bool == true)
        let (lab, skin) = (try #require(truth["lab"] as? [Double]), try #require(report["skin"] as? [String: Any]))
        let believed = try #require(skin["lab"] as? [Double])
        #expect(zip(lab, believed).allSatisfy { abs($0 - $1) < 8 })
        #expect(try #require(skin["radius90"] as? Double) < 7)
    }

    @Test func secondLightsShowInDrawnPicturesToo() throws {
        for seed in 1...6 {
            let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jpg").path(
                percentEncoded: false)
            defer { try? FileManager.default.removeItem(atPath: path) }
            let run = try ProgramRun([
                "portrait", "--random", "\(seed)", "--second-light", "A", "--size", "64x64", "--out", path, "--truth",
                "-",
            ])
            let light = try #require(try run.objects.first?["light"] as? [String: Any])
            #expect((light["second"] as? [String: Any])?["name"] as? String == "A")
            #expect(try #require(light["secondStrength"] as? Double) >= 0.5)
        }
    }

    @Test(arguments: ["D60", "0x1388K", "nanK", "K", "900K"]) func lightsThatAreNoneAreToldWhatThereIs(light: String)
        throws
    {
        let path = FileManager.default.temporaryDirectory.appending(path: "never-\(UUID().uuidString).jpg")
        let run = try ProgramRun([
            "portrait", "--lab", "50,12,18", "--light", light, "--out", path.path(percentEncoded: false),
        ])
        #expect(run.status == 2 && run.errors.contains("FL11") && run.errors.contains("25000"), "\(run.errors)")
    }

    @Test(arguments: [
        ["--count", "3"], ["--random", "1", "--count", "0"], ["--random", "1", "--count", "2", "--per-group", "2"],
        ["--fold", "2/5", "--lab", "50,12,18"], ["--random", "1", "--fold", "6/5"],
        ["--random", "1", "--fold", "2/5", "--light", "A"], ["--random", "1", "--fold", "2/5", "--lab", "50,12,18"],
        ["--random", "1", "--count", "2", "--out", "-"], ["--random", "1", "--count", "2", "--exposure", "0"],
        ["--random", "1", "--count", "2", "--camera", "0"], ["--random", "1", "--per-group", "100000"],
        ["--lab", "50,12,18", "--size", "xx64x64"], ["--lab", "50,12,18", "--noise", "33"],
        ["--lab", "50,12,18", "--overwrite"], ["--lab", "50,12,18", "--yaw", "46"],
        ["--lab", "50,12,18", "--camera", "40"], ["--lab", "50,12,18", "--light", "A", "--cast", "1,1,0.9"], [],
    ]) func contradictionsAreMisuse(options: [String]) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "never-\(UUID().uuidString).jpg")
        let run = try ProgramRun(["portrait", "--out", path.path(percentEncoded: false)] + options)
        #expect(run.status == 2)
    }
}
