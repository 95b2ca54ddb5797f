import CatalogStore
import Foundation
import ShadeCatalog
import Testing

/// What feeds that are damaged, or say little, leave of the live catalog.
@Suite struct DamagedFeedTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "shadewise-\(UUID().uuidString).sqlite")
        .path(percentEncoded: false)

    private static let header = "sku,brand,product,shade,category,L,a,b,price,currency,stock,url"
    private static let rows = ["A", "B", "C"].map {
        "\($0),Brand,Base,Sand,foundation,60,10,15,10,EUR,3,https://s.example/\($0)"
    }

    private func run(_ text: some Sequence<UInt8>, _ options: CatalogImport = .init()) throws -> ImportReport {
        var feed = try FeedReader(bytes: Array(text), options: FeedOptions(rows: options.mode.rows))
        return try CatalogDatabase(path: path).run(options, feed: &feed, source: "test")
    }

    private func start() throws {
        _ = try run((([Self.header] + Self.rows).joined(separator: "\n") + "\n").utf8)
    }

    private func remove() {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    @Test(
        arguments: CatalogImport.Mode.allCases,
        ["B,Bra", "B,\"Brand", "B,Brand,Caf\u{E9},Sand,foundation,60,10,15,1,EUR,0,\n"])
    func damagedFeedsChangeNothingInAnyMode(_ mode: CatalogImport.Mode, damage: String) throws {
        defer { remove() }
        try start()
        let before = try Data(contentsOf: URL(filePath: path))
        // One byte a character, so that “é” is no UTF-8.
        let text = ("\(Self.header)\nA,Brand,Base,Sand,foundation,61,10,15,12,EUR,0,\n" + damage).unicodeScalars
            .map { UInt8(truncatingIfNeeded: $0.value) }
        let error = #expect(throws: CatalogError.self) { try run(text, CatalogImport(mode: mode, removalLimit: 1)) }
        #expect(error?.code == .invalidCatalog)
        #expect(error?.message.contains("line 3") == true && error?.message.contains("1 of its rows") == true)
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        guard mode != .replace else { return }
        let report = try run(text, CatalogImport(mode: mode, takesDamaged: true))
        #expect(report.damage?.line == 3)
        #expect(report.changed + report.removed == 1)
    }

    /// What a cut feed does not hold is not known to be gone.
    @Test func partsOfAFeedReplaceNothing() throws {
        defer { remove() }
        try start()
        let text = "\(Self.header)\n\(Self.rows[0])\nB,Bra"
        let options = CatalogImport(mode: .replace, removalLimit: 1, takesDamaged: true)
        #expect(throws: CatalogError.self) { try run(text.utf8, options) }
        #expect(try CatalogDatabase.read(path: path).shades.count == 3)
        // Also where the row that is cut names its shade.
        let hexes =
            "sku,brand,product,shade,category,hex\n"
            + ["A", "B"].map { "\($0),Brand,Base,Sand,foundation,#deb48f" }.joined(separator: "\n")
        let error = #expect(throws: CatalogError.self) { try run(hexes.utf8.dropLast(2), options) }
        #expect(error?.code == .invalidCatalog && error?.message.contains("line 3") == true)
        #expect(try CatalogDatabase.read(path: path).shades.count == 3)
    }

    /// How well a colour is known is said of that colour.
    @Test func aNewColourForgetsHowTheOldWasKnown() throws {
        defer { remove() }
        let head = "sku,brand,product,shade,category,L,a,b"
        _ = try run("\(head),lab_sd,provenance\nA,Brand,Base,Sand,foundation,60,10,15,0.4,measured\n".utf8)
        _ = try run("\(head)\nA,Brand,Base,Sand,foundation,58,10,15\n".utf8)
        let shade = try #require(try CatalogDatabase.read(path: path).shade(sku: "A"))
        #expect(shade.provenance == .declared)
        #expect(shade.labUncertainty == ShadeProvenance.declared.labUncertainty)
    }

    @Test func absentColumnsKeepAndEmptyCellsClear() throws {
        defer { remove() }
        let full = """
            sku,brand,product,shade,category,hex,finish,coverage,price,currency,undertone,depth,vegan,fragrance_free,\
            allergens,stock,url,item_group_id,description
            A,Brand,Base,Sand,foundation,#deb48f,satin,full,39.50,EUR,olive,fair,yes,no,nuts,7,https://s.example/a,G,Warm sand

            """
        _ = try run(full.utf8)
        let plain = "sku,brand,product,shade,category,hex\nA,Brand,Base,Sand,foundation,#deb48f\n"
        #expect(try run(plain.utf8).unchanged == 1)
        let renamed = plain.replacing("Sand", with: "Dune")
        _ = try run(renamed.utf8)
        var shade = try #require(try CatalogDatabase.read(path: path).shade(sku: "A"))
        #expect(shade.name == "Dune" && shade.url == "https://s.example/a" && shade.finish == .satin)
        #expect(shade.price == Price(amount: 39.5, currency: "EUR") && shade.stock == 7 && shade.allergens == ["nuts"])
        #expect(shade.isVegan == true && shade.undertone == .olive && shade.depth == "fair")
        // The catalog's name is that of its content, whatever way that came in.
        #expect(try CatalogDatabase.versions(path: path).last?.name == ShadeCatalog(shades: [shade]).version)
        _ = try run(
            "sku,brand,product,shade,category,hex,url,price,stock\nA,Brand,Base,Dune,foundation,#deb48f,,,\n".utf8)
        shade = try #require(try CatalogDatabase.read(path: path).shade(sku: "A"))
        #expect(shade.url == nil && shade.price == nil && shade.stock == nil && shade.finish == .satin)
    }

    @Test func keysNoObjectHasAreAbsentColumns() throws {
        defer { remove() }
        try start()
        let object =
            #"{"sku":"A","brand":"Brand","product":"Base","shade":"Dune","category":"foundation","L":60,"a":10,"b":15"#
        _ = try run(
            (object + "}\n" + object.replacing("\"A\"", with: "\"B\"") + #","url":"https://s.example/b"}"#).utf8)
        let catalog = try CatalogDatabase.read(path: path)
        #expect(catalog.shade(sku: "A")?.url == nil && catalog.shade(sku: "B")?.url == "https://s.example/b")
        #expect(catalog.shades.filter { $0.name == "Dune" }.map(\.stock) == [3, 3])
    }

    @Test func aPriceOfNoCurrencyLeavesTheCatalogs() throws {
        defer { remove() }
        try start()
        let text = "sku,brand,product,shade,category,L,a,b,price\nA,Brand,Base,Dune,foundation,60,10,15,99\n"
        #expect(try run(text.utf8).warnings == 1)
        #expect(try CatalogDatabase.read(path: path).shade(sku: "A")?.price?.amount == 10)
    }

    @Test func whatIsToBeHadAgainIsInStock() throws {
        defer { remove() }
        try start()
        let head = "sku,availability\n"
        for mode in [CatalogImport.Mode.pricesAndStock, .upsert] {
            _ = try run((head + "A,out of stock\n").utf8, CatalogImport(mode: .pricesAndStock))
            #expect(try CatalogDatabase.read(path: path).shade(sku: "A")?.isInStock == false)
            let row =
                mode == .upsert
                ? ",brand,product,shade,category,L,a,b\nA,in stock,Brand,Base,Sand,foundation,60,10,15\n"
                : "\nA,in stock\n"
            _ = try run(("sku,availability" + row).utf8, CatalogImport(mode: mode))
            #expect(try CatalogDatabase.read(path: path).shade(sku: "A")?.isInStock == true)
        }
    }

    @Test func withdrawnShadesLeaveTheCatalog() throws {
        defer { remove() }
        let head = "Handle,Title,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,Hex,Status\n"
        let rows = (1...4).map { "p\($0),Foundation \($0),Nova,Shade,110N,S-\($0),,#F0D8C8,active\n" }
        _ = try run((head + rows.joined()).utf8)
        let report = try run((head + rows[0].replacing("active", with: "archived") + rows[1]).utf8)
        #expect(report.removed == 1 && report.unchanged == 1 && report.refused == 0)
        #expect(try CatalogDatabase.read(path: path).shades.map(\.sku) == ["S-2", "S-3", "S-4"])
        // Alone too, and again.
        let last = (head + rows[3].replacing("active", with: "draft")).utf8
        #expect(try run(last).removed == 1)
        #expect(try run(last).removed == 0)
        _ = try run((head + rows[0]).utf8)
        #expect(try CatalogDatabase.read(path: path).shade(sku: "S-1")?.isInStock == true)
    }

    /// Shops keep an archived product's SKU and give it to the product that follows.
    @Test(arguments: [false, true]) func aSKUTakenOverIsNotWithdrawn(isRefused: Bool) throws {
        defer { remove() }
        let head = "Handle,Title,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,Hex,Status\n"
        func row(_ title: String, _ hex: String, _ status: String) -> String {
            "\(title.lowercased()),\(title) Foundation,Nova,Shade,110N,S-1,,\(hex),\(status)\n"
        }
        _ = try run((head + row("New", "#F0D8C8", "active")).utf8)
        let rows = [row("Old", "#F0D8C8", "archived"), row("New", isRefused ? "red" : "#F0D8C8", "active")]
        for rows in isRefused ? [rows] : [rows, rows.reversed()] {
            let report = try run((head + rows.joined()).utf8)
            #expect(report.removed == 0 && report.unchanged == (isRefused ? 0 : 1))
            #expect(try CatalogDatabase.read(path: path).shades.map(\.product) == ["New Foundation"])
        }
        let read = CatalogReader.read(bytes: Array((head + rows.joined()).utf8))
        #expect(read.shades.count == (isRefused ? 0 : 1))
    }
}
