import ColorScience
import Foundation
import TestSupport
import Testing

@testable import ShadeCatalog

private let csv =
    "\u{FEFF}" + header + ",description\r\n" + row + ",\"two\r\nlines, \"\"quoted\"\"\"\r\n\r\n"
    + "A2,\"Bränd \"\"X\"\"\",Base,Sänd,foundation,62,12,18,x\rA3,B,P,S,foundation,162,1,2,x\n"
    + "A4,B,P,S,foundation,62,1,2\nA5,B\"x,P,S,foundation,62,1,2,x\nA6,B,P,S,foundation,60,1,2,\"x\"y\n"
    + "A7,B,P,S,foundation,60,1,2,"
private let ndjson =
    #"{"sku":"A1","brand":"B","product":"P","shade":"Sän\u0064","category":"eye","L":5,"a":0,"b":1,"x":[1,{"y":"]"}]}"#
    + "\n\n" + #"{"sku":"A2"}"# + "\n{broken\n"
    + #"{"sku":"A3","brand":"B","product":"P","shade":"S","category":"eye","L":5,"a":0,"b":1}"#
private let rss = """
    <?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
    <item><g:id>A1</g:id><g:title>Fit Foundation - Sänd &amp; Rose</g:title><g:brand>B</g:brand>
      <g:color>Sänd &amp; Rose</g:color><g:image_link>https://x.example/a.jpg</g:image_link>
      <g:shipping><g:price>5.00 EUR</g:price></g:shipping><g:price>32.00 EUR</g:price></item>
    <item><g:id>A2</g:id><title><![CDATA[Fit Foundation]]></title><g:brand></g:brand></item>
    </channel></rss>
    """

/// Gives one to seven bytes at a time, as slow pipes may.
private final class TrickleSource: ByteSource {
    private let bytes: [UInt8]
    private(set) var bytesRead = 0
    var totalBytes: Int? { nil }
    private var generator = SplitMix64(seed: 3)

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - bytesRead, Int.random(in: 1...7, using: &generator))
        buffer.copyBytes(from: bytes[bytesRead..<bytesRead + count])
        bytesRead += count
        return count
    }
}

@Test(arguments: [csv, ndjson, rss, csv.replacingOccurrences(of: ",", with: "\t")])
func piecesDoNotMatter(_ text: String) throws {
    let whole = list(text)
    #expect(!whole.shades.isEmpty && !whole.issues.isEmpty)
    for bytes in [Array(text.utf8), gzip(Array(text.utf8))] {
        var reader = try FeedReader(source: TrickleSource(bytes), options: .init())
        let pieces = drain(&reader)
        #expect(pieces.shades == whole.shades)
        #expect(pieces.issues == whole.issues)
    }
}

@Test func rowsAndFaultsComeInReadingOrder() {
    let feed = list(csv)
    #expect(feed.shades.map(\.sku) == ["A1", "A2", "A7"])
    #expect(feed.shades.map(\.line) == [2, 5, 10])
    #expect(feed.issues.map(\.line) == [6, 7, 8, 9])
    #expect(feed.shades[0].description == "two  lines, \"quoted\"")
    #expect(feed.shades[1].brand == "Bränd \"X\"")
}

@Test func aLongFeedIsReadAcrossPieces() {
    var text = header + ",description\n"
    for index in 0..<20_000 {
        text += "A\(index),Brand,Base,\(index) Sand,foundation,62,12,18,\"line one of \(index)\nline \"\"two\"\"\"\n"
    }
    let feed = list(text)
    #expect(feed.issues.isEmpty)
    #expect(feed.shades.map(\.sku) == (0..<20_000).map { "A\($0)" })
    #expect(feed.shades.last?.line == 2 + 2 * 19_999)
}

// MARK: gzip

private let longCSV = Array(
    (header + "\n" + (0..<5000).map { "A\($0),Brand,Base,\($0 &* 7919) Sand,foundation,62,12,18\n" }.joined()).utf8)

@Test func membersOfAGzipFileFollowOneAnother() {
    let feed = list(gzip(Array(longCSV.prefix(70_000))) + gzip(Array(longCSV.dropFirst(70_000))) + [0, 0, 0])
    #expect(feed.issues.isEmpty)
    #expect(feed.shades == list(longCSV).shades)
}

