import Foundation
import TestSupport
import Testing

@Suite struct DamagedFeedCommandTests {
    private let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        _ = try workshop.importing(try workshop.twoShades(as: "live.csv"))
    }

    @Test(arguments: [
        ("cut.csv", "A1,B,P,S,foundation,70,10,15\nA3,B,P", "cut off"),
        ("quote.csv", "A1,B,P,S,foundation,70,10,15\nA3,\"B,P,U,foundation,60,10,15\n", "never closed"),
        ("latin.csv", "A1,B,P,S,foundation,70,10,15\nA3,Lanc\u{F4}me,P,U,foundation,60,10,15\n", "UTF-8"),
    ])
    func damagedFeedsAreToldAndChangeNothing(_ name: String, rows: String, cause: String) throws {
        let before = try Data(contentsOf: URL(filePath: workshop.catalog))
        let feed = try workshop.write(
            (Workshop.header + rows).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }, as: name)
        for options in [[], ["--replace"], ["--prices-and-stock"], ["--delete"], ["--dry-run"]] {
            let run = try ProgramRun(["catalog", "import", feed, "--into", workshop.catalog] + options)
            #expect(run.status == 1, "\(options)")
            #expect(run.errors.contains("\(feed):3:") && run.errors.contains(cause), "\(run.errors)")
            #expect(run.errors.contains("the catalog is as it was") && run.errors.contains("--partial"))
            #expect(try Data(contentsOf: URL(filePath: workshop.catalog)) == before)
        }
        let check = try ProgramRun(["catalog", "check", feed])
        #expect(check.status == 1)
        #expect(check.output.contains("1 shade good, 1 row refused") && check.output.contains("damaged as a whole"))
        let json = try ProgramRun(["catalog", "check", feed, "--format", "json"])
        #expect(try json.objects.first?["isDamaged"] as? Bool == true)

        let partial = try workshop.importing(feed, "--partial", "--format", "json")
        #expect(partial.status == 1)
        #expect(try partial.objects.first?["changed"] as? Int == 1)
        #expect(try partial.objects.first?["isDamaged"] as? Bool == true)
    }

    @Test func checksSpeakOfNoCatalog() throws {
        let feed = try workshop.write((Workshop.header + "A1,B,P,S,foundation,160,10,15\n").utf8)
        let run = try ProgramRun(["catalog", "check", feed])
        #expect(run.status == 1 && run.errors.contains("no row") && !run.errors.contains("as it was"), "\(run.errors)")
    }

    @Test func brandsAreListedOnce() throws {
        let feed = try workshop.write((Workshop.header + "A1,Nova & Co,Nova & Co Silk,S,foundation,60,10,15\n").utf8)
        for arguments in [["list", feed], ["list", feed, "--shades"], ["stats", feed]] {
            let run = try ProgramRun(["catalog"] + arguments)
            #expect(run.output.contains("Nova & Co Silk") && !run.output.contains("Nova & Co Nova"), "\(run.output)")
        }
    }

    @Test func rowsOfMeasuredColoursAreToldByName() throws {
        let path = try workshop.write(
            "id,L,a,b\nanna,62,12,18\nbea,x,1,2\nanna,34,9,12\ncleo,34\n".utf8, as: "labs.csv")
        let run = try ProgramRun(["match", "--labs", path, "--top", "1", "--format", "json"])
        #expect(run.status == 1)
        let failed = try run.objects.filter { $0["error"] != nil }
        #expect(failed.map { $0["id"] as? String } == ["bea", "anna", "cleo"])
        #expect(failed.map { $0["line"] as? Int } == [3, 4, 5])
        #expect(failed.allSatisfy { ($0["error"] as? [String: String])?["code"] == "invalid_measurement" })
        #expect(run.errors.contains("already on line 2"))

        let empty = try ProgramRun(["match", "--labs", try workshop.write("id,L,a,b\n".utf8, as: "empty.csv")])
        #expect(empty.status == 1 && empty.errors.contains("holds no colours"))
    }
}
