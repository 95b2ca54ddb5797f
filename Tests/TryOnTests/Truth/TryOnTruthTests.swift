import ColorScience
import Foundation
import Imaging
import Portraits
import TestSupport
import Testing

@testable import TryOn

/// The try-on beside drawn faces whose product is known band by band: masks, colours, teeth, texture.
/// `SHADEWISE_CUSTOMERS` says how many customers a depth of skin (1 by default).
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct TryOnTruthTests {
    static let figures = Result { try TruthCase.all.map { try TruthFigures($0) } }

    /// The median of a figure over the customers of one depth, those without it left out.
    private func median(_ depth: ITAClass, _ figure: (TruthFigures) -> Double?) throws -> Double {
        let values = try Self.figures.get().filter { $0.truthCase.depth == depth }.compactMap(figure).sorted()
        return values.isEmpty ? .nan : values[values.count / 2]
    }

    /// A line of the table: one column a depth, light to deep.
    private func tell(_ name: String, digits: Int, _ figure: (TruthFigures) -> Double?) throws -> [Double] {
        let row = try ITAClass.allCases.map { try median($0, figure) }
        let words = row.map { $0.isNaN ? "-" : String(format: "%.\(digits)f", $0) }
        print("try-on:", name.padding(toLength: 34, withPad: " ", startingAt: 0), words.joined(separator: "  "))
        return row
    }

    /// Checks each depth's figure; where one is known to miss, all may, and it is told when none does any more. Which do
    /// is known of one customer a depth; of more, either may be.
    private func expect(_ row: [Double], _ limits: ClosedRange<Double>, butFor reason: Comment? = nil) {
        func check() {
            for (depth, value) in zip(ITAClass.allCases, row) where !value.isNaN {
                #expect(limits.contains(value), "\(depth.rawValue) skin")
            }
        }
        if let reason { withKnownIssue(reason, isIntermittent: TruthCase.each > 1) { check() } } else { check() }
    }

    @Test(arguments: WornProduct.Zone.allCases)
    func masksOverlapTheTruth(zone: WornProduct.Zone) throws {
        let limits = zone.leastOverlap...1
        let drawn = try tell("IoU \(zone.rawValue), drawn landmarks", digits: 3) { $0.overlap[.drawn]?[zone] }
        expect(drawn, limits, butFor: KnownMisses.masksOnDrawnLandmarks[zone])
        let found = try tell("IoU \(zone.rawValue), found landmarks", digits: 3) { $0.overlap[.found]?[zone] }
        expect(found, limits, butFor: KnownMisses.masksOnFoundLandmarks[zone])
    }

    @Test func teethStayAsTheyAre() throws {
        let drawn = try tell("teeth changed, drawn landmarks", digits: 4) { $0.teethChanged[.drawn] }
        expect(drawn, 0...0.005)
        let found = try tell("teeth changed, found landmarks", digits: 4) { $0.teethChanged[.found] }
        expect(found, 0...0.005, butFor: TruthCase.each > 1 ? KnownMisses.teethOnFoundLandmarks : nil)
    }

    @Test(arguments: WornProduct.Zone.allCases)
    func colorsAreTheTruthByDaylight(zone: WornProduct.Zone) throws {
        _ = try tell("\(zone.rawValue): what it changes", digits: 2) { $0.moved[zone] }
        _ = try tell("\(zone.rawValue): daylight, drawn landmarks", digits: 2) { $0.wellPlaced[zone] }
        let known = try tell("\(zone.rawValue): daylight", digits: 2) { $0.knownSkin[.daylight]?[zone] }
        _ = try tell("\(zone.rawValue): daylight, skin guessed", digits: 2) { $0.believedSkin[.daylight]?[zone] }
        expect(known, 0...2.5, butFor: KnownMisses.colorsByDaylight[zone])
    }

    @Test(arguments: WornProduct.Zone.allCases)
    func colorsAreTheTruthInUnknownLight(zone: WornProduct.Zone) throws {
        _ = try tell("\(zone.rawValue): unknown light, skin known", digits: 2) { $0.knownSkin[.unknown]?[zone] }
        let guessed = try tell("\(zone.rawValue): unknown light", digits: 2) { $0.believedSkin[.unknown]?[zone] }
        expect(guessed, 0...4, butFor: KnownMisses.colorsInUnknownLight[zone])
    }

    @Test func whatIsBehindTheFiguresIsTold() throws {
        for light in TruthCase.Light.allCases {
            _ = try tell("believed skin off, \(light.rawValue)", digits: 2) { $0.belief[light] }
        }
        let off = try tell("lips' landmarks off, % of width", digits: 2) { 100 * $0.lipLandmarksOff }
        #expect(off.allSatisfy { $0 < 5 })
    }
}
