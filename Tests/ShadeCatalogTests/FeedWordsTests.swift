import ColorScience
import ShadeCatalog
import Testing

private func one(_ columns: String, _ values: String, _ options: FeedOptions = .init()) -> (
    ListedShade?, [CatalogIssue]
) {
    let feed = list("sku,brand,product,shade,hex,\(columns)\nA1,B,Foundation,S,#a06f4a,\(values)", options)
    return (feed.shades.first, feed.issues)
}

@Test(arguments: [
    ("9.99", 9.99, "EUR"), ("32.00 EUR", 32, "EUR"), ("EUR 32.00", 32, "EUR"), ("$32.00", 32, "USD"),
    ("\"32,00 €\"", 32, "EUR"), ("\"1.299,50 €\"", 1299.5, "EUR"), ("\"$1,299.50\"", 1299.5, "USD"),
    ("\"1,299 GBP\"", 1299, "GBP"), ("£7", 7, "GBP"), ("CHF 1'200.00", 1200, "CHF"), ("¥3200", 3200, "JPY"),
    ("1 299 zł", 1299, "PLN"), ("CA$5", 5, "CAD"), ("32.00 eur", 32, "EUR"),
])
func pricesAreReadAsWritten(_ text: String, amount: Double, currency: String) {
    let (shade, issues) = one("price", text, FeedOptions(currency: text == "9.99" ? "EUR" : nil))
    #expect(shade?.price == Price(amount: amount, currency: currency))
    #expect(issues.allSatisfy { $0.severity == .warning })
}

@Test(arguments: ["-5 EUR", "free", "5 bananas", "1.2.3 EUR", "EUR"])
func otherPricesAreRefused(_ text: String) {
    let (shade, issues) = one("price", text)
    #expect(shade == nil)
    #expect(issues.map(\.field) == ["price"])
}

@Test func aPriceWithoutCurrencyIsLeftOut() {
    let text = "sku,brand,product,shade,hex,price\nA1,B,Foundation,S,#a06f4a,5\nA2,B,Foundation,S,#a06f4a,6"
    let feed = list(text)
    #expect(feed.shades.map(\.price) == [nil, nil])
    #expect(feed.issues.map(\.line) == [2], "said once")
    #expect(feed.issues.first?.message.contains("a column currency") == true)
}

@Test(arguments: [
    ("Matte finish", Finish.matte), ("Soft-Matte", .matte), ("Natural Radiant", .radiant), ("DEWY", .dewy),
    ("luminous", .radiant), ("High Shine", .glossy),
])
func finishesAreReadAsWritten(_ text: String, finish: Finish) {
    #expect(one("finish", text).0?.finish == finish)
}

@Test(arguments: [("finish", "velvety"), ("coverage", "some"), ("vegan", "perhaps"), ("undertone", "nice")])
func whatCannotBeReadIsLeftOut(_ column: String, text: String) {
    let (shade, issues) = one(column, text)
    #expect(shade != nil)
    #expect(issues.map(\.severity) == [.warning])
    #expect(issues.map(\.field) == [column])
}

@Test(arguments: ["NA", "N/A", "n/a", "null", "NULL", "-", "–", "#N/A", ""])
func marksForNothingAreEmpty(_ mark: String) {
    let (shade, issues) = one("depth,finish,price,url,L,a,b", "\(mark),\(mark),\(mark),\(mark),\(mark),\(mark),\(mark)")
    #expect(shade != nil && shade?.depth == nil && shade?.finish == nil && shade?.lab == nil)
    #expect(issues.isEmpty)
}

@Test(arguments: [
    ("Studio Fix Foundation", ShadeCategory.foundation), ("Under Eye Concealer", .concealer),
    ("Velvet Lipstick", .lip), ("Lip & Cheek Tint", .lip), ("Hyaluronic Skin Tint SPF 30", .tint),
    ("CC+ Cream with SPF 50+", .tint), ("BB Cream", .tint), ("CC Cream Hydrating Colour Corrector", .tint),
    ("Brow Tint", .brow), ("Powder Blush", .blush),
    ("Bronzer", .bronzer), ("Contour Stick", .contour), ("Liquid Highlighter", .highlighter),
    ("Eyeshadow Single", .eye), ("Foundation with Concealer Brush", .foundation), ("Tinted Moisturizer", .tint),
    ("Primer + Foundation", .foundation), ("Face Makeup > Foundations & Concealers", .concealer),
])
func productsTellTheirCategory(_ product: String, category: ShadeCategory) {
    let text = "sku,brand,product,shade,hex\nA1,B,\(product),S,#a06f4a"
    #expect(list(text, FeedOptions(category: .eye)).shades.first?.category == category)
}

@Test func productsThatTellNothingTakeTheGivenCategory() {
    for product in ["Fit Me", "Foundation Brush", "Foundation Primer"] {
        let text = "sku,brand,product,shade,hex\nA1,B,\(product),S,#a06f4a"
        #expect(list(text).issues.map(\.field) == ["category"])
        #expect(list(text, FeedOptions(category: .tint)).shades.map(\.category) == [.tint])
    }
    // The row's own word for something else is an answer.
    let primer = "sku,brand,product,shade,hex,category\nA1,B,Foundation Primer,S,#a06f4a,primer"
    #expect(list(primer, FeedOptions(category: .tint)).shades.isEmpty)
}

