import Foundation
import Imaging
import TestSupport
import Testing

/// What commands write, keep and call the files that a catalog is made of.
@Suite struct CatalogFileTests {
    private let workshop: Workshop
    private let feed: String

    init() throws {
        workshop = try Workshop()
        feed = try workshop.twoShades()
    }

    @Test func whatIsReadIsNotWrittenOver() throws {
        #expect(try workshop.importing(feed).status == 0)
        let link = workshop.path("link.ndjson")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "feed.csv")
        let (catalog, new) = (workshop.catalog, workshop.path("new.sqlite"))
        let before = try [catalog, feed].map { try Data(contentsOf: URL(filePath: $0)) }
        for arguments in [
            ["import", feed, "--into", catalog, "--diff", catalog],
            ["import", feed, "--into", catalog, "--diff", link],
            ["import", feed, "--into", feed], ["import", feed, "--into", new, "--diff", new],
            ["import", feed, "--into", new, "--diff", new + "-wal"],
            ["stats", catalog, "--report", workshop.path("./catalog.sqlite")],
        ] {
            let run = try ProgramRun(["catalog"] + arguments)
            #expect(run.status == 2 && run.errors.contains("would overwrite"), "\(arguments) \(run.errors)")
        }
        #expect(try [catalog, feed].map { try Data(contentsOf: URL(filePath: $0)) } == before)
        #expect(!FileManager.default.fileExists(atPath: new))
    }

    @Test func diffsThatCannotBeWrittenAreToldBeforeTheImportOrAsWhatTheyAre() throws {
        for place in [workshop.folder.path(percentEncoded: false), workshop.path("no folder/diff")] {
            #expect(try workshop.importing(feed, "--diff", place).status == 2)
            #expect(!FileManager.default.fileExists(atPath: workshop.catalog))
        }
        let run = try workshop.importing(feed, "--diff", "/dev/full", "--format", "json")
        #expect(run.status == 1 && run.errors.contains("imported as version 1, but the diff"), "\(run.errors)")
        #expect(try run.objects.first?["version"] as? Int == 1)
    }

    @Test func killedChecksLeaveNothing() throws {
        let rows = (0..<20_000).map { "N\($0),Brand,Product \($0 % 300),Shade \($0),foundation,60,10,15\n" }
        let large = try workshop.write((Workshop.header + rows.joined()).utf8, as: "large.csv")
        let temporary = workshop.path("temporary")
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        for delay in [0.1, 0.3] {
            _ = try ProgramRun(
                ["catalog", "check", large], environment: ["TMPDIR": temporary, "SQLITE_TMPDIR": temporary],
                killedAfter: delay)
            #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
        }
    }

    @Test func namesCannotSteerTheTerminal() throws {
        let mark = "\u{202E}"
        let path = try workshop.write(
            (Workshop.header + "A1,B\(mark),P\(mark),S\(mark),foundation,60,10,15\nA2,C,P\(mark),T,foundation,50,9,15\n")
                .utf8,
            as: "marked.csv")
        for arguments in [
            ["catalog", "list", path], ["catalog", "list", path, "--shades"], ["catalog", "stats", path],
            ["match", "--lab", "60,10,15", "--catalog", path], ["match", "--wearing", "A1", "--catalog", path],
            ["catalog", "equivalents", "A1", "--catalog", path], ["match", "--wearing", "zzzz", "--catalog", path],
        ] {
            let run = try ProgramRun(arguments)
            #expect(!run.output.contains(mark) && !run.errors.contains(mark), "\(arguments)")
            #expect(run.output.contains("\u{FFFD}") || run.status == 1)
        }
    }

    @Test func ambiguousWordsAreNoSkinAndToldByEquivalents() throws {
        let match = try ProgramRun(["match", "--wearing", "neutral"])
        #expect(match.status == 1 && match.output.isEmpty && match.errors.contains("ambiguous_shade: "))
        let text = try ProgramRun(["catalog", "equivalents", "neutral"])
        #expect(text.output.contains("understood: ") && text.output.contains("it may also be:"))
        let run = try ProgramRun(["catalog", "equivalents", "neutral", "--format", "json"])
        let report = try #require(try run.objects.first)
        #expect(report["isAmbiguous"] as? Bool == true)
        #expect((report["candidates"] as? [[String: Any]] ?? []).count >= 5)
    }

    @Test func whereColoursComeFromIsListed() throws {
        let picture = RGBImage(width: 40, height: 40, pixels: (0..<1600).flatMap { _ in [185, 139, 115] })
        _ = try workshop.write(try picture.encodedPNG(), as: "c.png")
        let rows = "A,B,P,S,foundation,60,10,15,0.8,,\nB,B,P,T,foundation,,,,,#b98b73,\nC,B,P,U,foundation,,,,,,c.png\n"
        let path = try workshop.write(
            ("sku,brand,product,shade,category,L,a,b,lab_sd,hex,picture\n" + rows).utf8, as: "mixed.csv")
        #expect(try workshop.importing(path).status == 0)
        let list = ["catalog", "list", workshop.catalog, "--shades"]
        let shades = try ProgramRun(list + ["--format", "json"]).objects
        #expect(shades.map { $0["colorSource"] as? String } == ["stated", "hex", "picture"])
        #expect(shades.map { $0["provenance"] as? String } == ["declared", "estimated", "estimated"])
        let deviations = shades.compactMap { $0["labSd"] as? Double }
        #expect(deviations.first == 0.8 && deviations.dropFirst().allSatisfy { $0 > 2 }, "\(deviations)")
        let text = try ProgramRun(list).output
        #expect(text.contains("b* 15.0 ± 0.8") && text.contains("from a picture"), "\(text)")
    }

    @Test func feedsWithFaultsNameTheWayOut() throws {
        let rows = "A1,B,P,S,foundation,160,10,15\nA2,B,P,T,foundation,60,10,15\n"
        let path = try workshop.write((Workshop.header + rows).utf8, as: "bad.csv")
        for arguments in [["catalog", "list", path], ["match", "--lab", "60,10,15", "--catalog", path]] {
            #expect(try ProgramRun(arguments).errors.contains("catalog import \(path) --into"))
        }
        #expect(try workshop.importing(path).output.contains("1 row refused, 0 warnings"))
    }

    @Test func databasesAreNoFeeds() throws {
        #expect(try workshop.importing(feed).status == 0)
        for arguments in [["check", workshop.catalog], ["import", workshop.catalog, "--into", workshop.path("b")]] {
            let run = try ProgramRun(["catalog"] + arguments)
            #expect(run.status == 1 && run.errors.contains("is a catalog database"), "\(run.errors)")
        }
    }

    @Test func versionsAreListedAndRead() throws {
        #expect(try workshop.importing(feed).status == 0)
        let next = try workshop.write((Workshop.header + "A3,B,P,U,foundation,40,10,15\n").utf8, as: "next.csv")
        #expect(try workshop.importing(next).status == 0)
        let versions = try ProgramRun(["catalog", "list", workshop.catalog, "--versions", "--format", "json"]).objects
        #expect(versions.map { $0["version"] as? Int } == [1, 2])
        #expect(versions.map { $0["shades"] as? Int } == [2, 3])
        #expect(versions.map { $0["source"] as? String } == ["feed.csv", "next.csv"])
        let first = ["catalog", "list", workshop.catalog, "--shades", "--format", "json", "--catalog-version", "1"]
        #expect(try ProgramRun(first).objects.count == 2)
        let match = ["match", "--lab", "40,10,15", "--catalog", workshop.catalog, "--format", "json"]
        let names = try [[], ["--catalog-version", "1"]].map { options in
            try #require(try ProgramRun(match + options).objects.first?["versions"] as? [String: String])["catalog"]
        }
        #expect(names == versions.reversed().map { $0["catalog"] as? String })
        let nearest = ["catalog", "equivalents", "A2", "--catalog", workshop.catalog, "--format", "json"]
        let counts = try [[], ["--catalog-version", "1"]].map { options in
            (try ProgramRun(nearest + options).objects.first?["equivalents"] as? [Any])?.count
        }
        #expect(counts == [2, 1])
        for arguments in [match, nearest] {
            let unknown = try ProgramRun(arguments + ["--catalog-version", "9"])
            #expect(unknown.status == 1 && unknown.errors.contains("unknown_version"))
        }
        for arguments in [["match", "--lab", "40,10,15"], ["catalog", "equivalents", "A2"]] {
            #expect(try ProgramRun(arguments + ["--catalog", feed, "--catalog-version", "1"]).status == 2)
        }
    }

    @Test func everyKindOfObjectHasItsOwnSchema() throws {
        let schemas = try [
            ["list"], ["list", "--shades"], ["stats"], ["equivalents", "OF-SDS-20"], ["equivalents", "--all"],
        ].map { try ProgramRun(["catalog"] + $0 + ["--format", "json"]).objects.first?["schema"] as? String }
        #expect(Set(schemas.compactMap(\.self)).count == schemas.count)
    }
}
