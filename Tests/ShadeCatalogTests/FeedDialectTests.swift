import ColorScience
import Foundation
import ShadeCatalog
import Testing

@Test func googleTSVIsRead() throws {
    let text = """
        id\ttitle\tdescription\tlink\timage link\tavailability\tprice\tbrand\tcolor\titem group id\tgoogle product category
        F-120\tFit Foundation - 120 Ivory\tFor fair skin\thttps://s.example/f?120\thttps://s.example/120.jpg\tin_stock\t9.99 USD\tMay\t120 Ivory\tF\tHealth & Beauty > Makeup > Face Makeup > Foundations & Concealers
        F-220\tFit Foundation - 220 Beige\tFor 5" brushes\thttps://s.example/f?220\thttps://s.example/220.jpg\tout of stock\t9.99 USD\tMay\t220 Beige\tF\t2765
        """
    let feed = list(text)
    #expect(feed.issues.isEmpty)
    #expect(feed.shades.map(\.sku) == ["F-120", "F-220"])
    #expect(feed.shades.map(\.product) == ["Fit Foundation", "Fit Foundation"])
    #expect(feed.shades.map(\.name) == ["120 Ivory", "220 Beige"])
    #expect(feed.shades.map(\.stock) == [nil, 0])
    let shade = try #require(feed.shades.first)
    #expect(shade.price == Price(amount: 9.99, currency: "USD"))
    #expect(shade.category == .foundation && shade.group == "F" && shade.description == "For fair skin")
    #expect(shade.picture == "https://s.example/120.jpg" && shade.lab == nil && shade.hex == nil)
}

private let xmlItem = """
    <g:id>L-1</g:id><g:title>Velvet Lipstick</g:title><g:link>https://s.example/l</g:link>
    <g:image_link>https://s.example/l.jpg</g:image_link><g:price>32.00 EUR</g:price><g:brand>Ol&#233;</g:brand>
    <g:color><![CDATA[Rose & Thé]]></g:color><g:item_group_id>L</g:item_group_id>
    <g:availability>out of stock</g:availability><g:shipping><g:price>4.90 EUR</g:price></g:shipping>
    <g:product_type>Beauty &gt; Lips</g:product_type>
    """

@Test(arguments: [
    "<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\"><channel><title>Shop</title><item>\(xmlItem)</item></channel></rss>",
    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:g=\"http://base.google.com/ns/1.0\"><title>S</title><entry>\(xmlItem)</entry></feed>",
])
func googleXMLIsRead(_ text: String) throws {
    let feed = list("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text)
    #expect(feed.issues.isEmpty)
    let shade = try #require(feed.shades.first)
    #expect(feed.shades.count == 1)
    #expect(shade.sku == "L-1" && shade.brand == "Olé" && shade.name == "Rose & Thé")
    #expect(shade.category == .lip && shade.group == "L" && shade.stock == 0)
    #expect(shade.price == Price(amount: 32, currency: "EUR"))
    #expect(shade.line == 2)
}

@Test func atomLinksAreAttributes() {
    let text = """
        <feed><entry><id>A</id><title>Foundation</title><g:brand>B</g:brand><color>Sand</color><hex>#a06f4a</hex>
        <link rel="self" href="https://s.example/self"/><link rel="alternate" href="https://s.example/a"/></entry></feed>
        """
    #expect(list(text).shades.map(\.hex) == [SRGB8(hex: "#a06f4a")])
}

@Test(arguments: ["ISO-8859-1", "UTF-16"])
func xmlSaysHowItIsEncoded(_ encoding: String) throws {
    let text =
        "<?xml version=\"1.0\" encoding=\"\(encoding)\"?><rss><item><g:brand>Olé</g:brand>"
        + "<g:id>A</g:id><g:title>Foundation</g:title><g:color>Thé</g:color><hex>#a06f4a</hex></item></rss>"
    let bytes = try #require(text.data(using: encoding == "UTF-16" ? .utf16 : .isoLatin1))
    let feed = list([UInt8](bytes))
    #expect(feed.issues.isEmpty)
    #expect(feed.shades.map(\.brand) == ["Olé"])
}

struct FaultyXML: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var line: Int
    var shades: Int
    var says: String
}

private let good =
    "<item><id>A</id><title>Foundation</title><brand>B</brand><color>S</color><hex>#a06f4a</hex></item>\n"

