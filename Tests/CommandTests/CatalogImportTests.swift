import Foundation
import TestSupport
import Testing

@Suite struct CatalogImportTests {
    private let workshop: Workshop
    private let sample = SharedData.root.appending(path: "Catalog/sample.csv").path(percentEncoded: false)

    init() throws { workshop = try Workshop() }

    @Test func databaseAnswersAsItsFeedDoes() throws {
        let run = try workshop.importing(sample, "--format", "json")
        #expect(run.status == 0)
        #expect(try run.objects.first?["added"] as? Int == 732)
        let question = ["match", "--lab", "52,13,20:1", "--format", "json"]
        let fromFeed = try ProgramRun(question + ["--catalog", sample])
        let fromDatabase = try ProgramRun(question + ["--catalog", workshop.catalog])
        #expect(fromDatabase.status == 0)
        #expect(fromFeed.output == fromDatabase.output)
    }

    @Test(arguments: [
        ("cut off", Workshop.header + "A1,B,P,S,foundation,60,10,15\nA2,B,P", ":3:", "cut off"),
        ("encoding", Workshop.header + "A1,Lanc\u{F4}me,P,S,foundation,60,10,15\n", ":2:", "UTF-8"),
        ("twice", Workshop.header + "A1,B,P,S,foundation,60,10,15\nA1,B,P,T,foundation,61,10,15\n", ":3:", "line 2"),
        (
            "long", Workshop.header + "A1,\(String(repeating: "x", count: 1_000_000)),P,S,foundation,60,10,15\n", ":2:",
            "longer"
        ),
        ("formula", Workshop.header + "A1,\"=HYPERLINK(\"\"x\"\")\",P,S,foundation,60,10,15\n", ":2:", "spreadsheets"),
    ])
    func malformedFeedsAreToldAndChangeNothing(_ name: String, feed: String, line: String, cause: String) throws {
        #expect(try workshop.importing(sample).status == 0)
        let before = try Data(contentsOf: URL(filePath: workshop.catalog))
        // One byte a character, so that “ô” is no UTF-8.
        let path = try workshop.write(feed.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        let run = try workshop.importing(path, "--replace")
        #expect(run.status == 1)
        #expect(run.errors.contains(path + line), "\(name)")
        #expect(run.errors.contains(cause), "\(name)")
        #expect(["invalid_catalog", "too_many_removals"].contains { run.errors.contains($0) })
        #expect(try Data(contentsOf: URL(filePath: workshop.catalog)) == before)
    }

    @Test func killedImportsLeaveTheLiveCatalog() throws {
        #expect(try workshop.importing(sample).status == 0)
        let question = ["catalog", "list", workshop.catalog, "--shades", "--format", "json"]
        let before = try ProgramRun(question).output
        let rows = (0..<30_000).map { "N\($0),Brand,Product \($0 % 300),Shade \($0),foundation,60,10,15\n" }
        let path = try workshop.write((Workshop.header + rows.joined()).utf8)
        for delay in [0.05, 0.15, 0.3] {
            let run = try ProgramRun(
                ["catalog", "import", path, "--into", workshop.catalog], killedAfter: delay)
            guard run.status != 0 else { break }
            #expect(try ProgramRun(question).output == before)
        }
        #expect(try workshop.importing(path).status == 0)
    }

    @Test func changesAreWrittenDown() throws {
        let first = try workshop.write(
            (Workshop.header + "A1,B,P,S,foundation,60,10,15\nA2,B,P,T,foundation,50,10,15\n").utf8)
        #expect(try workshop.importing(first).status == 0)
        let second = try workshop.write(
            (Workshop.header + "A1,B,P,S,foundation,62,10,15\nA3,B,P,U,foundation,40,10,15\n").utf8)
        let trial = try workshop.importing(second, "--replace", "--dry-run", "--diff", workshop.path("diff.ndjson"))
        #expect(trial.status == 0)
        let lines = try String(contentsOfFile: workshop.path("diff.ndjson"), encoding: .utf8).split(separator: "\n")
        let changes = try lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(changes.compactMap { $0["change"] as? String }.sorted() == ["added", "changed", "removed"])
        #expect(changes.first { $0["sku"] as? String == "A1" }?["deltaE00"] as? Double ?? 0 > 1)
        #expect(try ProgramRun(["catalog", "list", workshop.catalog, "--shades"]).output.contains("A2"))
    }

    @Test func pricesChangeAlone() throws {
        let path = try workshop.write((Workshop.header + "A1,B,P,S,foundation,60,10,15\n").utf8)
        #expect(try workshop.importing(path).status == 0)
        let prices = try workshop.write("sku,price,currency,stock\nA1,12.50,EUR,0\nA9,1,EUR,1\n".utf8, as: "prices.csv")
        let run = try workshop.importing(prices, "--prices-and-stock", "--format", "json")
        #expect(run.status == 1 && run.errors.contains("A9"))
        #expect(try run.objects.first?["repriced"] as? Int == 1)
        let shades = try ProgramRun(["catalog", "list", workshop.catalog, "--shades", "--format", "json"]).objects
        #expect(shades.first?["inStock"] as? Bool == false)
    }
}

@Suite struct WordsForShadesTests {
    @Test func equivalentsOfAShadeInWords() throws {
        let run = try ProgramRun([
            "catalog", "equivalents", "ORIEL", "fenn", "second", "dawn", "210n", "--format", "json",
        ])
        #expect(run.status == 0)
        let report = try #require(try run.objects.first)
        let shade = try #require(report["shade"] as? [String: Any])
        #expect(shade["brand"] as? String == "Oriel & Fenn")
        #expect((report["understood"] as? String)?.contains("ORIEL fenn") == true)
        let others = try #require(report["equivalents"] as? [[String: Any]])
        #expect(others.count == 5)
        #expect(others.allSatisfy { ($0["shade"] as? [String: Any])?["brand"] as? String != "Oriel & Fenn" })
    }

