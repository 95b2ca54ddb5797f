import Foundation
import TestSupport
import Testing

/// `shadewise catalog undertones`.
struct CatalogUndertonesTests {
    private static let feed = """
        brand,product,name,Colour
        B,Base,Light Cool,#e3bfb0
        B,Base,Light Warm,#e6c19a
        B,Base,Deep Cool,#6a4338
        B,Base,Deep Golden,#704a2c
        B,Base,Medium Olive,#b08d62
        B,Base,Rosewood,#a06a5a

        """

    @Test func wordsAndColoursAreCompared() throws {
        let shop = try Workshop()
        let feed = try shop.write(Self.feed.utf8, as: "shades.csv")
        let options = ["catalog", "undertones", feed, "--map", "hex=Colour", "shade=name"]
        let run = try ProgramRun(options + ["--format", "json"])
        #expect(run.status == 0, "\(run.errors)")
        let report = try #require(try run.objects.first)
        #expect(report["schema"] as? String == "shadewise/catalog-undertones/1")
        #expect(report["shades"] as? Int == 4)
        #expect((report["olive"] as? [String: Any])?["shades"] as? Int == 1)
        #expect((report["confusion"] as? [[Int]])?.joined().reduce(0, +) == 4)
        let text = try ProgramRun(options)
        #expect(text.status == 0 && text.output.contains("kappa"), "\(text.errors)")
    }

    @Test func feedsWithoutWordsAreTold() throws {
        let shop = try Workshop()
        let feed = try shop.write("brand,product,shade,hex\nB,Base,One,#e3bfb0\n".utf8)
        let run = try ProgramRun(["catalog", "undertones", feed])
        #expect(run.status == 1 && run.errors.contains("word"), "\(run.errors)")
        #expect(try ProgramRun(["catalog", "undertones", shop.path("none.csv")]).status == 1)
    }
}