@Test(arguments: [
    FaultyXML(
        testDescription: "cut", text: "<rss>\n\(good)\(good)<item><id>C</id>", line: 4, shades: 2, says: "cut off"),
    FaultyXML(testDescription: "cut in a tag", text: "<rss>\n\(good)<item><i", line: 3, shades: 1, says: "cut off"),
    FaultyXML(testDescription: "empty", text: "  ", line: 1, shades: 0, says: "empty"),
    FaultyXML(testDescription: "no items", text: "<rss></rss>", line: 1, shades: 0, says: "no shades"),
    FaultyXML(
        testDescription: "ampersand", text: "<rss>\n\(good)<item><id>A & B</id></item>", line: 3, shades: 1,
        says: "&amp;"),
    FaultyXML(
        testDescription: "HTML entity", text: "<rss>\n\(good)<item><id>&eacute;</id></item>", line: 3, shades: 1,
        says: "entity"),
    FaultyXML(
        testDescription: "wrong encoding", text: "<rss>\n\(good)<item><id>\u{FFFF}</id></item>", line: 3, shades: 1,
        says: "UTF-8"),
    FaultyXML(
        testDescription: "crossed tags", text: "<rss>\n\(good)<item><id>A</item></id></rss>", line: 3, shades: 1,
        says: "does not fit"),
    FaultyXML(
        testDescription: "formula", text: "<rss>\n\(good)\(good.replacingOccurrences(of: ">B<", with: ">=1+1<"))</rss>",
        line: 3, shades: 1, says: "formula"),
    FaultyXML(
        testDescription: "billion laughs",
        text:
            "<!DOCTYPE r [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<rss>\(good)<item><id>&b;</id></item></rss>",
        line: 1, shades: 0, says: "entities of its own"),
    FaultyXML(
        testDescription: "external entity",
        text: "<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n<rss><item><id>&a;</id></item></rss>", line: 1,
        shades: 0, says: "entities of its own"),
    FaultyXML(
        testDescription: "nesting", text: "<rss>\n\(good)" + String(repeating: "<a>", count: 100_000), line: 3,
        shades: 1, says: "deeper than 64"),
    FaultyXML(
        testDescription: "endless comment", text: "<rss>\n\(good)<!--" + String(repeating: "x", count: 3 << 20),
        line: 3,
        shades: 1, says: "longer than"),
])
func xmlFaultsAreLocated(_ feed: FaultyXML) throws {
    var bytes = Array(feed.text.utf8)
    if feed.testDescription == "wrong encoding" {
        // A lone byte of a Windows code page.
        let place = try #require(bytes.firstIndex(of: 0xEF))
        bytes.replaceSubrange(place..<place + 3, with: [0xE9])
    }
    let read = list(bytes, FeedOptions(format: .xml))
    let errors = read.issues.filter { $0.severity == .error }
    #expect(read.shades.count == feed.shades)
    #expect(errors.count == 1)
    #expect(errors.first?.line == feed.line)
    #expect(errors.first?.message.contains(feed.says) == true, "\(errors)")
}

@Test func shopifyExportIsRead() {
    let text = """
        Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Variant Inventory Qty,Image Src,Image Position,Variant Image,Status
        silk,Silk Foundation,"<p>Soft,
        smooth</p>",Maison,Face,"a, b",TRUE,Size,30 ml,Shade,120 Ivory,S-120,32.00,4,https://c.example/1.jpg,1,https://c.example/v120.jpg,active
        silk,,,,,,,,30 ml,,220 Beige,S-220,32.00,-2,https://c.example/2.jpg,2,https://c.example/v220.jpg,
        silk,,,,,,,,,,,,,,https://c.example/3.jpg,3,,
        silk,,,,,,,,15 ml,,220 Beige,,18.00,0,,,,
        gloss,Lip Gloss Ruby,,Maison,,,TRUE,Title,Default Title,,,'G-1,12.00,,https://c.example/g.jpg,1,,active
        """
    let feed = list(text, FeedOptions(currency: "EUR"))
    #expect(feed.issues.filter { $0.severity == .error } == [])
    #expect(feed.shades.map(\.sku) == ["S-120", "S-220", "silk-15-ml-220-beige", "G-1"])
    #expect(feed.shades.map(\.name) == ["120 Ivory", "220 Beige", "220 Beige", "Lip Gloss Ruby"])
    #expect(feed.shades.map(\.product) == ["Silk Foundation", "Silk Foundation", "Silk Foundation", "Lip Gloss Ruby"])
    #expect(feed.shades.map(\.brand) == ["Maison", "Maison", "Maison", "Maison"])
    #expect(feed.shades.map(\.category) == [.foundation, .foundation, .foundation, .lip])
    #expect(feed.shades.map(\.stock) == [4, 0, 0, nil])
    #expect(feed.shades.map(\.group) == ["silk", "silk", "silk", "gloss"])
    #expect(
        feed.shades.map(\.picture) == [
            "https://c.example/v120.jpg", "https://c.example/v220.jpg", "https://c.example/1.jpg",
            "https://c.example/g.jpg",
        ])
    #expect(feed.shades.first?.price == Price(amount: 32, currency: "EUR"))
}

