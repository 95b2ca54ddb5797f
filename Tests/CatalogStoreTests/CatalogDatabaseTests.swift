import ColorScience
import Foundation
import GRDB
import ShadeCatalog
@testable import CatalogStore
import Testing

@Suite struct CatalogDatabaseTests {
    private let folder = TemporaryFolder()

    private func open() throws -> CatalogDatabase { try CatalogDatabase(path: folder.path("catalog.sqlite")) }

    @Test func importsAndReadsBack() throws {
        let database = try open()
        let report = try database.run(.init(), text: feed(["A,10", "B,12", "C,0"]))
        #expect(report.added == 3)
        #expect(report.refused == 0)
        #expect(report.version?.number == 1)
        let catalog = try database.catalog()
        #expect(catalog.shades.map(\.sku) == ["A", "B", "C"])
        #expect(catalog.version == report.version?.name)
        #expect(catalog.shade(sku: "C")?.price?.amount == 0)
        #expect(try CatalogDatabase.read(path: folder.path("catalog.sqlite")).shades == catalog.shades)
        #expect(CatalogDatabase.isDatabase(path: folder.path("catalog.sqlite")))
    }

    @Test(arguments: [
        "sku,brand,product,shade,category,hex\nA,B,P,S,foundation,#a06f4a\nB,B,P,S,foundation,#a06f4a\n"
            + "A,B,P,T,foundation,#a06f4b\n",
        "brand,product,shade,category,hex,url\nB,P,Sand,foundation,#a06f4a,https://s.example/1\n"
            + "B,P,Sand,foundation,#a06f4b,https://s.example/1\nB,P,Sand,foundation,#a06f4a,https://s.example/1\n"
            + "B,P,Sand,foundation,#a06f4b,https://s.example/1\n",
        "brand,product,shade,category,L,a,b\nB,P,Sand,foundation,60.1,10.3,15\n"
            + "B,P,Sand,foundation,60.1,10.3,15.7\nB,P,Sand,foundation,60.1,10.3,15.7\n",
        // A letter with its accent in one, and in two.
        "sku,brand,product,shade,category,hex\nCAF\u{C9}-1,B,P,S,foundation,#a06f4a\n"
            + "CAFE\u{301}-1,B,P,T,foundation,#a06f4b\nD,B,P,U,foundation,#a06f4b\n",
        // A picture that cannot be measured holds its shade's SKU.
        "brand,product,shade,category,hex,picture\nB,P,Sand,foundation,,no.jpg\nB,P,Sand,foundation,#a06f4a,\n",
        // One made of names that is another's by word.
        ##"{"sku":"b-p-sand","brand":"X","product":"Y","shade":"Z","category":"foundation","hex":"#a06f4a"}"## + "\n"
            + ##"{"brand":"B","product":"P","shade":"Sand","category":"foundation","hex":"#a06f4a"}"## + "\n"
            + ##"{"sku":"b-p-sand","brand":"X","product":"Y","shade":"W","category":"foundation","hex":"#a06f4b"}"##
            + "\n",
    ])
    func repeatedShadesAreTheSameInMemoryAndOnDisk(feed: String) throws {
        let database = try open()
        var told: [CatalogIssue] = []
        _ = try database.run(.init(), text: feed, onIssue: { if $0.severity == .error { told.append($0) } })
        let read = CatalogReader.read(bytes: Array(feed.utf8))
        #expect(!told.isEmpty && told == read.issues.filter { $0.severity == .error })
        let skus = try database.catalog().shades.map(\.sku)
        #expect(skus.sorted() == read.shades.map(\.sku).sorted() && Set(skus).count == skus.count)
        if feed.contains("no.jpg") { #expect(skus.count == 1 && skus[0].hasPrefix("b-p-sand-")) }
    }

    /// A brand that draws skin far too light: those of its shades that were measured tell, as they do in memory.
    @Test func measuredShadesTellHowTheirBrandDraws() throws {
        let header = "sku,brand,product,shade,category,hex,L,a,b,provenance\n"
        func hex(_ place: Int) -> String {
            let code = 235 - 13 * place
            return "#" + [code, code * 84 / 100, code * 74 / 100].map { String($0, radix: 16) }.joined()
        }
        let drawn = (0..<8).map { "H\($0),B,P,Name,foundation,\(hex($0)),,,,\n" }
        let known = (0..<8).map { "M\($0),B,Q,Name,foundation,\(hex($0)),\(70 - 4 * $0),11,17,measured\n" }
        let feed = header + (drawn + known).joined()
        let database = try open()
        try database.run(.init(), text: header + drawn.joined())
        let before = try #require(try database.catalog().shade(sku: "H3"))
        try database.run(CatalogImport(refitsSkinMap: true), text: feed)
        let after = try #require(try database.catalog().shade(sku: "H3"))
        #expect(abs(after.lab.lightness - before.lab.lightness) > 0.5)
        let inMemory = CatalogReader.read(bytes: Array(feed.utf8)).shades.first { $0.sku == "H3" }
        #expect(inMemory?.lab == after.lab)
    }

    @Test func everyFieldComesBack() throws {
        let text = """
            sku,brand,product,shade,category,L,a,b,lab_sd,hex,finish,coverage,price,currency,undertone,depth,vegan,\
            fragrance_free,allergens,stock,url,provenance,formula,wear,skin_types
            A,Bränd,Product,Shade,concealer,60.5,10,15.25,0.8,#cfb2a2,satin,full,39.50,EUR,olive,fair,yes,no,nuts;wool,\
            7,https://example.com/a,measured,stick,16,dry;sensitive
            B,Bränd,Product,Other,concealer,61,10,15,,,,,,,,,,,none,,,,,,
            """
        let database = try open()
        _ = try database.run(.init(), text: text)
        let read = try ShadeCatalog(bytes: Array(text.utf8))
        #expect(try database.catalog().shades == read.shades)
        #expect(try database.catalog().version == read.version)
    }

    /// A file from before there were columns for formula, wear and skins is read as it is, and widened by an import.
    @Test func olderFilesAreReadAndWidened() throws {
        let path = folder.path("catalog.sqlite")
        let database = try open()
        _ = try database.run(.init(), text: feed(["A,10", "B,12"]))
        let shades = try database.catalog().shades
        try DatabaseQueue(path: path).inDatabase { db in
            for column in ["formula", "wear", "skinTypes"] {
                try db.execute(sql: "ALTER TABLE shade DROP COLUMN \(column)")
            }
            try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier LIKE '2:%'")
        }
        #expect(try CatalogDatabase.read(path: path).shades == shades)
        let report = try open().run(.init(), text: feed(["A,10", "B,12", "C,1"]))
        #expect(report.added == 1 && report.unchanged == 2)
        #expect(try CatalogDatabase.read(path: path, version: 1).shades == shades)
    }

    @Test func sameFeedAgainMakesNoVersion() throws {
        let database = try open()
        _ = try database.run(.init(), text: feed(["A,10", "B,12"]))
        let report = try database.run(.init(), text: feed(["A,10", "B,12"]))
        #expect(report.version == nil)
        #expect(report.unchanged == 2)
        #expect(try database.versions().map(\.number) == [1])
    }

    @Test func upsertChangesAndKeepsTheRest() throws {
        let database = try open()
        _ = try database.run(.init(), text: feed(["A,10", "B,12"]))
        var changes: [CatalogChange] = []
        let report = try database.run(.init(), text: feed(["B,13", "C,1"])) { changes.append($0) }
        #expect(report.added == 1)
        #expect(report.changed == 1)
        #expect(report.repriced == 1)
        #expect(changes.map(\.kind) == [.changed, .added])
        #expect(changes.first?.fields == ["price"])
        #expect(try database.catalog().shades.map(\.sku).sorted() == ["A", "B", "C"])
        // The version before still reads as it was.
        #expect(try database.catalog(version: 1).shade(sku: "B")?.price?.amount == 12)
        #expect(try database.catalog(version: 1).version == database.versions().first?.name)
    }

    @Test func replacingRemovesButNotTooMuch() throws {
        let database = try open()
        _ = try database.run(.init(), text: feed(["A,1", "B,1", "C,1", "D,1"]))
        #expect(throws: CatalogError.self) { try database.run(.init(mode: .replace), text: feed(["A,1"])) }
        #expect(try database.catalog().shades.count == 4)
        let report = try database.run(.init(mode: .replace), text: feed(["A,1", "B,2"]))
        #expect(report.removed == 2)
        #expect(try database.catalog().shades.map(\.sku).sorted() == ["A", "B"])
        #expect(try database.run(.init(mode: .replace, removalLimit: 1), text: feed(["E,1"])).removed == 2)
    }

    /// A whole feed every night leaves colours as they are that did not change in it.
    @Test(arguments: [CatalogImport.Mode.replace, .upsert])
    func oneMoreDrawnShadeLeavesTheOthers(_ mode: CatalogImport.Mode) throws {
        let header = "sku,brand,product,shade,category,hex\n"
        let rows = (0..<20).map { i in
            let hex = String(format: "#%02x%02x%02x", 235 - 5 * i, 205 - 5 * i, 180 - 5 * i)
            return "S\(i),Brand,Base,\(100 + 10 * i)N,foundation,\(hex)\n"
        }
        let drawn = header + rows.joined()
        let database = try open()
        _ = try database.run(.init(mode: mode), text: drawn)
        let report = try database.run(.init(mode: mode), text: drawn + "X,Brand,Base,Sand,foundation,#c8a07a\n")
        #expect(report.added == 1 && report.changed == 0 && report.unchanged == 20)
    }

    @Test func refusedRowOfAReplacingFeedKeepsItsShade() throws {
        let database = try open()
        _ = try database.run(.init(), text: feed(["A,1", "B,1", "C,1"]))
        let report = try database.run(.init(mode: .replace), text: feed(["A,1", "B,cheap"]))
        #expect(report.refused == 1)
        #expect(try database.catalog().shades.map(\.sku).sorted() == ["A", "B"])
    }

    @Test func duplicatesAreToldWithBothLines() throws {
        var issues: [CatalogIssue] = []
        let report = try open().run(.init(), text: feed(["A,1", "B,1", "A,2"])) { issues.append($0) }
        #expect(report.added == 2)
        #expect(report.refused == 1)
        #expect(issues.map(\.line) == [4])
        #expect(issues.first?.message.contains("line 2") == true)
    }

    @Test func pricesAndStockAlone() throws {
        let database = try open()
        _ = try database.run(.init(), text: feed(["A,10", "B,12"]))
        var issues: [CatalogIssue] = []
        let report = try database.run(
            .init(mode: .pricesAndStock), text: "sku,price,currency,stock\nA,9.50,EUR,3\nZ,1,EUR,1\nB,,,0\n"
        ) { issues.append($0) }
        #expect(report.changed == 2)
        #expect(report.repriced == 2)
        #expect(issues.map(\.sku) == ["Z"])
        let catalog = try database.catalog()
        #expect(catalog.shade(sku: "A")?.price?.amount == 9.5)
        #expect(catalog.shade(sku: "A")?.stock == 3)
        #expect(catalog.shade(sku: "B")?.price?.amount == 12)
        #expect(catalog.shade(sku: "B")?.isInStock == false)
    }

    @Test func deletes() throws {
        let database = try open()
        _ = try database.run(.init(), text: feed(["A,1", "B,1", "C,1"]))
        var issues: [CatalogIssue] = []
        let report = try database.run(.init(mode: .delete), text: "sku\nB\nZ\n") { issues.append($0) }
        #expect(report.removed == 1)
        #expect(issues.map(\.sku) == ["Z"])
        #expect(try database.catalog().shades.map(\.sku) == ["A", "C"])
    }

    @Test func trialChangesNothing() throws {
        let database = try open()
        let report = try database.run(.init(isTrial: true), text: feed(["A,1"]))
        #expect(report.added == 1)
        #expect(report.version == nil)
        #expect(!FileManager.default.fileExists(atPath: folder.path("catalog.sqlite")))
    }

    @Test func failureInTheMiddleLeavesTheLiveCatalog() throws {
        struct Stop: Error {}
        let database = try open()
        _ = try database.run(.init(), text: feed(["A,1", "B,1"]))
        #expect(throws: CatalogError.self) {
            try database.run(.init(), text: feed(["A,5", "C,1"])) { (_: CatalogChange) in throw Stop() }
        }
        #expect(try database.catalog().shade(sku: "A")?.price?.amount == 1)
        #expect(try database.versions().count == 1)
        // And the next import works.
        #expect(try database.run(.init(), text: feed(["A,5", "C,1"])).added == 1)
    }

