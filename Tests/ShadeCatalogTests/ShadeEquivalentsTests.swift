import ColorKernels
import ColorScience
@testable import ShadeCatalog
import TestSupport
import Testing

@Suite struct ShadeEquivalentsTests {
    /// A look at every pair, in the same differences.
    private func everyPair(
        _ shades: [Shade], _ rows: some Sequence<Int>, top: Int, _ isWanted: (Shade, Shade) -> Bool
    ) -> [[String]] {
        let planes = LabPlanes(shades.map(\.lab))
        return rows.map { row in
            let distances = planes.deltaE00(to: shades[row].lab)
            return shades.indices.filter { isWanted(shades[row], shades[$0]) }
                .sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(top).map { shades[$0].sku }
        }
    }

    @Test(arguments: [ShadeEquivalents.Scope.otherBrands, .otherLines])
    func allPairsAgreeWithALookAtEveryPair(_ scope: ShadeEquivalents.Scope) throws {
        let catalog = try ShadeCatalog.read(path: sampleCatalogPath)
        for category in [ShadeCategory.foundation, .concealer, .lip] {
            let shades = catalog.shades(in: category)
            let all = ShadeEquivalents(catalog: catalog).all(in: category, scope: scope)
            #expect(all.map(\.sku) == shades.map(\.sku))
            let pairs = everyPair(shades, shades.indices, top: 5) {
                $0.brand != $1.brand || scope == .otherLines && $0.product != $1.product
            }
            #expect(all.map { $0.nearest.map(\.sku) } == pairs)
        }
    }

    @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
    func realShadesAgreeWithALookAtEveryPair() throws {
        let shades = try PuddingCatalog.shades()
        #expect(shades.count == 6816)
        let all = ShadeEquivalents(catalog: try ShadeCatalog(shades: shades)).all(in: .foundation)
        let shown = SizeVariants(of: shades).shown
        #expect(all.map(\.sku) == shown.map(\.sku))
        let rows = Array(stride(from: 0, to: shown.count, by: 37))
        let pairs = everyPair(shown, rows, top: 5) { $0.brand.lowercased() != $1.brand.lowercased() }
        #expect(rows.map { all[$0].nearest.map(\.sku) } == pairs)
    }