private let shopifyHeader =
    "Handle,Title,Vendor,Product Category,Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price,Hex,Status\n"

/// A product's first row and those of its variants are of one category, whichever column tells it.
@Test(arguments: [
    ("Face Makeup > Foundations & Concealers", "Foundation", "Silk", ShadeCategory.foundation),
    ("Face Makeup > Foundations & Concealers", "Concealer", "Silk", .concealer),
    ("Face Makeup > Foundations & Concealers", "", "Silk Concealer", .concealer),
    ("Face Makeup > Foundations & Concealers", "", "Silk", .foundation),
    ("Face Makeup > Foundations & Concealers", "Complexion", "Silk", .foundation),
    ("Lip Makeup > Lip Gloss", "", "Foundation for Lips", .lip), ("Concealer", "", "Silk", .concealer),
])
func variantsShareTheirProductsCategory(_ path: String, type: String, title: String, category: ShadeCategory) {
    let text =
        shopifyHeader + "silk,\(title),Nova,Makeup > \(path),\(type),TRUE,Shade,110N,S-1,29,#F0D8C8,active\n"
        + "silk,,,,,,,210W,S-2,29,#E0BC98,\n"
    #expect(list(text).shades.map(\.category) == [category, category])
}

@Test(arguments: [("TRUE", "archived"), ("TRUE", "draft"), ("FALSE", "active"), ("false", "")])
func whatAShopDoesNotOfferIsLeftOut(_ published: String, status: String) {
    let text =
        shopifyHeader
        + "old,Old Foundation,Nova,,,\(published),Shade,110N,O-1,29,#F0D8C8,\(status)\nold,,,,,,,120N,,29,,\n"
        + "silk,Silk Foundation,Nova,,,TRUE,Shade,110N,S-1,29,#F0D8C8,active\n"
    let listed = list(text, FeedOptions(currency: "EUR"))
    #expect(listed.shades.map(\.sku) == ["O-1", "old-120n", "S-1"])
    #expect(listed.shades.map(\.isWithdrawn) == [true, true, false])
    #expect(listed.issues.map(\.severity) == [.warning, .warning])
    #expect(listed.issues.allSatisfy { $0.message.contains("left out") })
    #expect(read(text).shades.map(\.sku) == ["S-1"])
    // Where only prices and stock are wanted there is none of it.
    #expect(list(text, FeedOptions(rows: .updates)).shades.map(\.stock) == [0, 0, nil])
}

@Test(arguments: [
    ("in_stock", true), ("in stock", true), ("limited availability", true), ("https://schema.org/InStock", true),
    ("out of stock", false), ("out_of_stock", false), ("preorder", false), ("backorder", false),
    ("Pre-order", false), ("https://schema.org/OutOfStock", false),
])
func availabilityIsReadAsWritten(_ word: String, isInStock: Bool) {
    let text = header + ",availability,stock\n" + row + ",\(word),7\n"
    #expect(list(text).shades.map(\.stock) == [isInStock ? 7 : 0])
}

@Test func issuesOfPicturesStandWhereTheyAreNamed() {
    let item =
        "<item><id>A</id><title>Foundation</title><brand>B</brand><color>S</color>\n<image_link>a.jpg</image_link>\n"
        + "<price>12,50 EUR</price></item>\n"
    let issues = read("<rss>\n" + item + item.replacing("<id>A", with: "<id>B") + "</rss>", .xml).issues
    #expect(issues.map(\.line) == [3, 4, 6])
    #expect(issues.map(\.field) == ["picture", "price", "picture"])
}
