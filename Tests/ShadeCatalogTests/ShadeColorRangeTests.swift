import ColorKernels
import ColorScience
import Testing

@testable import ShadeCatalog

private let swatchHeader = "sku,brand,product,shade,category,hex\n"
private let good =
    "#F6E6DB #F2D6BC #ECC9B0 #E4B89C #DAA682 #CC9270 #BA7D5E #A2664B #844F3B #61382B".split(separator: " ")
private let goodRows = good.enumerated().map { "S\($0),Nova,Velvet Foundation,\(100 + 40 * $0)N,foundation,\($1)" }

private func readSwatches(_ rows: [String]) -> (shades: [Shade], issues: [CatalogIssue]) {
    read(swatchHeader + rows.joined(separator: "\n") + "\n")
}

struct ShadeColorRangeTests {
    @Test(
        arguments: ["#00FF00", "#0000FF", "#FFFFFF", "#000000", "#777777", "#FF00FF"],
        ["foundation", "concealer", "tint"])
    func coloursOfNoSkinAreRefusedAndHarmNothing(hex: String, category: String) throws {
        let clean = readSwatches(goodRows)
        let soiled = readSwatches(goodRows + ["G1,Nova,Velvet,150N,\(category),\(hex)"])
        #expect(soiled.shades == clean.shades)
        let issue = try #require(soiled.issues.first { $0.severity == .error })
        #expect(issue.line == 12 && issue.field == "hex" && issue.sku == "G1")
        #expect(issue.message.contains("is no colour of a \(category)") && issue.message.contains("corrector"))
    }

    @Test func statedColoursAreHeldToTheSame() throws {
        let (shades, issues) = read(header + "\nA,B,Base,1N,foundation,62,-100,18\nB,B,Base,2N,foundation,62,12,18\n")
        #expect(shades.map(\.sku) == ["B"])
        #expect(issues.first?.line == 2)
        #expect(issues.first?.message.hasPrefix("62, -100, 18 is no colour of a foundation") == true)
    }

    /// Bronzers and highlighters may be further from skin, lips and eyes as far as they like.
    @Test func othersMayBeWhatTheyAre() {
        let rows = [
            "A,B,Glow,Ice,highlighter,#FFFFFF", "B,B,Glow,Lilac,highlighter,#E3DCF0",
            "C,B,Sculpt,Stone,contour,#777066", "D,B,Sun,Terra,bronzer,#B5602A",
            "E,B,Pop,Lime,eye,#00FF00", "F,B,Pop,Noir,lip,#000000",
        ]
        #expect(readSwatches(rows).shades.count == 6)
        #expect(readSwatches(["G,B,Sun,Grass,bronzer,#00FF00"]).shades.isEmpty)
    }

    @Test func correctorsAreKeptAndMatchNoSkin() throws {
        let rows = [
            "G,B,Colour Correcting Fluid,Green,concealer,#A9D8B0", "P,B,Corrector,Light Peach,concealer,#F0B796",
            "L,B,CC Stick,CC Lavender,tint,#C9B6E4", "N,B,Concealer,2N,concealer,#E4B89C",
        ]
        let (shades, issues) = readSwatches(rows)
        #expect(shades.count == 4 && !issues.contains { $0.severity == .error })
        #expect(shades.map(\.isColorCorrector) == [true, true, true, false])
        // Left as drawn: the map would make skin of it.
        #expect(shades[0].lab.deltaE76(to: SRGB8(hex: "#A9D8B0")!.lab) < 1e-9)
        let matcher = try ShadeMatcher(catalog: ShadeCatalog(shades: shades), category: .concealer)
        #expect(matcher.shades.map(\.sku) == ["N"])
        let error = #expect(throws: CatalogError.self) {
            try ShadeMatcher(catalog: ShadeCatalog(shades: [shades[1]]), category: .concealer)
        }
        #expect(error?.code == .unknownCategory)
    }

    @Test(arguments: [
        ("CC+ Cream with Colour Corrector", "Light", false), ("Colour Correcting Cream", "Medium Tan", false),
        ("Corrector Concealer", "210N Sand", false), ("CC Cream", "CC Green", true), ("CC Cream", "Warm Peach", false),
        ("Color Correcting Concealer", "Peach", true), ("Correcteur", "Abricot", true), ("Base", "Olive Green", false),
        ("Successful Foundation", "Lavender Cool", false),
    ])
    func correctorsAreToldByName(product: String, shade: String, isCorrector: Bool) {
        #expect(ColorCorrector.names(product: product, shade: shade) == isCorrector)
    }

    /// A number that belongs to another shade: `450N` over the colour of `140N`.
    @Test func aWrongNumberDoesNotOverruleTheColour() throws {
        let rows = goodRows + ["D1,Nova,Velvet Foundation,450N,foundation,#F2D6BC"]
        let shades = readSwatches(rows).shades
        let right = try #require(shades.first { $0.sku == "S1" })
        let wrong = try #require(shades.first { $0.sku == "D1" })
        #expect(abs(wrong.lab.lightness - right.lab.lightness) < 12)
        #expect(wrong.labUncertainty > 1.3 * right.labUncertainty)
        // It leaves the others nearly where they were: the series itself is read a little otherwise.
        for (shade, before) in zip(shades, readSwatches(goodRows).shades) {
            #expect(shade.lab.deltaE76(to: before.lab) < 3)
        }
    }
}
