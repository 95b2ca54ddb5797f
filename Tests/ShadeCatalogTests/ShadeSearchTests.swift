import ColorScience
import Foundation
import ShadeCatalog
import TestSupport
import Testing

@Suite struct ShadeSearchTests {
    /// What people do to the words on a label.
    enum Mess: CaseIterable {
        case capitals, reordered, glued, withoutBrand, withoutHalfTheProduct, slip, initials, chatter

        func text(_ shade: Shade, _ random: inout SplitMix64) -> String {
            let (brand, product, name) = (shade.brand, shade.product.split(separator: " ").map(String.init), shade.name)
            switch self {
            case .capitals: return "\(brand) \(shade.product) \(name)".uppercased()
            case .reordered: return "\(name) \(product.joined(separator: " ")) \(brand)".lowercased()
            case .glued: return "\(brand) \(shade.product) \(name.replacingOccurrences(of: " ", with: "-"))"
            case .withoutBrand: return "\(shade.product) \(name)"
            case .withoutHalfTheProduct: return "\(brand) \(product.prefix(2).joined(separator: " ")) \(name)"
            case .slip:
                var letters = Array(shade.product)
                let places = letters.indices.filter { $0 > 0 && letters[$0].isLetter && letters[$0 - 1].isLetter }
                if let place = places.randomElement(using: &random) { letters.swapAt(place, place - 1) }
                return "\(brand) \(String(letters)) \(name)"
            case .initials:
                let words = brand.split { !$0.isLetter }
                return "\(words.count > 1 ? String(words.compactMap(\.first)) : brand) \(shade.product) \(name)"
            case .chatter: return "hi, I wear \(brand) \(shade.product) in \(name)"
            }
        }
    }

    /// Shades of one label cannot be told apart: any of them will do.
    private func topOne(_ shades: [Shade], _ count: Int) throws -> [Mess: Double] {
        let search = ShadeSearch(catalog: try ShadeCatalog(shades: shades))
        var random = SplitMix64(seed: 7)
        var rates: [Mess: Double] = [:]
        for mess in Mess.allCases {
            var hits = 0
            for _ in 0..<count {
                let shade = shades[Int.random(in: 0..<shades.count, using: &random)]
                let best = try? search.find(mess.text(shade, &random)).candidates.first?.shade
                func label(_ shade: Shade) -> String { "\(shade.brand) \(shade.product) \(shade.name)".lowercased() }
                if let best, label(best) == label(shade) { hits += 1 }
            }
            rates[mess] = Double(hits) / Double(count)
        }
        return rates
    }

