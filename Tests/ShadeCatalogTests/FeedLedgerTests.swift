import ColorScience
import Foundation
import ShadeCatalog
import TestSupport
import Testing

private let unnumbered = "brand,product,shade,hex,url"

@Test func skusAreMadeOfNames() {
    let feed = list(unnumbered + "\nL'Oréal,True Match Foundation,N1.5 Linen,#a06f4a,")
    #expect(feed.shades.map(\.sku) == ["l-oréal-true-match-foundation-n1-5-linen"])
    #expect(feed.shades.map(\.isSKUDerived) == [true])
}

@Test func onlySameShadesOfOneNameAreDuplicates() {
    let rows = [
        "B,Foundation,Sand,#a06f4a,https://s.example/1", "B,Foundation,Sand,#a06f4b,https://s.example/1",
        "B,Foundation,Sand,#a06f4a,https://s.example/2", "B,Foundation,Sand,#a06f4a,https://s.example/1",
        "B,Foundation,Sand,#a06f4b,https://s.example/1",
    ]
    let feed = read(unnumbered + "\n" + rows.joined(separator: "\n") + "\n")
    #expect(feed.shades.count == 3)
    #expect(Set(feed.shades.map(\.sku)).count == 3)
    #expect(feed.shades.allSatisfy { $0.sku.hasPrefix("b-foundation-sand") })
    #expect(feed.issues.map(\.line) == [5, 6])
    #expect(feed.issues[0].message.contains("line 5 is the same as on line 2"))
    #expect(feed.issues[1].message.contains("line 6 is the same as on line 3"))
    // Later rows keep their SKUs in any order.
    let turned = read(unnumbered + "\n" + ([rows[0]] + rows[1...2].reversed()).joined(separator: "\n"))
    #expect(Set(turned.shades.map(\.sku)) == Set(feed.shades.map(\.sku)))
}

@Test func statedSKUsMustBeUnique() {
    let feed = read(header + "\n" + row + "\nA2,B,P,S,eye,1,2,3\n" + row + "\n")
    #expect(feed.shades.map(\.sku) == ["A1", "A2"])
    #expect(feed.issues.map(\.message) == ["the SKU of line 4 is already on line 2: give every shade its own"])
}

@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
struct FeedRealDataTests {
    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: SharedData.directory.appending(path: "catalogs/\(name)")))
    }

    @Test func everyRealShadeIsReadOrRefusedWithAReason() throws {
        let bytes = try bytes("pudding-all-shades.csv")
        let options = FeedOptions(category: .foundation)
        let listed = list(bytes, options)
        // Pictures that never loaded are white, and one product is a blue pigment to mix in.
        let impossible = listed.issues.filter { $0.severity == .error }
        #expect(listed.shades.count + impossible.count == 6816)
        #expect(impossible.count == 51 && impossible.allSatisfy { $0.message.contains("is no colour of a ") })
        #expect(listed.issues.allSatisfy { $0.severity == .error || $0.line == 1 })
        let (shades, issues) = CatalogReader.read(bytes: bytes, options: options)
        let refused = issues.filter { $0.severity == .error }
        #expect(shades.count + refused.count == 6816)
        let repeated = refused.filter { $0.message.contains("is the same as on line") }
        #expect(refused.count == repeated.count + impossible.count && (1...12).contains(repeated.count))
        #expect(Set(shades.map(\.sku)).count == shades.count)
        #expect(shades.allSatisfy { !$0.name.isEmpty && $0.name.count <= 80 })
        let labels = Set(listed.shades.map(\.name))
        for name in ["355N", "Almond", "0N1", "8.7 Golden Almond", "Medium Neutral 33"] {
            #expect(labels.contains(name))
        }
    }

    @Test func shadesWithoutNamesAreCalledByTheirColour() throws {
        let listed = list(try bytes("pudding-beauty-brawl.csv"), FeedOptions(category: .foundation))
        #expect(listed.shades.count == 625)
        #expect(listed.shades.allSatisfy { $0.lab == nil && $0.hex?.hex == $0.name })
        #expect(listed.issues.allSatisfy { $0.severity == .warning })
    }
}
