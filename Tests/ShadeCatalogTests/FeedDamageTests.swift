import TestSupport
import Testing

@testable import ShadeCatalog

/// A feed with one thing wrong, and whether that is the file's fault or a row's.
struct DamagedFeed: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var line: Int
    var good: Int

    init(_ name: String, _ text: String, line: Int, good: Int = 1) {
        self.init(name, bytes: Array(text.utf8), line: line, good: good)
    }

    init(_ name: String, bytes: [UInt8], line: Int, good: Int = 1) {
        testDescription = name
        self.bytes = bytes
        self.line = line
        self.good = good
    }
}

private let start = header + "\n" + row + "\n"
private let object = #"{"sku":"A1","brand":"B","product":"P","shade":"S","category":"eye","L":5,"a":0,"b":1}"#
private let item =
    "<item><id>A</id><title>Foundation</title><brand>B</brand><color>S</color><hex>#a06f4a</hex></item>\n"

/// One byte a character, as Windows writes it.
private func windows(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

private let packed = gzip(Array((start + String(repeating: "x", count: 4000)).utf8))

@Test(arguments: [
    DamagedFeed("cut in a row", start + "A2,Bra", line: 3),
    DamagedFeed("cut in a quote", start + "A2,\"Bra", line: 3),
    DamagedFeed("cut between doubled quotes", start + "A2,\"Bra\"", line: 3),
    DamagedFeed("a quote in the middle", start + "A2,\"Bra,P,S,foundation,62,12,18\n" + third, line: 3, good: 2),
    DamagedFeed(
        "Windows", bytes: windows(start + "A2,Lanc\u{F4}me,P,S,foundation,62,12,18\n" + third), line: 3, good: 2),
    DamagedFeed(
        "Windows in what is not read",
        bytes: windows(header + ",note\n" + row + ",\nA2,B,P,S,foundation,62,12,18,\u{E9}t\u{E9}\n"), line: 3),
    DamagedFeed("Windows in a row refused", bytes: windows(start + "A2,Lanc\u{F4}me,P\n"), line: 3),
    DamagedFeed("Windows in the header", bytes: windows(header + ",gr\u{F6}\u{DF}e\n" + row + ",\n"), line: 1),
    DamagedFeed(
        "Windows in JSON", bytes: windows(object + "\n" + object.replacing("P", with: "\u{E9}") + "\n"), line: 2),
    DamagedFeed(
        "Windows in JSON not read", bytes: windows(object + "\n" + object.replacing("{", with: "{\"x\":\"\u{E9}\",")),
        line: 2),
    DamagedFeed("cut JSON", object + "\n" + object.prefix(50), line: 2),
    DamagedFeed("cut JSON behind a number", object + "\n" + object.dropLast(1), line: 2),
    DamagedFeed("cut XML", "<rss>\n" + item + "<item><id>B</id>", line: 3),
    DamagedFeed("XML that is not well formed", "<rss>\n" + item + "<item><id>B & C</id></item></rss>", line: 3),
    DamagedFeed("cut gzip", bytes: Array(packed.dropLast(12)), line: 3),
    DamagedFeed("wrong checksum", bytes: Array(packed.dropLast(8)) + [1, 2, 3, 4] + packed.suffix(4), line: 3),
    DamagedFeed(
        "a colour cut short", start.replacing(",L,a,b", with: ",a,b,hex") + "A2,B,P,S,foundation,,,#E0C", line: 3,
        good: 0),
])
func damageOfTheFileIsTold(_ feed: DamagedFeed) {
    let read = list(feed.bytes)
    let damage = read.issues.filter(\.isDamage)
    #expect(damage.map(\.line) == [feed.line], "\(read.issues)")
    #expect(damage.allSatisfy { $0.severity == .error })
    #expect(read.shades.count == feed.good)
}

@Test(arguments: [
    DamagedFeed("a short row", start + "A2,Bra\n", line: 3),
    DamagedFeed("a long row at the end", start + "A2,B,P,S,foundation,62,12,18,9", line: 3),
    DamagedFeed("a quote inside", start + "A2,Br\"and,P,S,foundation,62,12,18\n", line: 3),
    DamagedFeed("a bad colour", header + ",hex\n" + row + ",\nA2,B,P,S,foundation,,,,#E0C\n", line: 3),
    DamagedFeed("a formula", start + "A2,=1+1,P,S,foundation,62,12,18\n", line: 3),
    DamagedFeed(
        "a million characters", start + "A2,\"\(String(repeating: "x\n", count: 500_000))\",P,S,foundation,62,12,18\n",
        line: 3),
    DamagedFeed("JSON that is none", object + "\n{broken\n", line: 2),
    DamagedFeed("a key twice at the end", object + "\n" + object.replacing("\"a\"", with: "\"L\""), line: 2),
])
func faultsOfRowsAreNoDamage(_ feed: DamagedFeed) {
    let read = list(feed.bytes)
    #expect(read.issues.filter { $0.severity == .error }.map(\.line) == [feed.line], "\(read.issues)")
    #expect(read.issues.allSatisfy { !$0.isDamage })
    #expect(read.shades.count == feed.good)
}

/// The last value may be the beginning of a longer one, which only the missing line end tells.
@Test(arguments: [
    ("hex", "#E0C5A0", true), ("stock", "1", true), ("url", "https://s.example/1", true), ("finish", "matte", false),
    ("stock", "", false), ("price", "n/a", false), ("hex", "\"#E0C5A0\"", false),
])
func aLastLineWithoutAnEndIsWarnedOf(_ column: String, value: String, warns: Bool) {
    let text = header + ",\(column)\n" + row + ",\(value)"
    let issues = list(Array(text.utf8)).issues
    #expect(issues.map(\.severity) == (warns ? [.warning] : []))
    #expect(issues.map(\.field) == (warns ? [column] : []))
    #expect(list(text + "\n").issues.isEmpty)
}

private let third = "A3,B,P,S,foundation,62,12,18\n"