    @Test func findsShadesOfTheSample() throws {
        let rates = try topOne(ShadeCatalog.read(path: sampleCatalogPath).shades, 40)
        for (mess, rate) in rates { #expect(rate >= 0.9, "\(mess)") }
        print("sample, top 1: \(rates)")
    }

    @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
    func findsRealShades() throws {
        let rates = try topOne(PuddingCatalog.shades(), 60)
        for (mess, rate) in rates { #expect(rate >= 0.75, "\(mess)") }
        print("real, top 1: \(rates)")
    }

    @Test func saysWhatItUnderstood() throws {
        var shades = ["NC42", "NC 40", "NW42"].enumerated().map { index, name in
            var shade = foundation("M\(index)", .init(60, 12, 18))
            (shade.brand, shade.product, shade.name) = ("M·A·C Cosmetics", "Studio Fix Fluid SPF 15", name)
            return shade
        }
        var other = foundation("L", .init(60, 12, 18))
        (other.brand, other.product, other.name) = ("L’Oréal Paris", "True Match", "42 Noisette")
        shades.append(other)
        let search = ShadeSearch(catalog: try ShadeCatalog(shades: shades))
        for text in ["mac nc 42 studio fix", "NC-42 studio fix", "Studio Fix nc42 MAC", "mac studoi fix nc42"] {
            let answer = try search.find(text)
            #expect(answer.candidates.first?.shade.name == "NC42", "\(text)")
            #expect(text.contains(answer.shade.joined(separator: " ")) && !answer.isAmbiguous)
        }
        let answer = try search.find("loreal true match noisete please")
        #expect(answer.candidates.first?.shade.sku == "L")
        #expect(answer.brand == ["loreal"] && answer.product == ["true", "match"])
        #expect(answer.shade == ["noisete"] && answer.unmatched == ["please"])
        #expect(try search.find("m1").candidates.map(\.shade.sku) == ["M1"])
    }

    private func dior(_ names: [(product: String, name: String)]) throws -> ShadeSearch {
        let shades = names.enumerated().map { index, name in
            var shade = foundation("D\(index)", .init(60 + 5 * Double(index), 12, 18))
            (shade.brand, shade.product, shade.name) = ("Dior", name.product, name.name)
            return shade
        }
        return ShadeSearch(catalog: try ShadeCatalog(shades: shades))
    }

    /// An age may be a shade's number: what is worn is not to be guessed.
    @Test func twoNumbersOfShadesAreAmbiguous() throws {
        let search = try dior([("Forever Matte", "025"), ("Forever Matte", "3N"), ("Forever Matte", "4N")])
        for text in ["I'm 25: Dior Forever Matte 3N", "Dior Forever Matte 3N, 25"] {
            let answer = try search.find(text)
            #expect(Set(([answer.candidates[0]] + answer.rivals).map(\.shade.name)) == ["025", "3N"], "\(text)")
            #expect(answer.rivals.allSatisfy(answer.candidates.contains))
        }
        #expect(try !search.find("I'm 26: Dior Forever Matte 3N").isAmbiguous)
    }

    @Test func hoursAndSizesAreNoShades() throws {
        let search = try dior([("Forever", "24"), ("Forever", "3H"), ("Forever", "30"), ("Forever", "2N1")])
        for text in ["Dior Forever 24h 2N1", "Dior Forever 30 ml 2N1", "Dior Forever 30 ounces 2N1"] {
            let answer = try search.find(text)
            #expect(answer.candidates[0].shade.name == "2N1" && !answer.isAmbiguous, "\(text)")
        }
        #expect(try search.find("dior forever 3h").candidates[0].shade.name == "3H")
    }

    @Test func sizesOfOneShadeNeedNoAsking() throws {
        var shades = ["Fluid 15 ml", "Fluid 30 ml", "Fluid 30 ml"].enumerated().map { index, product in
            var shade = foundation("S\(index)", .init(60, 12, 18))
            (shade.brand, shade.product, shade.name) = ("Nova", product, index < 2 ? "2N1" : "2N2")
            return shade
        }
        #expect(try !ShadeSearch(catalog: ShadeCatalog(shades: shades)).find("nova fluid 2n1").isAmbiguous)
        shades[1].lab = .init(55, 12, 18)
        #expect(try ShadeSearch(catalog: ShadeCatalog(shades: shades)).find("nova fluid 2n1").isAmbiguous)
    }

    @Test func brandsAreSaidOnce() throws {
        var shade = foundation("A", .init(60, 12, 18))
        (shade.brand, shade.product, shade.name) = ("Acme", "Acme Foundation", "110 Fair")
        let search = ShadeSearch(catalog: try ShadeCatalog(shades: [shade]))
        let error = #expect(throws: CatalogError.self) { try search.find("acme") }
        #expect(error?.message.contains("“Acme Foundation, 110 Fair”") == true)
    }

    @Test(arguments: ["", "   ", "zzzz qqqq", "🙂", "studio fix", String(repeating: "x y ", count: 100_000)])
    func unknownTextIsRefused(_ text: String) throws {
        var shade = foundation("A", .init(60, 12, 18))
        (shade.brand, shade.product, shade.name) = ("MAC", "Studio Fix", "NC42")
        let search = ShadeSearch(catalog: try ShadeCatalog(shades: [shade]))
        let error = #expect(throws: CatalogError.self) { try search.find(text) }
        #expect(error?.code == .unknownSKU)
        if text == "studio fix" { #expect(error?.message.contains("which shade?") == true) }
    }
}