@Test func aCutGzipFileIsReportedBehindItsRows() throws {
    let packed = gzip(longCSV)
    let feed = list(Array(packed.prefix(packed.count / 2)))
    #expect(feed.shades.count > 500)
    #expect(feed.shades == Array(list(longCSV).shades.prefix(feed.shades.count)))
    let issue = try #require(feed.issues.first)
    #expect(feed.issues.count == 1)
    #expect(issue.line == feed.shades.count + 2)
    #expect(issue.message.contains("ends early"))
    #expect(list(Array(packed.prefix(12))).issues.map(\.severity) == [.error])
    #expect(list([0x1F, 0x8B]).issues.map(\.severity) == [.error])
}

@Test func aDamagedGzipFileIsReported() {
    var packed = gzip(longCSV)
    packed[packed.count - 6] ^= 1
    #expect(list(packed).issues.map(\.message).contains { $0.contains("checksum") })
    for place in stride(from: 2, to: packed.count, by: packed.count / 40) {
        var damaged = gzip(longCSV)
        damaged[place] ^= 0x55
        let feed = list(damaged)
        #expect(!feed.shades.isEmpty || !feed.issues.isEmpty)
    }
    let followed = list(gzip(longCSV) + Array("more".utf8))
    #expect(followed.shades.count == 5000)
    let told = followed.issues.first { $0.message.contains("follows the gzip data") }
    #expect(told?.isDamage == true && told?.message.contains("passed over") == false)
}

@Test func aGzipBombIsGivenUp() {
    var text = Array((header + "\n" + row + "\n").utf8)
    text += [UInt8](repeating: UInt8(ascii: "\n"), count: 48 << 20)
    let feed = list(gzip(text))
    #expect(feed.shades.count == 1)
    #expect(feed.issues.map(\.message).contains { $0.contains("times its size") })
}

@Test(arguments: [[0x50, 0x4B, 0x03, 0x04], [0x28, 0xB5, 0x2F, 0xFD], [0xD0, 0xCF, 0x11, 0xE0]] as [[UInt8]])
func otherArchivesAreNamed(_ magic: [UInt8]) {
    #expect(list(magic + [1, 2, 3, 4]).issues.first?.message.contains("unpack it") == true)
}

// MARK: a million characters

private let million = String(repeating: "x", count: 1_000_000)

/// A feed whose second row holds a field that is too long, and that row's line.
struct LongField: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var line: Int

    init(_ name: String, _ lines: [String], line: Int) {
        testDescription = name
        text = lines.joined(separator: "\n")
        self.line = line
    }
}

private let third = "A3,B,P,S,foundation,62,12,18"
private func object(_ sku: String) -> String {
    #"{"sku":"\#(sku)","brand":"B","product":"P","shade":"S","category":"eye","L":5,"a":0,"b":1}"#
}

private let longFields: [LongField] = [
    .init("plain", [header, row, "A2,\(million),Base,Sand,foundation,62,12,18", third], line: 3),
    .init("quoted", [header, row, "A2,\"\(million)\",Base,Sand,foundation,62,12,18", third], line: 3),
    .init(
        "longer than a row may be",
        [header + ",extra", row + ",", "A2,B,P,S,foundation,62,12,18,\(million)\(million)", third + ","], line: 3),
    .init("JSON", [object("A1"), object(million), object("A3")], line: 2),
    .init("JSON, longer than a line may be", [object("A1"), object(million + million), object("A3")], line: 2),
    .init("XML", ["<rss>", item("A1", "One"), item("A2", million + million), item("A3", "Three"), "</rss>"], line: 3),
]

@Test(arguments: longFields)
func aMillionCharactersCostOneRow(_ long: LongField) {
    for bytes in [Array(long.text.utf8), gzip(Array(long.text.utf8))] {
        let feed = list(bytes)
        #expect(feed.shades.map(\.sku) == ["A1", "A3"])
        let errors = feed.issues.filter { $0.severity == .error }
        #expect(errors.map(\.line) == [long.line])
        #expect(errors.first?.message.contains("longer than") == true, "\(errors)")
    }
}

private func item(_ id: String, _ color: String) -> String {
    "<item><g:id>\(id)</g:id><title>Foundation</title><g:brand>B</g:brand><g:color>\(color)</g:color>"
        + "<g:image_link>a.jpg</g:image_link></item>"
}

/// A quote that is never closed costs its own line, wherever the feed ends.
@Test(arguments: [10, 200_000])
func aForgottenQuoteCostsOneLine(_ rows: Int) {
    var text = header + "\n" + row + "\nA2,\"Brand,Base,Sand,foundation,62,12,18\n"
    for index in 3..<rows { text += "A\(index),Brand,Base,Sand,foundation,62,12,18\n" }
    let feed = list(text)
    #expect(feed.shades.count == rows - 2)
    #expect(feed.issues.map(\.line) == [3])
    #expect(feed.issues.first?.column == 4)
}
