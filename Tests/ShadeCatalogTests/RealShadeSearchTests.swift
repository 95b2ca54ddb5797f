import ColorScience
import Foundation
import ShadeCatalog
import TestSupport
import Testing

/// Searches among 6,816 real shades.
@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
struct RealShadeSearchTests {
    static let shades = Result { try PuddingCatalog.shades() }
    static let search = Result { try ShadeSearch(catalog: ShadeCatalog(shades: shades.get())) }

    @Test func messyQueriesFindTheirShade() throws {
        let search = try Self.search.get()
        let shades = try Self.shades.get()
        let twins = MessyQueries.twins(in: shades)
        let queries = MessyQueries(of: shades, step: 233).queries + MessyQueries(of: twins, step: 97).queries
        #expect(queries.count >= 60 && twins.count >= 500)
        var (hits, misses): (Int, [String]) = (0, [])
        for query in queries {
            let best = try? search.find(query.text).candidates[0].shade
            if let best, MessyQueries.isMeant(best, by: query) { hits += 1 } else { misses.append(query.text) }
        }
        print("messy queries at rank 1: \(hits) of \(queries.count)")
        #expect(Double(hits) >= 0.98 * Double(queries.count), "\(misses)")
    }

    @Test(arguments: [
        ("estee lauder double wear 2n1", "Estée Lauder", "2N1"), ("double wear 2 n 1", "Estée Lauder", "2N1"),
        ("Double Wear 2N-1", "Estée Lauder", "2N1"), ("double wear 2C3", "Estée Lauder", "2C3"),
        ("lauder 3c2", "Estée Lauder", "3C2"), ("smashbox 4.2", "Smashbox", "4.2"),
        ("smashbox 4,2", "Smashbox", "4.2"), ("smashbox 2.4", "Smashbox", "2.4"),
        ("armani luminous silk 5.5", "Armani Beauty", "5.5"), ("armani 5,5", "Armani Beauty", "5.5"),
        ("nc42", "MAC", "NC42"), ("mac nc 42", "MAC", "NC42"), ("nc 4 2", "MAC", "NC42"),
        ("dior 3n", "Dior", "3 Neutral"), ("Christian Dior 3N", "Dior", "3 Neutral"), ("diro 3n", "Dior", "3 Neutral"),
        ("fenty 240", "FENTY BEAUTY by Rihanna", "240"), ("maybeline fit me 220", "Maybelline", "220"),
        ("exa 280 mac", "Exa", "280 Mac"), ("studio fix fluid spf 15 nc 42", "MAC", "NC42"),
    ])
    func theNumberAndTheBrandDecide(text: String, brand: String, name: String) throws {
        let answer = try Self.search.get().find(text)
        for candidate in [answer.candidates[0]] + answer.rivals {
            #expect(candidate.shade.brand == brand, "\(text)")
            #expect(candidate.shade.name.hasPrefix(name), "\(text): \(candidate.shade.name)")
        }
    }

    @Test(arguments: [
        ("mac", "which shade?"), ("mac studio fix", "which shade?"), ("it cosmetics", "which shade?"),
        ("mac 999", "MAC has no shade “999”"), ("mac 280", "MAC has no shade “280”"),
        ("mac studio fix nc 99", "has no shade “nc 99”"),
    ])
    func noShadeIsGuessed(text: String, message: String) throws {
        let search = try Self.search.get()
        let error = #expect(throws: CatalogError.self) { try search.find(text) }
        #expect(error?.code == .unknownSKU)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test func wordsAreToldAsTheyWereWritten() throws {
        let answer = try Self.search.get().find("Hi: Christian Dior Forever Matte 3N")
        #expect(answer.brand == ["Dior"] && answer.product == ["Forever", "Matte"] && answer.shade == ["3N"])
        #expect(answer.unmatched == ["Hi", "Christian"])
        let chatter = try Self.search.get().find("I'm 25 and wear MAC Studio Fix Fluid in NC42")
        #expect(chatter.shade == ["NC42"] && chatter.unmatched == ["I'm", "25", "and", "wear", "in"])
        let decimal = try Self.search.get().find("smashbox studio skin hydra 4,2")
        #expect(decimal.shade == ["4,2"] && decimal.unmatched.isEmpty)
    }

    @Test func equallyGoodShadesAreAllTold() throws {
        let answer = try Self.search.get().find("mac nc42")
        #expect(answer.isAmbiguous && answer.rivals.count >= 3)
        #expect(try !Self.search.get().find("mac studio fix fluid nc42").isAmbiguous)
    }

    @Test func skusDifferByCase() throws {
        let shades = ["A1", "a1", "B1"].map { foundation($0, .init(60, 12, 18)) }
        let search = try ShadeSearch(catalog: ShadeCatalog(shades: shades))
        for sku in ["A1", "a1"] {
            let answer = try search.find(sku)
            #expect(answer.candidates.map(\.shade.sku) == [sku] && !answer.isAmbiguous)
        }
        #expect(try search.find("b1").candidates.map(\.shade.sku) == ["B1"])
    }
}
