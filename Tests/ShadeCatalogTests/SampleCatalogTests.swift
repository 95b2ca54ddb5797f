import ColorScience
import Foundation
import ShadeCatalog
import TestSupport
import Testing

/// The committed sample holds what the README and the other modules' tests promise of it.
@Suite struct SampleCatalogTests {
    let catalog: ShadeCatalog

    init() throws { catalog = try ShadeCatalog.read(path: sampleCatalogPath) }

    @Test func isWithoutFaults() throws {
        #expect(try CatalogReader.read(path: sampleCatalogPath).issues == [])
    }

    @Test func isAsLargeAsPromised() {
        let summary = CatalogSummary(of: catalog.shades)
        #expect(summary.shades >= 500)
        #expect(summary.brands.count == 8)
        #expect(summary.categories.map(\.key) == ShadeCategory.allCases)
        #expect(summary.inStock < summary.shades && summary.inStock > summary.shades * 85 / 100)
        let bases = summary.lines.filter { $0.key.category == .foundation || $0.key.category == .concealer }
        #expect(bases.count >= 12)
        #expect(bases.allSatisfy { (20...50).contains($0.shades) })
        for line in bases {
            #expect(line.lightness.lowerBound <= 30 && line.lightness.upperBound >= 70, "\(line)")
        }
    }

    @Test func everyRowIsComplete() {
        for shade in catalog.shades {
            #expect(shade.price?.currency == "EUR" && shade.url?.hasPrefix("https://example.com/") == true)
            #expect(shade.finish != nil && shade.coverage != nil && shade.stock != nil && shade.allergens != nil)
            #expect(shade.isVegan != nil && shade.isFragranceFree != nil)
            #expect(shade.swatch == shade.lab.srgb8Clamping(), "\(shade.sku)")
            if shade.category.isBase { #expect(shade.undertone != nil && shade.depth != nil) }
        }
    }

    @Test func namesAreUniqueWithinALine() {
        let names = catalog.shades.map { "\($0.brand)/\($0.product)/\($0.name)" }
        #expect(Set(names).count == names.count)
    }

    /// Every depth at every undertone and in olive has a shade within ΔE00 2, and deep skin as near a one as light
    /// skin.
    @Test(arguments: ["cool", "neutral", "warm"], [false, true])
    func coversSkin(undertone: String, isOlive: Bool) {
        let bases = catalog.shades.filter(\.category.isBase).map(\.lab)
        var means: [Double] = []
        for depths in [26...41, 42...57, 58...74] {
            var distances: [Double] = []
            for lightness in depths {
                for skin in skins(lightness: Double(lightness), undertone: undertone, isOlive: isOlive) {
                    let near = bases.filter { $0.deltaE76(to: skin) < 8 }
                    distances.append(near.map { $0.deltaE00(to: skin) }.min() ?? .infinity)
                }
            }
            #expect(distances.max()! <= 2, "\(depths)")
            means.append(distances.reduce(0, +) / Double(distances.count))
        }
        #expect(means.max()! < 1.5 * means.min()!, "\(means)")
    }

    /// The script says what the file is: run it again and nothing changes.
    @Test(.enabled(if: PythonOracle.isPresent, Comment(rawValue: PythonOracle.skipReason)))
    func isWhatTheScriptMakes() throws {
        let made = try PythonOracle.run(
            "import runpy, sys; sys.argv = [sys.argv[1], '/dev/stdout']; runpy.run_path(sys.argv[0], run_name='__main__')",
            [SharedData.root.appending(path: "Scripts/make-sample-catalog.py").path(percentEncoded: false)])
        #expect(try made == Data(contentsOf: URL(filePath: sampleCatalogPath)))
    }
}

/// Typical facial colours, light to deep: L*, a*, b*.
private let faces: [(l: Double, a: Double, b: Double)] = [
    (28, 7, 8), (34, 9, 12), (40, 12, 16), (46, 13, 19), (52, 13, 20), (57, 13, 19), (62, 12, 18), (66, 10, 17),
    (70, 9, 15),
]

/// Skins of a lightness: undertones about their middle, chroma as far as a* ± 1.5 and b* ± 2.5 reach.
private func skins(lightness: Double, undertone: String, isOlive: Bool) -> [Lab<D65>] {
    let above = faces.indices.dropFirst().first { lightness <= faces[$0].l } ?? faces.count - 1
    let (low, high) = (faces[above - 1], faces[above])
    let t = (lightness - low.l) / (high.l - low.l)
    let (a, b) = (low.a + t * (high.a - low.a), low.b + t * (high.b - low.b))
    let chroma = (a * a + b * b).squareRoot()
    let middle = undertone == "cool" ? -1.0 : undertone == "warm" ? 1 : 0
    return [-0.3, 0, 0.3].flatMap { lean in
        [-1, -0.5, 0, 0.5, 1].map { share in
            let hue = middle + lean
            let push = share * (isOlive ? 1.2 : 2.7 * (1 - 0.55 * abs(hue)))
            return Lab(
                lightness, a - 1.5 * hue + push * a / chroma - (isOlive ? 3.4 / 22 * chroma : 0),
                b + 2.5 * hue + push * b / chroma - (isOlive ? 0.6 / 22 * chroma : 0))
        }
    }
}
