import Foundation
import Testing

struct CatalogCommandTests {
    @Test func sampleCatalogIsSound() throws {
        let run = try ProgramRun(["catalog", "check", "--format", "json"])
        #expect(run.status == 0)
        let report = try #require(try run.objects.first)
        #expect((report["shades"] as? Int ?? 0) > 500)
        #expect((report["issues"] as? [Any])?.isEmpty == true)
    }

    @Test func faultsAreNamedByLineAndColumn() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "feed-\(UUID().uuidString).csv").path(
            percentEncoded: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let feed = """
            sku,brand,product,shade,category,L,a,b
            A-1,Brand,Line,One,foundation,62,12,18
            A-2,Brand,Line,Two,foundation,162,12,18
            """
        try Data(feed.utf8).write(to: URL(filePath: path))
        let run = try ProgramRun(["catalog", "check", path])
        #expect(run.status == 1)
        #expect(run.output.contains("\(path):3:"))
        let match = try ProgramRun(["match", "--lab", "62,12,18", "--catalog", path])
        #expect(match.status == 1 && match.errors.contains("\(path):3:"))
    }

    @Test func listsLinesAndShades() throws {
        let lines = try ProgramRun(["catalog", "list", "--category", "foundation", "--format", "json"])
        #expect(lines.status == 0)
        let shades = try lines.objects.reduce(0) { $0 + ($1["shades"] as? Int ?? 0) }
        let all = try ProgramRun(["catalog", "list", "--category", "foundation", "--shades", "--format", "json"])
        #expect(try all.objects.count == shades)
    }

    @Test func plainTextHasNoEscapes() throws {
        let run = try ProgramRun(["catalog", "list", "--shades"], environment: ["COLORTERM": "truecolor"])
        #expect(!run.output.contains("\u{1B}"))
    }
}