    @Test func oldVersionsAreForgotten() throws {
        let database = try open()
        for price in 1...5 { _ = try database.run(.init(versionsKept: 2), text: feed(["A,\(price)"])) }
        #expect(try database.versions().map(\.number) == [4, 5])
        #expect(try database.catalog(version: 4).shade(sku: "A")?.price?.amount == 4)
        let error = #expect(throws: CatalogError.self) { try database.catalog(version: 1) }
        #expect(error?.code == .unknownVersion)
    }

    /// A shade that never changes outlives the version it came with.
    @Test func unchangedShadesOutliveTheirVersion() throws {
        let database = try open()
        for price in 1...4 {
            let report = try database.run(.init(versionsKept: 1), text: feed(["A,\(price)", "B,1"]))
            #expect(report.shades == 2)
        }
        #expect(try database.versions().map(\.number) == [4])
        #expect(try database.catalog(version: 4).shades.map(\.sku).sorted() == ["A", "B"])
    }

    @Test func replacingFeedThatCannotBeReadWholeChangesNothing() throws {
        let whole = feed(["A,1", "B,1", "C,1"])
        for text in [feed(["A,2"]) + "B,1,EUR,Bra", feed(["A,2"]) + "B,1\n", feed(["A,2"]) + "\"B,1,EUR"] {
            let database = try open()
            _ = try database.run(.init(mode: .replace, removalLimit: 1), text: whole)
            let options = CatalogImport(mode: .replace, removalLimit: 1)
            let error = #expect(throws: CatalogError.self) { try database.run(options, text: text) }
            #expect(error?.code == .invalidCatalog)
            #expect(try database.catalog().shades.count == 3)
            #expect(try database.versions().count == 1)
        }
    }