    @Test func unknownWordsAreAnError() throws {
        let run = try ProgramRun(["catalog", "equivalents", "qwxyz vvvv"])
        #expect(run.status == 1 && run.errors.contains("unknown_sku"))
    }

    @Test func wornShadeIsNotItsOwnAnswer() throws {
        let run = try ProgramRun(["match", "--wearing", "OF-SDS-20", "--top", "3", "--format", "json"])
        #expect(run.status == 0)
        let match = try #require(try run.objects.first?["match"] as? [String: Any])
        let shades = try #require(match["shades"] as? [[String: Any]])
        #expect(shades.count == 3 && shades.allSatisfy { $0["sku"] as? String != "OF-SDS-20" })
        let small = try ProgramRun(["match", "--wearing", "of-sds-20", "--top", "3", "--format", "json"])
        #expect(
            try small.output == run.output && (small.objects.first?["wearing"] as? [String: Any])?["understood"] == nil)
        #expect(try ProgramRun(["match", "--wearing", "no such thing at all"]).status == 1)
    }

    @Test(arguments: [
        ("", "is empty"), ("id,L,a,b\n", "holds no colours"), ("62,12,18\n", "lacks L, a, b"),
        ("\u{0}PNG\u{0}\n", "binary data"), ("id,L,a,b,\(String(repeating: "x", count: 600_000))\n", "longer than"),
    ])
    func filesWithoutColoursAreToldWhatTheyLack(text: String, words: String) throws {
        let workshop = try Workshop()
        let run = try ProgramRun(["match", "--labs", workshop.write(text.utf8)])
        #expect(run.status == 1 && run.errors.contains(words), "\(run.errors)")
    }

    @Test func measuredColoursAreMatchedRowByRow() throws {
        let workshop = try Workshop()
        let path = try workshop.write("id;L;a;b;sd\nanna;62,5;12;18;0.7\nbea;3;x;2;\n\"c;d\";34;9;12;\n".utf8)
        let run = try ProgramRun(["match", "--labs", path, "--top", "1", "--format", "json"])
        #expect(run.status == 1)
        #expect(run.errors.contains("\(path):3:7: a: "))
        #expect(try run.objects[1]["column"] as? Int == 7)
        #expect(try run.objects.compactMap { $0["id"] as? String } == ["anna", "bea", "c;d"])
    }
}
