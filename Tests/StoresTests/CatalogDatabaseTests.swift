import ColorScience
import Foundation
import ShadeCatalog
import Stores
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

    @Test func everyFieldComesBack() throws {
        let text = """
            sku,brand,product,shade,category,L,a,b,lab_sd,hex,finish,coverage,price,currency,undertone,depth,vegan,\
            fragrance_free,allergens,stock,url,provenance
            A,Bränd,Product,Shade,concealer,60.5,10,15.25,0.8,#cfb2a2,satin,full,39.50,EUR,olive,fair,yes,no,nuts;wool,\
            7,https://example.com/a,measured
            B,Bränd,Product,Other,concealer,61,10,15,,,,,,,,,,,none,,,
            """
        let database = try open()
        _ = try database.run(.init(), text: text)
        let read = try ShadeCatalog(bytes: Array(text.utf8))
        #expect(try database.catalog().shades == read.shades)
        #expect(try database.catalog().version == read.version)
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
        #expect(try database.catalog().shades.isEmpty)
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

    @Test func otherFilesAreRefused() throws {
        let path = folder.path("notes.txt")
        try Data(repeating: 0x41, count: 4096).write(to: URL(filePath: path))
        let error = #expect(throws: CatalogError.self) { try CatalogDatabase(path: path) }
        #expect(error?.code == .unreadableCatalog)
        #expect(throws: CatalogError.self) { try CatalogDatabase(path: folder.path("no/such/folder/c.sqlite")) }
        #expect(throws: CatalogError.self) { try CatalogDatabase.read(path: folder.path("absent.sqlite")) }
    }
}

extension CatalogDatabase {
    fileprivate func run(
        _ options: CatalogImport, text: String, onIssue: (CatalogIssue) throws -> Void
    ) throws -> ImportReport {
        try run(options, text: text, onIssue: onIssue, onChange: { _ in })
    }

    @discardableResult
    fileprivate func run(
        _ options: CatalogImport, text: String, onChange: (CatalogChange) throws -> Void = { _ in }
    ) throws -> ImportReport {
        try run(options, text: text, onIssue: { _ in }, onChange: onChange)
    }

    private func run(
        _ options: CatalogImport, text: String, onIssue: (CatalogIssue) throws -> Void,
        onChange: (CatalogChange) throws -> Void
    ) throws -> ImportReport {
        var feed = try FeedReader(bytes: Array(text.utf8), options: FeedOptions(rows: options.mode.rows))
        return try run(options, feed: &feed, source: "test", onIssue: onIssue, onChange: onChange)
    }
}

/// A feed of shades that differ in SKU and price.
private func feed(_ rows: [String]) -> String {
    "sku,price,currency,brand,product,shade,category,L,a,b\n"
        + rows.map { "\($0),EUR,Brand,Product,Shade,foundation,60,10,15\n" }.joined()
}

/// Removed with everything in it when the test ends.
private final class TemporaryFolder {
    private let url = FileManager.default.temporaryDirectory.appending(path: "shadewise-\(UUID().uuidString)")

    init() { try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
}
