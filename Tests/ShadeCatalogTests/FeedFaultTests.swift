import ColorScience
import Foundation
import ShadeCatalog
import Testing

/// A malformed feed, and where its first error must be reported.
struct FaultyFeed: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var line: Int
    var column: Int
    var field: String?
    var says: String

    init(_ name: String, _ text: String, line: Int, column: Int, field: String? = nil, says: String) {
        testDescription = name
        self.text = text
        self.line = line
        self.column = column
        self.field = field
        self.says = says
    }
}

private let faultyCSV: [FaultyFeed] = [
    .init("empty file", "", line: 1, column: 1, says: "empty"),
    .init("blank lines only", "\n\r\n", line: 1, column: 1, says: "empty"),
    .init("header only", header + "\n", line: 1, column: 1, says: "no shades"),
    .init("missing columns", "sku,brand,shade,category,L,a,b\n", line: 1, column: 1, says: "lacks product"),
    .init("no colour", "sku,brand,product,shade,category,L\n", line: 1, column: 1, says: "lacks a colour"),
    .init("column twice", header + ",L\n" + row + ",62", line: 1, column: 40, field: "L", says: "twice"),
    .init("too few fields", header + "\nA1,Brand\n" + row, line: 2, column: 1, says: "2 fields where the header has 8"),
    .init("cut off", header + "\n" + row + "\nA2,Bra", line: 3, column: 1, says: "cut off"),
    .init("too many fields", header + "\n" + row + ",9", line: 2, column: 1, says: "needs quotes"),
    .init("unclosed quote", header + "\nA1,\"Brand,Base\n" + row, line: 2, column: 4, says: "never closed"),
    .init(
        "quote inside", header + "\nA1,Br\"and,Base,Sand,foundation,62,12,18", line: 2, column: 4, says: "not quoted"),
    .init(
        "text after quote", header + "\nA1,\"Brand\"x,Base,Sand,foundation,62,12,18", line: 2, column: 11,
        says: "closing quote"),
    .init(
        "empty SKU", header + "\n ,Brand,Base,Sand,foundation,62,12,18", line: 2, column: 1, field: "sku", says: "empty"
    ),
    .init(
        "unknown category", header + "\nA1,Brand,Base,Sand,primer,62,12,18", line: 2, column: 20, field: "category",
        says: "“primer” is unknown: write foundation"),
    .init(
        "L too high", header + "\nA1,Brand,Base,Sand,foundation,162,12,18", line: 2, column: 31, field: "L",
        says: "0 to 100"),
    .init(
        "a out of range", header + "\nA1,Brand,Base,Sand,foundation,62,-129,18", line: 2, column: 34, field: "a",
        says: "-128 to 128"),
    .init(
        "NaN", header + "\nA1,Brand,Base,Sand,foundation,nan,12,18", line: 2, column: 31, field: "L", says: "no number"),
    .init(
        "infinity", header + "\nA1,Brand,Base,Sand,foundation,inf,12,18", line: 2, column: 31, field: "L",
        says: "no number"),
    .init(
        "overflow", header + "\nA1,Brand,Base,Sand,foundation,1e999,12,18", line: 2, column: 31, field: "L",
        says: "no number"),
    .init(
        "hexadecimal", header + "\nA1,Brand,Base,Sand,foundation,0x20,12,18", line: 2, column: 31, field: "L",
        says: "no number"),
    .init(
        "decimal comma", header + "\nA1,Brand,Base,Sand,foundation,\"62,5\",12,18", line: 2, column: 31, field: "L",
        says: "decimal point"),
    .init(
        "SKU twice", header + "\n" + row + "\n" + row, line: 3, column: 1, field: "sku",
        says: "line 3 is already on line 2"),
    .init(
        "formula", header + "\nA1,=1+1,Base,Sand,foundation,62,12,18", line: 2, column: 4, field: "brand",
        says: "formula"),
    .init(
        "formula with @", header + "\nA1,Brand,@SUM(A1),Sand,foundation,62,12,18", line: 2, column: 10,
        field: "product", says: "formula"),
    .init(
        "quoted formula", header + "\n\"+A1\",B,Base,Sand,foundation,62,12,18", line: 2, column: 1, field: "sku",
        says: "formula"),
    .init(
        "line break in a name", header + "\nA1,Brand,Base,\"Sa\nnd\",foundation,62,12,18", line: 2, column: 15,
        field: "shade",
        says: "line break"),
    .init(
        "fault after a quoted line break", header + ",note\n" + row + ",\"one\ntwo\"\nA2,B,Base,Sand,wig,1,2,3,",
        line: 4, column: 16, field: "category", says: "unknown"),
    .init(
        "character column behind accents", header + "\nÉ1,Été,Base,Sand,foundation,x,12,18", line: 2, column: 29,
        field: "L", says: "no number"),
    .init("uncertainty", header + ",lab_sd\n" + row + ",-1", line: 2, column: 45, field: "lab_sd", says: "0 to 50"),
    .init("hex", header + ",hex\n" + row + ",#12345", line: 2, column: 45, field: "hex", says: "hexadecimal"),
    .init(
        "negative price", header + ",price,currency\n" + row + ",-1,EUR", line: 2, column: 45, field: "price",
        says: "out of range"),
    .init(
        "currency", header + ",price,currency\n" + row + ",1,eur", line: 2, column: 47, field: "currency",
        says: "ISO 4217"),
    .init("stock", header + ",stock\n" + row + ",1.5", line: 2, column: 45, field: "stock", says: "whole number"),
    .init(
        "script address", header + ",url\n" + row + ",javascript:alert(1)", line: 2, column: 45, field: "url",
        says: "https://"),
]

