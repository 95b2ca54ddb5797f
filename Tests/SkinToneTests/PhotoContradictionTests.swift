import ColorScience
import Testing

@testable import SkinTone

struct PhotoContradictionTests {
    private static func belief(_ lightness: Double, sureTo deviation: Double = 1) -> SkinBelief {
        SkinBelief(lab: Lab(lightness, 12, 18), standardDeviation: deviation)
    }

    @Test func beliefsThatHardlyOverlapContradictEachOther() {
        // √2 is the standard deviation of a difference of two.
        #expect(abs(Self.belief(60).distance(to: Self.belief(66)) - 6 / 2.0.squareRoot()) < 0.15)
        #expect(Self.belief(60).distance(to: Self.belief(60)) < 0.1)
        let contradiction = PhotoContradiction(among: [60.0, 66, 54].map { Self.belief($0) })
        #expect(contradiction?.first == 1 && contradiction?.second == 2)
        #expect((contradiction?.distance ?? 0) > 8)
    }

    @Test func adviceNamesBothPhotosWhateverTheyAreCalled() {
        let advice = PhotoContradiction.advice("{second}", "{first}")
        #expect(advice.hasPrefix("{second} and {first} hardly agree on the skin and may not be of one person; "))
        #expect(advice.hasSuffix(", or is filtered.") && advice.count { $0 == "{" } == 2)
    }

    @Test func beliefsThatMayBeOfOnePersonDoNot() {
        #expect(PhotoContradiction(among: []) == nil && PhotoContradiction(among: [Self.belief(60)]) == nil)
        #expect(PhotoContradiction(among: [60.0, 64].map { Self.belief($0) }) == nil)
        #expect(PhotoContradiction(among: [60.0, 70].map { Self.belief($0, sureTo: 4) }) == nil)
    }
}
