import Foundation
import TestSupport
import Testing

@testable import shadewise

/// Outputs that go where standard output goes; here that is a file, which nothing may replace.
@Suite struct OutputPlaceTests {
    private let workshop: Workshop
    private let feed: String

    init() throws {
        workshop = try Workshop()
        feed = try workshop.write(
            (Workshop.header + "A1,B,P,S,foundation,60,10,15\nA2,C,P,T,foundation,50,10,15\n").utf8)
    }

    @Test func placesAreKnownWhateverTheyAreCalled() throws {
        #expect(["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].allSatisfy { OutputPlace($0).isStandardOutput })
        #expect(OutputPlace("/dev/null") == .stream("/dev/null"))
        #expect(OutputPlace("/tmp/") == .folder)
        #expect(OutputPlace(workshop.path("new")) == .file(workshop.path("new")))
    }

    @Test(arguments: ["-", "/dev/stdout", "/dev/fd/1"]) func changesGoThrough(place: String) throws {
        let run = try workshop.importing(feed, "--diff", place)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try run.objects.compactMap { $0["change"] as? String } == ["added", "added"])
        #expect(run.errors.contains("is now version 1"))
    }

    @Test(arguments: ["-", "/dev/stdout"]) func pagesAndPicturesGoThrough(place: String) throws {
        let page = try ProgramRun(["catalog", "stats", feed, "--report", place])
        #expect(page.status == 0 && page.output.hasPrefix("<!") && page.errors.contains("shades"), "\(page.errors)")
        let portrait = ["portrait", "--lab", "46,13,19", "--size", "64x64", "--out"]
        let picture = try ProgramRun(portrait + [place])
        #expect(picture.status == 0 && picture.output.contains("JFIF"), "\(picture.errors)")
        let truth = try ProgramRun(portrait + [workshop.path("a.png"), "--truth", place])
        #expect(try truth.objects.count == 1)
        #expect(try ProgramRun(portrait + [place, "--truth", "-"]).status == 2)
    }

    @Test(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
    func rowsGoThrough() throws {
        let folder = try BatchFolder()
        try folder.write("a.jpg", BatchFolder.selfies[0])
        let run = try folder.run([folder.path("a.jpg"), "--analyze-only", "--out", "/dev/stdout"])
        #expect(try run.objects.count == 1)
        #expect(run.status == 0 && run.errors.contains("1 photo"), "\(run.errors)")
    }
}