private let goodObject =
    #"{"sku":"A1","brand":"B","product":"P","shade":"S","category":"foundation","L":62,"a":12,"b":18}"#

private let faultyNDJSON: [FaultyFeed] = [
    .init("empty", " \n", line: 1, column: 1, says: "empty"),
    .init("a list", "[\(goodObject)]", line: 1, column: 1, says: "one a line"),
    .init("cut off", goodObject + "\n" + goodObject.dropLast(1), line: 2, column: 95, says: "cut off"),
    .init("cut off in a text", goodObject.prefix(30) + "", line: 1, column: 25, says: "never closed"),
    .init("no comma", goodObject.replacingOccurrences(of: "62,", with: "62 "), line: 1, column: 82, says: "comma"),
    .init("no value", goodObject.replacingOccurrences(of: "62,", with: ","), line: 1, column: 79, says: "a value"),
    .init("no number", goodObject.replacingOccurrences(of: "62,", with: "6x2,"), line: 1, column: 79, says: "a value"),
    .init("escape", goodObject.replacingOccurrences(of: "P", with: #"\q"#), line: 1, column: 36, says: "escape"),
    .init(
        "half a pair", goodObject.replacingOccurrences(of: "P", with: #"\ud83d"#), line: 1, column: 36, says: "a pair"),
    .init("two objects", goodObject + goodObject, line: 1, column: 96, says: "one object a line"),
    .init("key twice", goodObject.replacingOccurrences(of: #""a""#, with: #""L""#), line: 1, column: 82, says: "twice"),
    .init(
        "missing key", goodObject.replacingOccurrences(of: #""L":62,"#, with: ""), line: 1, column: 1, field: "L",
        says: "is empty"),
    .init(
        "out of range", goodObject.replacingOccurrences(of: "62", with: "162"), line: 1, column: 75, field: "L",
        says: "0 to 100"),
    .init(
        "nested", "\n" + goodObject.replacingOccurrences(of: "62", with: #"{"x":1}"#), line: 2, column: 79,
        says: "inside the object"),
    .init("SKU twice", goodObject + "\n" + goodObject, line: 2, column: 1, field: "sku", says: "already on line 1"),
    .init(
        "formula", goodObject.replacingOccurrences(of: #""P""#, with: #""=P""#), line: 1, column: 25, field: "product",
        says: "formula"),
]

@Test(arguments: faultyCSV)
func csvFaultsAreLocated(_ feed: FaultyFeed) throws {
    try expectFault(feed, .csv)
}

@Test(arguments: faultyNDJSON)
func ndjsonFaultsAreLocated(_ feed: FaultyFeed) throws {
    try expectFault(feed, .ndjson)
}

private func expectFault(_ feed: FaultyFeed, _ format: FeedFormat) throws {
    let issue = try #require(read(feed.text, format).issues.first { $0.severity == .error })
    #expect(issue.line == feed.line)
    #expect(issue.column == feed.column)
    #expect(issue.field == feed.field)
    #expect(issue.message.contains(feed.says), "\(issue.message)")
    let error = #expect(throws: CatalogError.self) {
        try ShadeCatalog(bytes: Array(feed.text.utf8), options: FeedOptions(format: format), name: "feed")
    }
    #expect(error?.code == .invalidCatalog)
    #expect(error?.message.contains("feed:\(feed.line):\(feed.column):") == true)
}

@Test func everyFaultOfARowIsReported() {
    let (shades, issues) = read(header + ",price,hex\nA1,,Base,Sand,primer,162,x,18,9,red\n" + row + ",,")
    #expect(issues.map(\.field) == ["brand", "category", "L", "a", "price", "hex"])
    #expect(issues.allSatisfy { $0.line == 2 && $0.sku == "A1" })
    #expect(shades.map(\.sku) == ["A1"])
}

@Test func wrongEncodingsAreNamed() {
    let windows = Array((header + "\nA1,Caf").utf8) + [0xE9] + Array(",Base,Sand,foundation,62,12,18\n".utf8)
    let issue = CatalogReader.read(bytes: windows, options: FeedOptions(format: .csv)).issues.first
    #expect(issue?.line == 2)
    #expect(issue?.column == 7)
    #expect(issue?.message.contains("byte E9") == true, "\(issue?.message ?? "")")
    #expect(CatalogReader.read(bytes: windows, options: FeedOptions(format: .csv)).shades.isEmpty)

    let utf16 = [UInt8]([0xFF, 0xFE]) + header.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(CatalogReader.read(bytes: utf16).issues.first?.message.contains("UTF-16") == true)
}

@Test func swappedColumnsAreWarnedOf() {
    let feed = read(header + ",hex\nA1,B,P,S,lip,48,-10,-40,#b04040\nA2,B,P,S,lip,48,50,30,#b04040\n")
    #expect(feed.shades.count == 2)
    #expect(feed.issues.map(\.severity) == [.warning])
    #expect(feed.issues.first?.sku == "A1")
}

@Test func unknownColumnsAreWarnedOfOnce() {
    let feed = read(header + ",smell\n" + row + ",x\n" + row.replacingOccurrences(of: "A1", with: "A2") + ",y")
    #expect(feed.shades.count == 2)
    #expect(feed.issues.map(\.field) == ["smell"])
}

@Test func missingFilesAndFoldersAreUnreadable() {
    for path in ["/nowhere/catalog.csv", "/"] {
        let error = #expect(throws: CatalogError.self) { try ShadeCatalog.read(path: path) }
        #expect(error?.code == .unreadableCatalog)
        #expect(error?.message.contains(path) == true)
    }
}

/// Feeds cut anywhere and feeds with bytes changed: a fault or a shade for every row, and never a crash.
@Test func damagedFeedsAreSurvived() throws {
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: sampleCatalogPath))).prefix(4000)
    for cut in stride(from: 0, to: bytes.count, by: 37) {
        let reading = CatalogReader.read(bytes: Array(bytes.prefix(cut)))
        #expect(!reading.shades.isEmpty || !reading.issues.isEmpty)
    }
    var generator = SplitMix64(seed: 7)
    for _ in 0..<300 {
        var damaged = Array(bytes)
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            let place = Int.random(in: 0..<damaged.count, using: &generator)
            let structural: [UInt8] = [34, 44, 10, 13]
            damaged[place] =
                Bool.random(using: &generator)
                ? .random(in: 0...255, using: &generator) : structural.randomElement(using: &generator)!
        }
        let reading = CatalogReader.read(bytes: damaged)
        #expect(!reading.shades.isEmpty || !reading.issues.isEmpty)
    }
}
