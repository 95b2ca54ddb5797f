import ColorScience
import ShadeCatalog
import Testing

@Test func versionFollowsContentNotOrder() throws {
    let one = foundation("A", Lab(60, 10, 15))
    let two = foundation("B", Lab(40, 10, 15))
    let version = try ShadeCatalog(shades: [one, two]).version
    #expect(version.count == 12)
    #expect(try ShadeCatalog(shades: [two, one]).version == version)

    var changes: [Shade] = []
    func change(_ edit: (inout Shade) -> Void) {
        var shade = two
        edit(&shade)
        changes.append(shade)
    }
    change { $0.lab.b += 0.01 }
    change { $0.stock = 0 }
    change { $0.price = Price(amount: 0, currency: "EUR") }
    change { $0.isVegan = false }
    change { $0.isFragranceFree = false }
    change { $0.allergens = [] }
    change { $0.formula = .stick }
    change { $0.wear = 12 }
    change { $0.skinTypes = [] }
    change { $0.skinTypes = [.dry] }
    change { $0.name = "C" }
    change { ($0.brand, $0.product) = ($0.brand + "x", $0.product) }
    let versions = try changes.map { try ShadeCatalog(shades: [one, $0]).version }
    #expect(Set(versions + [version]).count == changes.count + 1)
}

@Test func versionIsTheSameOnEveryMachine() throws {
    let catalog = try ShadeCatalog(shades: [foundation("A", Lab(60, 10, 15))])
    #expect(catalog.version == "02490bd1f9a2")
}

@Test func shadesAreFoundBySKU() throws {
    let catalog = try ShadeCatalog(shades: [foundation("Ab", Lab(60, 10, 15))])
    #expect(catalog.shade(sku: "Ab")?.sku == "Ab")
    #expect(catalog.shade(sku: "ab") == nil)
    let twice = #expect(throws: CatalogError.self) { try ShadeCatalog(shades: catalog.shades + catalog.shades) }
    #expect(twice?.code == .invalidCatalog)
}

@Test func categoriesAreReadAsTyped() throws {
    #expect(try ShadeCategory(parsing: "Foundation") == .foundation)
    let error = #expect(throws: CatalogError.self) { try ShadeCategory(parsing: "primer") }
    #expect(error?.code == .unknownCategory)
    #expect(error?.message.contains("foundation, concealer") == true)
    #expect(ShadeCategory.allCases.filter(\.isBase) == [.foundation, .concealer, .tint])
}

@Test func summaryCounts() throws {
    var lip = foundation("C", Lab(45, 40, 20), category: .lip, stock: 0)
    lip.brand = "Atelier"
    let catalog = try ShadeCatalog(shades: [lip, foundation("A", Lab(60, 10, 15)), foundation("B", Lab(40, 10, 15))])
    let summary = CatalogSummary(of: catalog.shades)
    #expect(summary.shades == 3 && summary.inStock == 2)
    #expect(summary.categories.map(\.key) == [.foundation, .lip])
    #expect(summary.categories.first?.shades == 2)
    #expect(summary.categories.first?.lightness == 40...60)
    #expect(summary.brands.map(\.key) == ["Atelier", "Brand"])
    #expect(summary.lines.map(\.key.category) == [.lip, .foundation])
}
