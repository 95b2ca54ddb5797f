import ColorScience
import Foundation
import ShadeCatalog
import Testing

private let fullHeader =
    "SKU,brand,product,shade,category,L,a,b,lab_sd,provenance,hex,finish,coverage,price,currency,undertone,depth,"
    + "vegan,fragrance_free,allergens,stock,url"
private let fullRow =
    #"A1,"Bright, Ltd","The ""One""",210N Sand,Foundation,62.5,1.25e1,18,0.8,measured,#b98b73,matte,full,32.00,EUR,warm,"#
    + "medium,yes,no,Linalool; limonene,0,https://example.com/a"

@Test func everyColumnIsRead() throws {
    let feed = read(fullHeader + "\n" + fullRow)
    #expect(feed.issues.filter { $0.severity == .error } == [])
    let shade = try #require(feed.shades.first)
    #expect(shade.brand == "Bright, Ltd")
    #expect(shade.product == "The \"One\"")
    #expect(shade.category == .foundation)
    #expect(shade.lab == Lab(62.5, 12.5, 18))
    #expect(shade.labUncertainty == 0.8)
    #expect(shade.provenance == .measured)
    #expect(shade.swatch == SRGB8(hex: "#b98b73"))
    #expect(shade.finish == .matte)
    #expect(shade.coverage == .full)
    #expect(shade.price == Price(amount: 32, currency: "EUR"))
    #expect(shade.undertone == .warm)
    #expect(shade.depth == "medium")
    #expect(shade.isVegan == true)
    #expect(shade.isFragranceFree == false)
    #expect(shade.allergens == ["linalool", "limonene"])
    #expect(shade.stock == 0)
    #expect(!shade.isInStock)
    #expect(shade.url == "https://example.com/a")
}

/// In the words that shops use; what is none of them is left out, with a warning, and never the row.
@Test(arguments: [
    ("Pressed powder", "up to 16 hours", "Oily / combination", Formula.powder, 16.0, [SkinType.oily, .combination]),
    ("STICK", "24h", "all skin types", .stick, 24, SkinType.allCases), ("Creme", "8.5", "dry", .cream, 8.5, [.dry]),
    ("vapour", "long", "happy", nil, nil, nil), ("", "0", "", nil, nil, nil), ("gel", "1000 h", "", .gel, nil, nil),
    ("Crème", "ca. 7.5 Std.", "- dry\u{2028}oily", .cream, 7.5, [.dry, .oily]), ("gel", "-12", "none", .gel, nil, nil),
    ("gel", "1e-300", "", .gel, nil, nil),
])
func formulaWearAndSkinTypesAreRead(
    formula: String, wear: String, skins: String, expected: Formula?, hours: Double?, types: [SkinType]?
) throws {
    let feed = read(header + ",formula,wear,skin_types\n" + row + ",\(formula),\(wear),\(skins)")
    let shade = try #require(feed.shades.first)
    #expect(shade.formula == expected && shade.wear == hours && shade.skinTypes == types.map(Set.init))
    let unread = [(formula, expected == nil), (wear, hours == nil), (skins, types == nil)].filter {
        !["", "none"].contains($0) && $1
    }
    #expect(feed.issues.filter { $0.severity == .warning }.count == unread.count)
}

@Test func whatIsNotSaidStaysUnknown() throws {
    let shade = try #require(read(header + "\n" + row).shades.first)
    #expect(shade.isVegan == nil && shade.isFragranceFree == nil && shade.allergens == nil)
    #expect(shade.price == nil && shade.finish == nil && shade.stock == nil && shade.isInStock)
    #expect(shade.provenance == .declared && shade.labUncertainty == 2)
    #expect(shade.swatch == shade.lab.srgb8Clamping())
    #expect(read(header + ",allergens\n" + row + ",none").shades.first?.allergens == [])
}

@Test(arguments: ["\n", "\r\n", "\r"])
func lineEndsAndMarksDoNotMatter(_ end: String) {
    let text = "\u{FEFF}" + header + end + end + row + end + row.replacingOccurrences(of: "A1", with: "A2") + end
    let feed = read(text)
    #expect(feed.issues.isEmpty)
    #expect(feed.shades.map(\.sku) == ["A1", "A2"])
}

@Test func columnsMayComeInAnyOrder() {
    let feed = read("b,a,L,category,shade,product,brand,sku\n18,12,62,foundation,210N Sand,Base,Brand,A1")
    #expect(feed.shades == read(header + "\n" + row).shades)
}

@Test func bothFormatsMeanTheSame() throws {
    let object = """
        {"sku": "A1", "brand": "Bright, Ltd", "product": "The \\"One\\"", "shade": "210N Sand", "category": "Foundation",
         "L": 62.5, "a": 12.5, "b": 18, "lab_sd": 0.8, "provenance": "measured", "hex": "#b98b73", "finish": "matte",
         "coverage": "full", "price": 32.00, "currency": "EUR", "undertone": "warm", "depth": "medium", "vegan": true,
         "fragrance_free": false, "allergens": ["linalool", "limonene"], "stock": 0, "url": "https://example.com/a"}
        """.replacingOccurrences(of: "\n", with: "")
    let csv = try ShadeCatalog(bytes: Array((fullHeader + "\n" + fullRow).utf8))
    let ndjson = try ShadeCatalog(bytes: Array(object.utf8))
    #expect(csv.shades == ndjson.shades)
    #expect(csv.version == ndjson.version)
}

@Test func escapesAreRead() {
    let object =
        #"{"sku":"A\u00e91","brand":"\ud83d\ude42\/\"","product":"P","shade":"S","category":"eye","L":5,"a":0,"b":-1e0}"#
    let shade = read(object, .ndjson).shades.first
    #expect(shade?.sku == "Aé1")
    #expect(shade?.brand == "🙂/\"")
    #expect(shade?.lab.b == -1)
}

@Test(arguments: [
    "0", "-0.5", "+12.", ".5", "62.10", "123456789012345", "0.000000000012345", "1e3", "1E-3", "9007199254740993",
    "3.14159265358979323846", "72.905000000000001",
])
func numbersAreTheNearestDoubles(_ text: String) {
    let feed = read("sku,brand,product,shade,category,L,a,b,price,currency\nA1,B,P,S,eye,5,0,0,\(text),EUR")
    let expected = Double(text.hasSuffix(".") ? text + "0" : text)
    if let expected, (0...1e6).contains(expected) {
        #expect(feed.shades.first?.price?.amount == expected)
    } else {
        #expect(feed.shades.isEmpty)
    }
}
