import CatalogStore
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
        feed = try workshop.twoShades()
    }

    @Test func placesAreKnownWhateverTheyAreCalled() throws {
        #expect(["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].allSatisfy { OutputPlace($0).isStandardOutput })
        #expect(OutputPlace("/dev/null") == .stream("/dev/null"))
        #expect(OutputPlace("/tmp/") == .folder)
        #expect(OutputPlace(workshop.path("new")) == .file(ReplacedFile(workshop.path("new"))))
    }

    /// Links are followed, also to what is yet to be made.
    @Test func linksStayLinks() throws {
        let (link, target) = (workshop.path("link.png"), workshop.path("target.png"))
        for place in ["target.png", target] {
            try? FileManager.default.removeItem(atPath: link)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: place)
            #expect(OutputPlace(link) == .file(ReplacedFile(target)))
            for _ in 0..<2 {
                let run = try ProgramRun(["portrait", "--lab", "46,13,19", "--size", "64x64", "--out", link])
                #expect(run.status == 0, "\(run.errors)")
                #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == place)
                #expect(FileManager.default.fileExists(atPath: target))
            }
            try FileManager.default.removeItem(atPath: target)
        }
        // A circle of links leads to nothing that could be lost.
        let (loop, back) = (workshop.path("loop"), workshop.path("back"))
        try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: back)
        try FileManager.default.createSymbolicLink(atPath: back, withDestinationPath: loop)
        #expect(try ProgramRun(["catalog", "stats", feed, "--report", loop]).status == 0)
    }

    @Test func importsAndChangesFollowLinksToo() throws {
        for name in ["live.sqlite", "diff.ndjson"] {
            try FileManager.default.createSymbolicLink(
                atPath: workshop.path("link." + name), withDestinationPath: name)
        }
        let run = try ProgramRun([
            "catalog", "import", feed, "--into", workshop.path("link.live.sqlite"), "--diff",
            workshop.path("link.diff.ndjson"),
        ])
        #expect(run.status == 0, "\(run.errors)")
        for name in ["live.sqlite", "diff.ndjson"] {
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: workshop.path("link." + name)) == name)
            #expect(FileManager.default.fileExists(atPath: workshop.path(name)))
        }
    }

    /// Named wrongly, whichever the command; what breaks off while it is written is a failure.
    @Test func placesThatCannotBeWrittenAreMisuse() throws {
        let missing = workshop.path("missing/file")
        for command in [
            ["portrait", "--lab", "46,13,19", "--size", "64x64", "--out", missing + ".png"],
            ["portrait", "--random", "1", "--count", "1", "--size", "64x64", "--out", feed],
            ["catalog", "stats", feed, "--report", missing + ".html"],
            ["catalog", "import", feed, "--into", workshop.catalog, "--diff", missing + ".ndjson"],
            ["catalog", "import", feed, "--into", missing + ".sqlite"],
            ["catalog", "import", feed, "--into", missing + ".sqlite", "--dry-run"],
            ["consult", "--lab", "52,13,20:3", "--questions", "0", "--events", missing + ".ndjson"],
            ["simulate", "--customers", "1", "--questions", "0", "--write-customers", missing + ".ndjson"],
        ] {
            let run = try ProgramRun(command)
            #expect(run.status == 2 && run.errors.contains("Error: "), "\(command): \(run.errors)")
        }
        let full = try ProgramRun(["catalog", "stats", feed, "--report", "/dev/full"])
        #expect(full.status == 1 && full.errors.contains("/dev/full: cannot be written"), "\(full.errors)")
    }

    @Test func importsNeedAPlaceForACatalog() throws {
        for (place, words) in [
            (workshop.path("missing/live.sqlite"), "cannot be written; check that its folder exists"),
            (workshop.path(""), "this is a folder; name a file in it"), ("/dev/null", "this is no file"),
        ] {
            let run = try ProgramRun(["catalog", "import", feed, "--into", place, "--format", "json"])
            #expect(run.status == 2 && run.errors.contains("Error: \(place): \(words)"), "\(run.errors)")
            #expect(run.output.isEmpty)
        }
        // What could be written to and holds something else is a catalog that cannot be read.
        let other = try workshop.twoShades(as: "other.csv")
        #expect(try ProgramRun(["catalog", "import", feed, "--into", other]).status == 1)
    }

    @Test func failuresAreToldAsTheOutputs() throws {
        let rows = (0..<3_000).map { "N\($0),Brand,Product,Shade \($0),foundation,60,10,15\n" }.joined()
        let large = try workshop.write((Workshop.header + rows).utf8, as: "large.csv")
        let run = try workshop.importing(large, "--diff", "/dev/full", "--format", "json")
        #expect(run.status == 1)
        let error = try #require(try run.objects.first?["error"] as? [String: Any])
        #expect(error["code"] as? String == "unwritable_output")
        #expect(!FileManager.default.fileExists(atPath: workshop.catalog))
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