    @Test func oneBrandIsSearchedAlone() throws {
        let catalog = try ShadeCatalog.read(path: sampleCatalogPath)
        let equivalents = ShadeEquivalents(catalog: catalog)
        let shade = catalog.shades[0]
        let brand = try #require(catalog.shades.first { $0.category == shade.category && $0.brand != shade.brand })
            .brand
        let found = try equivalents.equivalents(of: shade, in: .brand(brand.uppercased()))
        #expect(found.count == 5 && found.allSatisfy { $0.shade.brand == brand })
        #expect(found.map(\.deltaE00) == found.map(\.deltaE00).sorted())
        #expect(
            try equivalents.equivalents(of: shade, in: .brand(shade.brand)).allSatisfy { $0.shade.sku != shade.sku })
        let error = #expect(throws: CatalogError.self) { try equivalents.equivalents(of: shade, in: .brand("Nobody")) }
        #expect(error?.code == .unknownSKU)
    }

    @Test func uncertaintyOfBothCounts() throws {
        func probability(_ first: Double, _ second: Double) throws -> Double {
            var other = foundation("B", Lab(60, 12, 18), uncertainty: second)
            other.brand = "Other"
            let shade = foundation("A", Lab(60, 12, 18), uncertainty: first)
            let catalog = try ShadeCatalog(shades: [shade, other])
            return try ShadeEquivalents(catalog: catalog).equivalents(of: shade)[0].probabilityWithinTolerance
        }
        #expect(try probability(0, 0) == 1)
        #expect(try abs(probability(3, 0) - probability(0, 3)) < 1e-9)
        #expect(try probability(3, 3) < probability(3, 0))
    }

    @Test func differencesAreSaidInWords() {
        var (shade, other) = (foundation("A", Lab(60, 12, 18)), foundation("B", Lab(60, 11.2, 18.5)))
        func words(_ probability: Double = 1) -> String {
            ShadeDifference(from: shade, to: other).words(probability: probability)
        }
        #expect(words() == "a touch warmer")
        (shade.finish, other.finish) = (.matte, .satin)
        #expect(words() == "a touch warmer, satin instead of matte")
        (shade.coverage, other.coverage) = (.full, .light)
        other.lab = Lab(52, 12, 18)
        #expect(words() == "much deeper, satin instead of matte, light instead of full coverage")
        (shade.labUncertainty, other.labUncertainty) = (6, 6)
        #expect(words().hasPrefix("perhaps much deeper, satin"))
    }

    @Test func samenessIsNoSurerThanItsProbability() throws {
        func words(_ uncertainty: Double) throws -> (String, Double) {
            var other = foundation("B", Lab(60, 12, 18), uncertainty: uncertainty)
            other.brand = "Other"
            let catalog = try ShadeCatalog(shades: [foundation("A", Lab(60, 12, 18)), other])
            let found = try ShadeEquivalents(catalog: catalog).equivalents(of: catalog.shades[0])[0]
            return (found.words, found.probabilityWithinTolerance)
        }
        #expect(try words(0.2).0 == "no visible difference")
        let roughly = try words(5)
        #expect(roughly.1 < 0.5 && roughly.0.hasPrefix("alike as listed"))
    }

    @Test func aShadeInSeveralSizesIsListedOnce() throws {
        func shade(_ sku: String, _ product: String, _ name: String, stock: Int? = nil) -> Shade {
            var shade = foundation(sku, Lab(60, 12, 18), stock: stock)
            (shade.brand, shade.product, shade.name) = ("Other", product, name)
            return shade
        }
        let shades = [
            foundation("W", Lab(60, 12, 18)), shade("X-15", "Fluid 15 ml", "2N1"), shade("X-30", "Fluid 30 ml", "2N1"),
            shade("X-50", "Fluid 50 ml", "2N1", stock: 0), shade("Y", "Fluid 30 ml", "2N2"),
        ]
        let catalog = try ShadeCatalog(shades: shades)
        let found = try ShadeEquivalents(catalog: catalog).equivalents(of: shades[0])
        #expect(found.map(\.shade.sku) == ["X-30", "Y"])
        #expect(found.map(\.alsoSKUs) == [["X-15", "X-50"], []])
        let matches = try ShadeMatcher(catalog: catalog, category: .foundation)
            .matches(for: LabGaussian(mean: Lab(60, 12, 18), covariance: .zero))
        #expect(matches.map(\.shade.sku) == ["W", "X-30", "Y"])
        #expect(matches[1].alsoSKUs == ["X-15", "X-50"])
        #expect(catalog.sizes(of: "X-15") == ["X-15", "X-30", "X-50"] && catalog.sizes(of: "Y") == ["Y"])
    }

    /// The largest is shown; what protects more is another product.
    @Test(arguments: [
        (["Fluid 30 ml", "Fluid 1.7 ounces"], [1]), (["Fluid 1 oz", "Fluid 29 g"], [1]),
        (["Fluid 1 fl oz", "Fluid 29 ml"], [0]), (["Fluid 500 mg", "Fluid 1 g"], [1]),
        (["Fluid SPF 30 PA+++", "Fluid SPF 50 PA+++"], [0, 1]),
    ])
    func sizesAreToldByTheirUnits(_ products: [String], shown: [Int]) {
        let shades = products.enumerated().map { index, product in
            var shade = foundation("S\(index)", Lab(60, 12, 18))
            (shade.product, shade.name) = (product, "2N1")
            return shade
        }
        #expect(SizeVariants(of: shades).shown.map(\.sku) == shown.map { "S\($0)" })
    }

    @Test func correctorsStandInForNothingButCorrectors() throws {
        func shade(_ sku: String, _ brand: String, _ name: String) -> Shade {
            var shade = Shade(
                sku: sku, brand: brand, product: "Cover", name: name, category: .concealer, lab: Lab(60, 12, 18))
            if name == "Peach" { shade.product = "Corrector" }
            return shade
        }
        let shades = [
            shade("A", "One", "Sand"), shade("B", "Two", "Peach"), shade("C", "Two", "Dune"),
            shade("D", "One", "Peach"),
        ]
        let equivalents = ShadeEquivalents(catalog: try ShadeCatalog(shades: shades))
        #expect(try equivalents.equivalents(of: shades[0]).map(\.shade.sku) == ["C"])
        #expect(try equivalents.equivalents(of: shades[3]).map(\.shade.sku) == ["B"])
        #expect(equivalents.all(in: .concealer).map(\.sku) == ["A", "C"])
    }

    @Test func oneLineSpeltTwiceIsOneLine() throws {
        let shades = ["Silk Base", "NEW! Silk-Base 30 ml", "Velvet Base"].enumerated().map { index, product in
            var shade = foundation("\(index)", Lab(60 + Double(index), 12, 18))
            (shade.product, shade.name) = (product, "\(index)N")
            return shade
        }
        let equivalents = ShadeEquivalents(catalog: try ShadeCatalog(shades: shades))
        #expect(try equivalents.equivalents(of: shades[0], in: .otherLines).map(\.shade.sku) == ["2"])
    }
}
