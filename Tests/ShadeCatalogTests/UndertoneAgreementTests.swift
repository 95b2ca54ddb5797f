import ColorScience
import Foundation
import ShadeCatalog
import TestSupport
import Testing

struct UndertoneAgreementTests {
    /// A line whose swatches are typical skin of each depth, turned to pink or gold as its words say, or against them.
    private static func line(turn: Double, called words: [String]) -> [ListedShade] {
        let depths = ["Fair", "Light", "Medium", "Tan", "Deep"]
        let lightness = [78.0, 70, 60, 50, 36]
        return zip(depths, lightness).flatMap { depth, lightness in
            zip([-turn, 0, turn], words).map { lean, word in
                var shade = ListedShade(
                    line: 2, sku: "\(depth)-\(word)-\(lean)", brand: "Brand", product: "Base", name: "\(depth) \(word)",
                    category: .foundation)
                shade.hex = Lab<D65>(lightness, 13 - lean / 2, 19 + lean).srgb8Clamping()
                return shade
            }
        }
    }

    @Test func swatchesThatMeanTheirWordsAgree() throws {
        let agreement = UndertoneAgreement(of: Self.line(turn: 9, called: ["cool", "neutral", "warm"]))
        #expect(agreement.count == 15)
        #expect(agreement.warmAboveCool == 1)
        // The map keeps only part of a swatch's lean, so the rule's own cut points find less.
        #expect(agreement.rankedKappa == 1 && agreement.kappa ?? -1 >= 0, "\(agreement.confusion)")
        let leans = agreement.meanLeans.compactMap(\.self)
        #expect(leans.count == 3 && leans[0] < leans[1] && leans[1] < leans[2])
    }

    @Test func swatchesThatMeanNothingDoNot() throws {
        let agreement = UndertoneAgreement(of: Self.line(turn: 0, called: ["cool", "neutral", "warm"]))
        #expect(abs(try #require(agreement.kappa)) < 0.1)
        #expect(abs(try #require(agreement.rankedKappa)) < 0.1)
        #expect(agreement.warmAboveCool == 0.5)
    }

    @Test func oliveStandsApartAndSilenceIsCounted() {
        let feed =
            Self.line(turn: 5, called: ["cool", "", "olive"])
            + {
                var lip = ListedShade(line: 9, sku: "lip", brand: "B", product: "Lip", name: "Warm", category: .lip)
                lip.hex = SRGB8(hex: "#aa3344")
                return [lip]
            }()
        let agreement = UndertoneAgreement(of: feed)
        #expect(agreement.count == 5 && agreement.oliveFound.total == 5 && agreement.wordless == 5)
        #expect(agreement.confusion[1] == [0, 0, 0] && agreement.confusion[2] == [0, 0, 0])
        #expect(agreement.warmAboveCool == nil)
    }

    /// The words' undertones must not reach the colour they are compared with: better than chance, far from all.
    @Test(.enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
    func brandsWordsOnRealSwatches() throws {
        let agreement = UndertoneAgreement(of: PuddingShades.listed)
        let (kappa, rank) = (try #require(agreement.kappa), try #require(agreement.warmAboveCool))
        #expect(agreement.count > 2_000)
        #expect((0.02...0.6).contains(kappa) && (0.55...0.9).contains(rank), "\(kappa) \(rank)")
    }
}
