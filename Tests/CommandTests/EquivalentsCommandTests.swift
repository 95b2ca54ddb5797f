import Foundation
import Testing

struct EquivalentsCommandTests {
    private static func feed(_ shop: Workshop) throws -> String {
        try shop.write(
            Data(
                (Workshop.header + """
                    f-2n1,Brand,Fluid,2N1 Sand,foundation,62,12,18
                    p-2n1,Brand,Powder,2N1 Sand,foundation,68,10,16
                    f-1n2,Brand,Fluid,1N2 Ecru,foundation,72,9,15
                    o-15,Other,Cream 15 ml,Oat,foundation,62,12,18
                    o-30,Other,Cream 30 ml,Oat,foundation,62,12,18

                    """).utf8))
    }

    @Test func aSkinIsNotGuessedFromWordsThatFitSeveral() throws {
        let shop = try Workshop()
        let feed = try Self.feed(shop)
        let run = try ProgramRun(["match", "--wearing", "brand 2n1", "--catalog", feed])
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(run.errors.contains("ambiguous_shade") && run.errors.contains("f-2n1") && run.errors.contains("p-2n1"))
        let clear = try ProgramRun(["match", "--wearing", "brand fluid 2n1", "--catalog", feed, "--format", "json"])
        #expect(clear.status == 0)
        let match = try #require(try clear.objects.first?["match"] as? [String: Any])
        let shades = try #require(match["shades"] as? [[String: Any]])
        #expect(shades.first?["sku"] as? String == "o-30" && shades.first?["alsoSKUs"] as? [String] == ["o-15"])
        let brand = try ProgramRun(["match", "--wearing", "brand", "--catalog", feed])
        #expect(brand.status == 1 && brand.errors.contains("which shade?"))
    }

    @Test func equivalentsSayWhatWasTakenAndWhatElseFits() throws {
        let shop = try Workshop()
        let run = try ProgramRun(["catalog", "equivalents", "brand 2n1", "--catalog", Self.feed(shop)])
        #expect(run.status == 0)
        #expect(run.output.contains("Taken of several") && run.output.contains("p-2n1"))
        #expect(run.output.contains("chance to be within 2.0"))
        #expect(run.output.components(separatedBy: "Oat").count == 2)
    }
}
