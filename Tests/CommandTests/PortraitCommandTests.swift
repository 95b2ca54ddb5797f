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
}