/// Of a path the most specific part counts; where that names two, the product's name or the order tells.
@Test(arguments: [
    ("Foundations & Concealers", "Silk", ShadeCategory.foundation),
    ("Foundations & Concealers", "Silk Concealer", .concealer), ("Foundations & Concealers", "Silk Blush", .foundation),
    ("Makeup > Face > Foundations & Concealers", "Silk Concealer", .concealer),
    ("Lips > Face Makeup > Foundation", "Silk Concealer", .foundation),
    ("Makeup > Foundation > Liquid", "Silk", .foundation), ("Makeup/Foundation", "Silk", .foundation),
    ("Bronzer and Contour", "Silk Foundation", .bronzer), ("Concealers", "Silk Foundation", .concealer),
    ("BB & CC creams", "Silk", .tint), ("Lip & Cheek Tint", "Silk", .lip),
    ("Complexion", "Silk Foundation", .foundation),
])
func shopsWordsTellTheCategory(_ word: String, product: String, category: ShadeCategory) {
    for column in ["category", "taxonomy", "product_type"] {
        let text = "sku,brand,product,shade,hex,\(column)\nA1,B,\(product),S,#a06f4a,\(word)"
        let found = list(text).shades.first?.category
        // A taxonomy alone says less than the product's name.
        if column == "taxonomy", word.contains(">"), product.contains("Concealer") {
            #expect(found == .concealer)
        } else {
            #expect(found == category)
        }
    }
    let brushes = "sku,brand,product,shade,hex,category\nA1,B,Silk,S,#a06f4a,Makeup > Foundation & Concealer Brushes"
    #expect(list(brushes, FeedOptions(category: .foundation)).shades.isEmpty)
}

@Test(arguments: ["\t", ";", "|", ","])
func separatorsAreToldByTheHeader(_ separator: String) {
    let text = "sku,brand,product,shade,hex\nA1,B,Foundation,S,#a06f4a".replacing(",", with: separator)
    #expect(list(text).shades.map(\.sku) == ["A1"])
}

@Test func semicolonsComeWithDecimalCommas() {
    let text = "sku;brand;product;shade;L;a;b\nA1;B;Foundation;S;62,5;-1,25;18"
    #expect(list(text).shades.map(\.lab) == [Lab(62.5, -1.25, 18)])
}

@Test func columnsAreMappedByTheCaller() throws {
    var options = FeedOptions(category: .foundation)
    for text in ["hex=Farbton (Web)", "brand=Maker", "product=Reihe", "shade=Bezeichnung"] { try options.map(text) }
    let text = "Maker,Reihe,Bezeichnung,Farbton (Web)\nB,Fit,120 Ivory,a06f4a"
    let shade = try #require(list(text, options).shades.first)
    #expect(shade.hex == SRGB8(hex: "#a06f4a") && shade.name == "120 Ivory" && shade.sku == "b-fit-120-ivory")
    let object = #"{"Maker":"B","Reihe":"Fit","Bezeichnung":"120 Ivory","Farbton (Web)":"a06f4a"}"#
    #expect(list(object, options).shades.first == shade.moved(toLine: 1))

    try options.map("sku=Nummer")
    let issue = try #require(list(text, options).issues.first { $0.severity == .error })
    #expect(issue.message.contains("no column “Nummer”") && issue.message.contains("Bezeichnung"))
    let error = #expect(throws: CatalogError.self) { try options.map("colour=Farbe") }
    #expect(error?.code == .unknownColumn && error?.message.contains("hex") == true)
    let twice = #expect(throws: CatalogError.self) { try options.map("hex=Farbe") }
    #expect(twice?.code == .unknownColumn && twice?.message.contains("“Farbton (Web)” or “Farbe”") == true)
}

@Test func shadesWithoutAnyColourAreRefused() throws {
    let text = "sku,brand,product,shade,hex,picture\nA1,B,Foundation,S,,\nA2,B,Foundation,S,,a.jpg"
    let feed = list(text)
    #expect(feed.shades.map(\.picture) == ["a.jpg"])
    #expect(feed.issues.map(\.line) == [2])
    #expect(feed.issues.first?.message.contains("L, a and b, or hex, or a picture") == true)
}

@Test func hexAloneIsSettledAsAnEstimate() throws {
    let text = "sku,brand,product,shade,category,hex\nA1,B,P,S,foundation,#a06f4a"
    let shade = try #require(ShadeCatalog(bytes: Array(text.utf8)).shades.first)
    let swatch = try #require(SRGB8(hex: "#a06f4a"))
    #expect(shade.provenance == .estimated)
    #expect(shade.swatch == swatch)
    // Through the map: shops draw shades lighter than the skin they are for.
    #expect(shade.lab.lightness < swatch.lab.lightness)
    #expect((2...10).contains(shade.labUncertainty))
    // A lip colour has no skin to go to.
    let lip = try #require(ShadeCatalog(bytes: Array(text.replacing("foundation", with: "lip").utf8)).shades.first)
    #expect(lip.lab == swatch.lab && lip.labUncertainty == 5)
}

extension ListedShade {
    fileprivate func moved(toLine line: Int) -> ListedShade {
        var shade = self
        shade.line = line
        return shade
    }
}
