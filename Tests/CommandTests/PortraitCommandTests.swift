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
        #expect(try ProgramRun(arguments).status == 0)
        #expect(try Data(contentsOf: folder.appending(path: "portrait-00001.jpg")) == first)
        guard FaceModels.arePresent else { return }
        let out = folder.appending(path: "rows.csv").path(percentEncoded: false)
        _ = try ProgramRun([
            "batch", "--manifest", manifest.path(percentEncoded: false), "--analyze-only", "--out", out,
        ])
        let read = try String(contentsOfFile: out, encoding: .utf8).split(whereSeparator: \.isNewline)
        #expect(read.count == 4)
    }

    @Test(arguments: [
        ["--count", "3"], ["--random", "1", "--count", "0"], ["--random", "1", "--count", "2", "--per-group", "2"],
        ["--fold", "2/5", "--lab", "50,12,18"], ["--random", "1", "--fold", "6/5"],
        ["--lab", "50,12,18", "--light", "D60"],
        ["--lab", "50,12,18", "--camera", "40"], ["--lab", "50,12,18", "--light", "A", "--cast", "1,1,0.9"], [],
    ]) func contradictionsAreMisuse(options: [String]) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "never-\(UUID().uuidString).jpg")
        let run = try ProgramRun(["portrait", "--out", path.path(percentEncoded: false)] + options)
        #expect(run.status == 2)
    }
}
