import Testing

@testable import ShadeCatalog

private let filter = "Pro Filt'r Soft Matte Longwear Foundation"

@Test(arguments: [
    ("Nova Silk Foundation 110N Porcelain 30 ml", "110N Porcelain", "Silk Foundation", "110N Porcelain"),
    ("Nova Silk Foundation - 310, 32ml", "310", "Silk Foundation", "310"),
    ("Nova Silk Foundation | 420 | 1.0 fl. oz.", "420", "Silk Foundation", "420"),
    ("Silk Foundation (330)", "330", "Silk Foundation", "330"),
    ("Silk Foundation (330 Sand, 30 ml)", "330 Sand", "Silk Foundation", "330 Sand"),
    ("Silk Foundation 30ml - 330 Sand - Matte", "330 Sand", "Silk Foundation - Matte", "330 Sand"),
    ("330 Sand - Nova Silk Foundation", "330 Sand", "Silk Foundation", "330 Sand"),
    ("Silk Foundation 110N", "Porcelain", "Silk Foundation", "110N Porcelain"),
    ("Silk Foundation - Porcelain (NC42)", "Porcelain", "Silk Foundation", "NC42 Porcelain"),
    ("Silk Foundation Porcelain 110N", "110N Porcelain", "Silk Foundation", "110N Porcelain"),
    ("Silk Foundation SPF 30 Sand", "Sand", "Silk Foundation SPF 30", "Sand"),
    ("Silk Foundation 24h Sand", "Sand", "Silk Foundation 24h", "Sand"),
    ("Nude Foundation - Nude", "Nude", "Nude Foundation", "Nude"),
    ("Nova Foundation", "Sand", "Nova Foundation", "Sand"),
    ("Silk Foundation 110G 30 g", "110G", "Silk Foundation", "110G"),
])
func titlesAreCutIntoTheirParts(_ title: String, color: String, product: String, shade: String) {
    let parts = ProductTitle(title, brand: "Nova", shade: color)
    #expect(parts.product == product)
    #expect(parts.shade == shade)
}

@Test(arguments: [
    ("Nova Silk Foundation - 240", "Silk Foundation", "240"),
    ("Nova Silk Foundation - 310, 32ml", "Silk Foundation", "310"),
    ("Nova Silk Foundation | 420 | 32 ml", "Silk Foundation", "420"),
    ("Silk Foundation (330)", "Silk Foundation", "330"),
    ("Silk Foundation - 240 - Matte", "Silk Foundation - Matte", "240"),
    ("Silk Foundation: Warm Sand", "Silk Foundation", "Warm Sand"),
    ("Silk Foundation 110N Porcelain 30 ml", "Silk Foundation", "110N Porcelain"),
    ("Silk Foundation Porcelain 110N", "Silk Foundation", "Porcelain 110N"),
    ("Silk Foundation SPF 30 110N Porcelain", "Silk Foundation SPF 30", "110N Porcelain"),
    ("Silk Foundation 110G", "Silk Foundation", "110G"),
    ("Silk Foundation", "Silk Foundation", "Silk Foundation"),
])
func titlesNameTheShadeWhereNothingElseDoes(_ title: String, product: String, shade: String) {
    let parts = ProductTitle(title, brand: "Nova", shade: nil)
    #expect(parts.product == product)
    #expect(parts.shade == shade)
}

@Test func googlesVariantsAreOneLine() {
    let rows = [
        "F0\tFenty Beauty \(filter) - 240\tFenty Beauty\tPF1\t240\t#E0B898",
        "F1\tFenty Beauty \(filter) - 310, 32ml\tFenty Beauty\tPF1\t310\t#C09878",
        "F2\tFenty Beauty \(filter) | 420 | 32 ml\tFenty Beauty\tPF1\t420\t#A07858",
        "F3\t\(filter) (330)\tFenty Beauty\tPF1\t330\t#805838",
    ]
    let text = "id\ttitle\tbrand\titem_group_id\tcolor\thex\n" + rows.joined(separator: "\n") + "\n"
    for columns in [text, text.replacing("\tcolor\t", with: "\tmisc\t")] {
        let shades = read(columns).shades
        #expect(shades.map(\.product) == Array(repeating: filter, count: 4))
        #expect(shades.map(\.name) == ["240", "310", "420", "330"])
    }
}

@Test func whatTitlesOfAGroupShareIsTheProduct() {
    let titles = ["New Silk Foundation Deluxe", "Silk Foundation by Nova", "The Silk Foundation"]
    let rows = titles.enumerated().map { "F\($0)\t\($1)\tNova\tG\tShade \($0)\t#E0B898\n" }
    let text = "id\ttitle\tbrand\titem_group_id\tcolor\thex\n" + rows.joined()
    #expect(Set(read(text).shades.map(\.product)) == ["Silk Foundation"])
    // Without a group each keeps its own, and so do products that differ in what they do.
    #expect(Set(read(text.replacing("item_group_id", with: "availability")).shades.map(\.product)).count == 3)
    let others = text.replacing("New Silk Foundation", with: "Silk Base SPF 20 Foundation")
        .replacing("The Silk Foundation", with: "Silk Base SPF 30 Foundation").replacing(
            "Silk Foundation by", with: "Silk Base SPF 50 Foundation")
    #expect(Set(read(others).shades.map(\.product)).count == 3)
}

@Test func aColourIsNoName() {
    let text = "id\ttitle\tbrand\tlink\tcolor\thex\nF0\tSilk Foundation - 240\tNova\t\t#E0B898\t#E0B898\n"
    #expect(read(text).shades.map(\.name) == ["240"])
    let formula = "id\ttitle\tbrand\tlink\thex\nF0\tSilk Foundation - =1+1\tNova\t\t#E0B898\n"
    #expect(read(formula).issues.first?.message.contains("formula") == true)
}

@Test func brandsAreNotSaidTwice() {
    #expect(ProductLabel.text(brand: "Lumière & Co", product: "Lumière & Co Silk") == "Lumière & Co Silk")
    #expect(ProductLabel.text(brand: "Nova", product: "NOVA") == "NOVA")
    #expect(ProductLabel.text(brand: "Nova", product: "Novalight Base") == "Nova Novalight Base")
    #expect(ProductLabel.text(brand: "Nova", product: "Silk") == "Nova Silk")
}