    @Test(arguments: CatalogImport.Mode.allCases)
    func feedWithoutAnyGoodRowIsAnError(mode: CatalogImport.Mode) throws {
        let database = try open()
        _ = try database.run(.init(), text: feed(["A,1"]))
        for text in ["", "sku,price\n", "no,columns,of,ours\n1,2,3,4\n"] {
            let error = #expect(throws: CatalogError.self) {
                try database.run(.init(mode: mode, removalLimit: 1), text: text)
            }
            #expect(error?.code == .invalidCatalog)
        }
        #expect(try database.catalog().shades.map(\.sku) == ["A"])
        #expect(try database.versions().count == 1)
    }

    /// A line's names are read together, whoever of it comes in a feed.
    @Test func aRowImportedAgainIsUnchanged() throws {
        let database = try open()
        let names = ["110 Ivory", "150 Shell", "220 Sand", "330 Honey", "410 Tawny", "520 Cocoa", "610 Espresso"]
        let hexes = ["#f3d9c4", "#ecc9ad", "#deb48f", "#c9966b", "#a8764c", "#7a4d33", "#4d2f22"]
        let head = "sku,brand,product,shade,category,hex\n"
        let rows = zip(names, hexes).map { "S-\($0.prefix(3)),Brand,Base,\($0),foundation,\($1)\n" }
        _ = try database.run(.init(), text: head + rows.joined())
        for row in rows { #expect(try database.run(.init(), text: head + row).unchanged == 1) }
        #expect(try database.versions().count == 1)
    }

    @Test func aFeedWithoutPricesAndStockLeavesThem() throws {
        let database = try open()
        let plain = "sku,brand,product,shade,category,L,a,b\nA,Brand,Product,Sand,foundation,60,10,15\n"
        _ = try database.run(.init(), text: feed(["A,10"]))
        _ = try database.run(.init(mode: .pricesAndStock), text: "sku,price,stock\nA,12,3\n")
        #expect(try database.run(.init(), text: plain).changed == 1)
        let shade = try #require(try database.catalog().shade(sku: "A"))
        #expect(shade.name == "Sand")
        #expect(shade.price == Price(amount: 12, currency: "EUR"))
        #expect(shade.stock == 3)
    }

    /// Later imports settle colours with the same map, however long ago it was fitted.
    @Test func theSkinMapIsCarriedOn() throws {
        let database = try open()
        let head = "sku,brand,product,shade,category,hex,price,currency\n"
        let row = "A,Brand,Base,Sand,foundation,#deb48f,10,EUR\n"
        _ = try database.run(.init(versionsKept: 1), text: head + row + "B,Brand,Base,Deep,foundation,#7a4d33,10,EUR\n")
        for price in 1...3 {
            _ = try database.run(.init(mode: .pricesAndStock, versionsKept: 1), text: "sku,price\nA,\(price)\n")
        }
        #expect(try database.run(.init(versionsKept: 1), text: head + row).recolored == 0)
    }

    /// SQLite keeps infinities; no colour or price is one.
    @Test(arguments: ["l = 9e999", "b = -9e999", "sd = -1", "price = 9e999", "provenance = 'rumour'", "swatch = -5"])
    func damagedRowsAreTold(damage: String) throws {
        let path = folder.path("damaged.sqlite")
        _ = try CatalogDatabase(path: path).run(.init(), text: feed(["A,1", "B,1"]))
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE shade SET \(damage) WHERE sku = 'B'") }
        let error = #expect(throws: CatalogError.self) { try CatalogDatabase.read(path: path) }
        #expect(error?.code == .unreadableCatalog)
        #expect(error?.message.contains("SKU B") == true)
    }

    @Test func otherDatabasesAreRefused() throws {
        let path = folder.path("other.sqlite")
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE note(text)") }
        for work in [{ _ = try CatalogDatabase(path: path) }, { _ = try CatalogDatabase.read(path: path) }] {
            let error = #expect(throws: CatalogError.self) { try work() }
            #expect(error?.message.contains("no catalog") == true)
        }
    }

    @Test func otherFilesAreRefused() throws {
        let path = folder.path("notes.txt")
        try Data(repeating: 0x41, count: 4096).write(to: URL(filePath: path))
        let error = #expect(throws: CatalogError.self) { try CatalogDatabase(path: path) }
        #expect(error?.code == .unreadableCatalog)
        #expect(throws: CatalogError.self) { try CatalogDatabase(path: folder.path("no/such/folder/c.sqlite")) }
        #expect(throws: CatalogError.self) { try CatalogDatabase.read(path: folder.path("absent.sqlite")) }
    }
}
